/* Queue: its order, its limits and its end (rules 77, 78). */
#include "queue.h"

#include "coroutine.h"
#include "nothing_left.h"
#include "pending.h"

#include <time.h>
#include <uv.h>

static void put(Queue *queue, int number)
{
    CHECK_INT(queue_put(queue, value_int(number)), 0);
}

static void items_go_to_the_longest_waiter(void)
{
    Queue *queue = queue_new();

    for (int i = 0; i < 3; i++)
        note_result(queue_get(queue));
    CHECK_INT(queue_waiting(queue), 3);
    put(queue, 0);
    CHECK_TEXT(notes, "0");
    put(queue, 1);
    put(queue, 2);
    CHECK_TEXT(notes, "0 1 2");
    CHECK_INT(queue_waiting(queue), 0);
    CHECK_INT(queue_stored(queue), 0);
    queue_free(queue);
}

static void items_without_a_waiter_are_stored(void)
{
    Queue *queue = queue_new();

    for (int i = 0; i < 3; i++)
        put(queue, i);
    CHECK_INT(queue_stored(queue), 3);
    for (int i = 0; i < 3; i++)
        note_result(queue_get(queue));
    CHECK_TEXT(notes, "0 1 2");
    put(queue, 3);
    note_result(queue_get(queue));
    CHECK_TEXT(notes, "0 1 2 3");
    queue_free(queue);
}

static void both_limits_hold(void)
{
    Queue *queue = queue_new_limited(2, 2);

    for (int i = 0; i < 3; i++)
        note_result(queue_get(queue));
    CHECK_TEXT(notes, "ENOBUFS");
    for (int i = 0; i < 4; i++)
        put(queue, i);
    CHECK_TEXT(notes, "ENOBUFS 0 1");
    CHECK_INT(queue_put(queue, value_text("refused")), UV_ENOBUFS);
    CHECK_INT(queue_stored(queue), 2);
    note_result(queue_get(queue));
    note_result(queue_get(queue));
    CHECK_TEXT(notes, "ENOBUFS 0 1 2 3");
    queue_free(queue);
}

static void size_0_only_hands_on(void)
{
    Queue *queue = queue_new_limited(0, 1);

    CHECK_INT(queue_put(queue, value_text("refused")), UV_ENOBUFS);
    note_result(queue_get(queue));
    put(queue, 1);
    CHECK_TEXT(notes, "1");
    queue_free(queue);
}

static void backlog_0_only_stores(void)
{
    Queue *queue = queue_new_limited(1, 0);

    note_result(queue_get(queue));
    put(queue, 1);
    note_result(queue_get(queue));
    CHECK_TEXT(notes, "ENOBUFS 1");
    queue_free(queue);
}

static void a_failure_is_an_item(void)
{
    Queue *queue = queue_new();

    note_result(queue_get(queue));
    queue_put(queue, value_failure(UV_EIO, "broken"));
    queue_put(queue, value_failure(UV_EPROTO, "broken"));
    note_result(queue_get(queue));
    CHECK_TEXT(notes, "EIO EPROTO");
    queue_free(queue);
}

static void put_deferred(void *unused)
{
    queue_put(queue_new(), value_deferred(deferred_new()));
}

static void a_deferred_is_no_item(void)
{
    CHECK_DIES(put_deferred, NULL, "queue_put: the item is a Deferred");
}

static void a_canceled_waiter_loses_nothing(void)
{
    Queue *queue = queue_new();
    Deferred *first = queue_get(queue), *second = queue_get(queue);

    note_result(queue_get(queue));
    deferred_cancel(first);
    deferred_cancel(second);
    deferred_cancel(second);
    note_result(first);
    note_result(second);
    CHECK_INT(queue_waiting(queue), 1);
    put(queue, 1);
    put(queue, 2);
    CHECK_TEXT(notes, "ECANCELED ECANCELED 1");
    CHECK_INT(queue_stored(queue), 1);
    queue_free(queue);
}

static Value put_and_get(Value result, void *queue)
{
    CHECK_INT(as_failure(result)->code, UV_ECANCELED);
    queue_put(queue, value_text("put by the one who was canceled"));
    return value_deferred(queue_get(queue));
}

