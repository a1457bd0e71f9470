/* Queue: each of ten thousand waiters gets its own item. */
#include "nothing_left.h"
#include "pending.h"
#include "queue.h"

enum { CROWD = 10000 };

static int got[CROWD];
static int turn;

/* Notes for the waiter which item it got, and when. */
static Value take(Value item, void *mine)
{
    CHECK_INT(as_int(item), turn++);
    *(int *)mine = (int)as_int(item);
    return value_none();
}

static Deferred *wait_in_line(Queue *queue, int number)
{
    Deferred *d = queue_get(queue);

    got[number] = -1;
    deferred_add_callback(d, take, &got[number]);
    return d;
}

static void each_gets_his_own(void)
{
    Queue *queue = queue_new();

    for (int i = 0; i < CROWD; i++)
        deferred_ignore(wait_in_line(queue, i));
    CHECK_INT(queue_waiting(queue), CROWD);
    for (int i = 0; i < CROWD; i++)
        CHECK_INT(queue_put(queue, value_int(i)), 0);
    for (int i = 0; i < CROWD; i++)
        CHECK_INT(got[i], i);
    CHECK_INT(queue_waiting(queue), 0);
    queue_free(queue);
}

static Value forgive(Value failure, void *unused)
{
    return value_none();
}

/* Every third one leaves, from the end of the line to its front. */
static void those_who_leave_change_nothing_for_the_rest(void)
{
    static Deferred *line[CROWD];
    Queue *queue = queue_new();
    int item = 0;

    for (int i = 0; i < CROWD; i++) {
        line[i] = wait_in_line(queue, i);
        deferred_add_errback(line[i], forgive, NULL);
    }
    for (int i = CROWD - 1; i >= 0; i--)
        if (i % 3 == 0)
            deferred_cancel(line[i]);
    while (queue_waiting(queue) > 0)
        queue_put(queue, value_int(item++));
    CHECK_INT(item, CROWD - (CROWD + 2) / 3);
    for (int i = 0; i < CROWD; i++) {
        CHECK_INT(got[i], i % 3 == 0 ? -1 : i - i / 3 - 1);
        deferred_ignore(line[i]);
    }
    queue_free(queue);
}

static const UnitTest tests[] = {
    {"10,000 waiters get 10,000 items, in their order", each_gets_his_own},
    {"the other waiters get theirs when every third one leaves",
     those_who_leave_change_nothing_for_the_rest},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
