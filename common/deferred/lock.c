/* A lock is a semaphore of one token, and speaks of itself in its messages. */
#include "lock.h"

#include "die.h"

Lock *lock_new(void)
{
    return semaphore_new(1);
}

void lock_free(Lock *lock)
{
    semaphore_free(lock);
}

Deferred *lock_acquire(Lock *lock)
{
    return semaphore_acquire(lock);
}

void lock_release(Lock *lock)
{
    if (!lock_is_locked(lock))
        die("lock_release: the lock is not locked");
    semaphore_release(lock);
}

Deferred *lock_run(Lock *lock, Callback *fn, void *arg)
{
    return semaphore_run(lock, fn, arg);
}

bool lock_is_locked(const Lock *lock)
{
    return semaphore_tokens(lock) == 0;
}
