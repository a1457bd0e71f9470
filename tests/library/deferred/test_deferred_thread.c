/* Deferreds and threads: only the loop's may touch a Deferred. */
#include "coroutine.h"
#include "gather.h"
#include "lock.h"
#include "queue.h"

#include "wrong_thread.h"

static Deferred *d;
static Queue *queue;
static Lock *lock; /* a semaphore, too */

static Value pass(Value result, void *unused)
{
    return result;
}

static void receive(Value result, void *unused)
{
}

static Value end_at_once(void *unused)
{
    return value_none();
}

static void stop_work(void *unused)
{
}

static void fire(void)
{
    deferred_fire(&d, value_none());
}

static void fire_null(void)
{
    deferred_fire(&(Deferred *){NULL}, value_none());
}

static void add_callback(void)
{
    deferred_add_callback(d, pass, NULL);
}

static void add_both(void)
{
    deferred_add_both(d, pass, NULL);
}

static void cancel(void)
{
    deferred_cancel(d);
}

static void on_cancel(void)
{
    deferred_on_cancel(d, stop_work, NULL);
}

static void deliver(void)
{
    deferred_deliver(d, receive, NULL);
}

static void ignore(void)
{
    deferred_ignore(d);
}

static void return_it(void)
{
    value_deferred(d);
}

static void pause_it(void)
{
    deferred_pause(d);
}

static void make(void)
{
    deferred_new();
}

static void succeed(void)
{
    deferred_succeed(value_none());
}

static void start(void)
{
    async(end_at_once, NULL);
}

static void gather_none(void)
{
    gather(&d, 0);
}

static void gather_all_of_none(void)
{
    gather_all(&d, 0);
}

static void gather_first_of_none(void)
{
    gather_first(&d, 0);
}

static void make_queue(void)
{
    queue_new();
}

static void put(void)
{
    queue_put(queue, value_none());
}

static void get(void)
{
    queue_get(queue);
}

static void count_stored(void)
{
    queue_stored(queue);
}

static void count_waiting(void)
{
    queue_waiting(queue);
}

static void free_queue(void)
{
    queue_free(queue);
}

static void make_lock(void)
{
    lock_new();
}

static void acquire_lock(void)
{
    lock_acquire(lock);
}

static void release_lock(void)
{
    lock_release(lock);
}

static void run_locked(void)
{
    lock_run(lock, pass, NULL);
}

static void look_at_lock(void)
{
    lock_is_locked(lock);
}

static void free_lock(void)
{
    lock_free(lock);
}

static void make_semaphore(void)
{
    semaphore_new(1);
}

static void acquire(void)
{
    semaphore_acquire(lock);
}

static void release(void)
{
    semaphore_release(lock);
}

static void run_with_token(void)
{
    semaphore_run(lock, pass, NULL);
}

static void count_tokens(void)
{
    semaphore_tokens(lock);
}

static void free_semaphore(void)
{
    semaphore_free(lock);
}

static void report(void)
{
    deferred_report();
}

static const WrongThreadCall calls[] = {
    {"deferred_fire", fire},
    {"deferred_fire", fire_null},
    {"deferred_add_callback", add_callback},
    {"deferred_add_both", add_both},
    {"deferred_cancel", cancel},
    {"deferred_on_cancel", on_cancel},
    {"deferred_deliver", deliver},
    {"deferred_ignore", ignore},
    {"value_deferred", return_it},
    {"deferred_pause", pause_it},
    {"deferred_new", make},
    {"deferred_new", succeed},
    {"async", start},
    {"gather", gather_none},
    {"gather_all", gather_all_of_none},
    {"gather_first", gather_first_of_none},
    {"queue_new", make_queue},
    {"queue_put", put},
    {"queue_get", get},
    {"queue_stored", count_stored},
    {"queue_waiting", count_waiting},
    {"queue_free", free_queue},
    {"lock_new", make_lock},
    {"lock_acquire", acquire_lock},
    {"lock_release", release_lock},
    {"lock_run", run_locked},
    {"lock_is_locked", look_at_lock},
    {"lock_free", free_lock},
    {"semaphore_new", make_semaphore},
    {"semaphore_acquire", acquire},
    {"semaphore_release", release},
    {"semaphore_run", run_with_token},
    {"semaphore_tokens", count_tokens},
    {"semaphore_free", free_semaphore},
    {"deferred_report", report},
    {"deferred_forget", deferred_forget},
};

static void another_thread_is_refused(void)
{
    d = deferred_new();
    queue = queue_new();
    lock = lock_new();
    wrong_thread_check(calls, COUNT(calls));
    deferred_ignore(d);
    deferred_fire(&d, value_none());
    queue_free(queue);
    lock_free(lock);
}

static const UnitTest tests[] = {
    {"on another thread each call stops the program, with one sentence",
     another_thread_is_refused},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), NULL, argc, argv);
}