static void a_canceled_waiter_may_put_and_get(void)
{
    Queue *queue = queue_new();
    Deferred *d = queue_get(queue);

    deferred_add_errback(d, put_and_get, queue);
    deferred_cancel(d);
    note_result(d);
    CHECK_TEXT(notes, "put by the one who was canceled");
    queue_free(queue);
}

static void a_late_cancel_changes_nothing(void)
{
    Queue *queue = queue_new();
    Deferred *waited = queue_get(queue), *at_once;

    put(queue, 1);
    put(queue, 2);
    at_once = queue_get(queue);
    deferred_cancel(waited);
    deferred_cancel(at_once);
    note_result(waited);
    note_result(at_once);
    CHECK_TEXT(notes, "1 2");
    queue_free(queue);
}

enum { CROWD = 100 * 1000 };

static Deferred *crowd[CROWD];

/* All but the first leave, from the middle outwards, so that none is at an
   end of the line. */
static double seconds_to_leave(int count)
{
    Queue *queue = queue_new();
    clock_t begin;
    double seconds;

    for (int i = 0; i < count; i++)
        crowd[i] = queue_get(queue);
    begin = clock();
    for (int i = 0; i < count - 1; i++) {
        int middle = count / 2 + (i % 2 ? -(i / 2) - 1 : i / 2);
        Value result;

        deferred_cancel(crowd[middle]);
        CHECK(deferred_take(crowd[middle], &result));
        value_free(result);
    }
    seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
    CHECK_INT(queue_waiting(queue), 1);
    put(queue, count);
    note_result(crowd[0]);
    queue_free(queue);
    return seconds;
}

static void a_crowd_leaves_in_linear_time(void)
{
    double some = seconds_to_leave(CROWD / 10);
    double many = seconds_to_leave(CROWD);

    CHECK(many < 40 * some);
    CHECK_TEXT(notes, "10000 100000");
}

static void who_waits_is_sent_away(void)
{
    Queue *queue = queue_new();
    Deferred *d = queue_get(queue);

    deferred_add_errback(d, put_and_get, queue);
    note_result(d);
    note_result(queue_get(queue));
    queue_free(queue);
    CHECK_TEXT(notes, "put by the one who was canceled ECANCELED");
}

static void what_is_stored_is_freed(void)
{
    Queue *queue = queue_new();

    for (int i = 0; i < 3; i++)
        queue_put(queue, value_text("stored"));
    queue_free(queue);
}

static Value consume(void *queue)
{
    Value item;

    do {
        item = await(queue_get(queue));
        note_value("got ", item);
    } while (as_int(item) >= 0);
    return value_none();
}

static Value produce(void *queue)
{
    for (int i = 0; i < 3; i++) {
        note("put %d", i);
        put(queue, i);
    }
    return value_none();
}

static void coroutines_hand_on(void)
{
    Queue *queue = queue_new();

    note_result(async(consume, queue));
    note_result(async(produce, queue));
    queue_free(queue);
    CHECK_TEXT(notes, "put 0 got 0 put 1 got 1 put 2 got 2 none ECANCELED");
}

static const UnitTest tests[] = {
    {"items go to the longest waiter (rule 77)",
     items_go_to_the_longest_waiter},
    {"items without a waiter are stored, and come out in order (rule 77)",
     items_without_a_waiter_are_stored},
    {"a full queue and an empty one fail at once (rule 77)", both_limits_hold},
    {"a queue of size 0 stores no item (rule 77)", size_0_only_hands_on},
    {"a queue of backlog 0 lets no client wait (rule 77)",
     backlog_0_only_stores},
    {"a failure as an item makes its waiter fail (rule 11)",
     a_failure_is_an_item},
    {"a Deferred as an item stops the program (rule A2)",
     a_deferred_is_no_item},
    {"a waiter that is canceled loses no item (rule 78)",
     a_canceled_waiter_loses_nothing},
    {"a waiter that is canceled may use the queue at once (rule 78)",
     a_canceled_waiter_may_put_and_get},
    {"a cancel after the item came changes nothing (rule 78)",
     a_late_cancel_changes_nothing},
    {"100,000 waiters leave from the middle in linear time (rule 78)",
     a_crowd_leaves_in_linear_time},
    {"waiters fail when the queue is freed", who_waits_is_sent_away},
    {"stored items are freed with the queue", what_is_stored_is_freed},
    {"one coroutine puts, another gets", coroutines_hand_on},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
