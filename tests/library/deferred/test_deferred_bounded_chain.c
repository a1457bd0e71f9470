/* Long chains, on a small stack and in linear time (rules 28 to 30, A7). */
#include "linear_time.h"

enum { MANY = 100000 };

/* Takes a KiB at least, and more than SMALL_STACK in all. */
static unsigned recurse(unsigned left)
{
    volatile char room[1024 + left % 2];

    room[left] = 1;
    return left == 0 ? 0 : recurse(left - 1) + (unsigned)room[left];
}

static void recurse_deep(void *unused)
{
    recurse(1000);
}

/* Otherwise these tests would prove nothing. */
static void the_stack_is_small(void)
{
    limit_stack();
    CHECK_DIES(recurse_deep, NULL, "");
}

/* Each waits for the one before, and the first fires first: as the others
   fire, what they wait for is there. */
static void first_to_last(size_t count)
{
    Row row = row_of(count);

    for (size_t i = 1; i < count; i++)
        deferred_add_callback(row.waiting[i], to_deferred, row.waiting[i - 1]);
    deferred_add_callback(row.waiting[count - 1], count_one, &row.done);
    deferred_ignore(row.waiting[count - 1]);
    for (size_t i = 0; i < count; i++)
        deferred_fire(&row.firing[i], value_none());
    CHECK_INT(row.done, 1);
    row_free(&row);
}

/* The first fires last, while all the others wait. */
static void last_to_first(size_t count)
{
    Row row = row_of(count);

    for (size_t i = 1; i < count; i++)
        deferred_add_callback(row.waiting[i], to_deferred, row.waiting[i - 1]);
    deferred_add_callback(row.waiting[count - 1], count_one, &row.done);
    deferred_ignore(row.waiting[count - 1]);
    for (size_t i = count; i-- > 0;)
        deferred_fire(&row.firing[i], value_none());
    CHECK_INT(row.done, 1);
    row_free(&row);
}

static void chain_upwards(size_t count)
{
    Row row = row_of(count);

    for (size_t i = 1; i < count; i++)
        deferred_chain(row.waiting[i - 1], &row.firing[i]);
    deferred_add_callback(row.waiting[count - 1], count_one, &row.done);
    deferred_ignore(row.waiting[count - 1]);
    deferred_fire(&row.firing[0], value_none());
    CHECK_INT(row.done, 1);
    row_free(&row);
}

static void chain_downwards(size_t count)
{
    Row row = row_of(count);

    for (size_t i = count; i-- > 1;)
        deferred_chain(row.waiting[i - 1], &row.firing[i]);
    deferred_add_both(row.waiting[count - 1], count_one, &row.done);
    deferred_add_errback(row.waiting[count - 1], to_text, "handled");
    deferred_cancel(row.waiting[count - 1]);
    CHECK_INT(row.done, 1);
    deferred_ignore(row.waiting[count - 1]);
    CHECK_INT(deferred_fire(&row.firing[0], value_none()), 0);
    row_free(&row);
}

static Deferred *loop(size_t *left);

static Value again(Value result, void *left)
{
    return *(size_t *)left > 0 ? value_deferred(loop(left)) : result;
}

static Deferred *loop(size_t *left)
{
    Deferred *d = deferred_succeed(value_text("through"));

    (*left)--;
    deferred_add_callback(d, again, left);
    return d;
}

static void loop_through_succeed(size_t count)
{
    note_result(loop(&count));
    CHECK_TEXT(notes, "through");
    notes[0] = '\0';
}

static void both_ways(size_t count)
{
    first_to_last(count);
    last_to_first(count);
}

static void ten_thousand(void)
{
    limit_stack();
    both_ways(MANY / 10);
}

static void fired_first_to_last(void)
{
    check_bounded(first_to_last, MANY);
}

static void fired_last_to_first(void)
{
    check_bounded(last_to_first, MANY);
}

static void chained_upwards(void)
{
    check_bounded(chain_upwards, MANY);
}

static void chained_downwards(void)
{
    check_bounded(chain_downwards, MANY);
}

static void looped_through_succeed(void)
{
    check_bounded(loop_through_succeed, MANY);
}

static void fired_both_ways(void)
{
    check_bounded(both_ways, MANY);
}

static const UnitTest tests[] = {
    {"the stack of these tests is small", the_stack_is_small},
    {"a chain of 10,000 waiting Deferreds needs little stack (rule 28)",
     ten_thousand},
    {"a chain of 100,000 may fire from the front (rule 28)",
     fired_first_to_last},
    {"a chain of 100,000 may fire from the back (rule 28)",
     fired_last_to_first},
    {"deferred_chain links 100,000 from the front (rule 29)", chained_upwards},
    {"deferred_chain links 100,000 from the back, and cancels them (rule 29)",
     chained_downwards},
    {"a loop through deferred_succeed runs 100,000 times (rule 30)",
     looped_through_succeed},
    {"100,000 chained Deferreds need 256 KiB and linear time (rule A7)",
     fired_both_ways},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
