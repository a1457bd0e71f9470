/*
 * A lock is a semaphore of one token, and is locked while that token is out.
 * The waiting is all in semaphore.c; here is only what a lock says of itself
 * when it is used wrongly.
 */
#include "lock.h"

#include "die.h"
#include "thread.h"

Lock *lock_new(void)
{
    thread_check("lock_new");
    return semaphore_new(1);
}

void lock_free(Lock *lock)
{
    thread_check("lock_free");
    semaphore_free(lock);
}

Deferred *lock_acquire(Lock *lock)
{
    thread_check("lock_acquire");
    return semaphore_acquire(lock);
}

void lock_release(Lock *lock)
{
    thread_check("lock_release");
    /* The semaphore would notice as well, but its sentence counts tokens. */
    if (!lock_is_locked(lock))
        die("lock_release: the lock is not locked");
    semaphore_release(lock);
}

Deferred *lock_run(Lock *lock, Callback *fn, void *arg)
{
    thread_check("lock_run");
    return semaphore_run(lock, fn, arg);
}

bool lock_is_locked(const Lock *lock)
{
    thread_check("lock_is_locked");
    return semaphore_tokens(lock) == 0;
}
