/* The table of timers, alone: order, names, and cost. */
#include "timers.h"

#include "event_notes.h"
#include "nothing_left.h"

#include <time.h>

enum { CALLS = 200, STEPS = 20000, LATEST = 60 };

/* The expected table, as a plain array. */
typedef struct {
    DelayedCall call;
    double when;
    int order; /* of adding and moving */
    bool to_come;
} Expected;

static Timers *timers;
static Expected model[CALLS];
static int order;

static bool is_before(const Expected *a, const Expected *b)
{
    return a->when < b->when || (a->when == b->when && a->order < b->order);
}

static Expected *first_expected(void)
{
    Expected *first = NULL;

    for (int i = 0; i < CALLS; i++)
        if (model[i].to_come && (!first || is_before(&model[i], first)))
            first = &model[i];
    return first;
}

static void it_is_its_turn(void *expected)
{
    CHECK(expected == first_expected());
    first_expected()->to_come = false;
}

static void remove_one(Expected *expected)
{
    CHECK(timers_remove(timers, expected->call) == expected->to_come);
    expected->to_come = false;
}

static void add_or_move(Expected *expected)
{
    double when = rand() % LATEST;

    CHECK(timers_move(timers, expected->call, when) == expected->to_come);
    if (!expected->to_come)
        expected->call = timers_add(timers, when, it_is_its_turn, expected);
    expected->when = when;
    expected->order = ++order;
    expected->to_come = true;
}

static void run_up_to(double now)
{
    timers_run(timers, now);
    CHECK(!first_expected() || first_expected()->when > now);
}

static void check_table(void)
{
    size_t count = 0;

    for (int i = 0; i < CALLS; i++) {
        double when = -1;

        CHECK(timers_find(timers, model[i].call, &when) == model[i].to_come);
        CHECK_DOUBLE(when, model[i].to_come ? model[i].when : -1, 0);
        count += model[i].to_come;
    }
    CHECK_INT(timers_count(timers), count);
    CHECK_DOUBLE(timers_first(timers),
                 count > 0 ? first_expected()->when : INFINITY, 0);
}

static void random_changes(void)
{
    timers = timers_new();
    srand(1);
    for (int step = 0; step < STEPS; step++) {
        Expected *expected = &model[rand() % CALLS];

        if (rand() % 4 == 0)
            remove_one(expected);
        else
            add_or_move(expected);
        if (rand() % 50 == 0)
            run_up_to(rand() % LATEST);
        if (step % 50 == 0)
            check_table();
    }
    timers_free(timers);
}

static void none_is_not_a_name(void)
{
    DelayedCall none = {0}, foreign = {1000, 1};
    double when;

    timers = timers_new();
    CHECK(!timers_find(timers, none, &when));
    timers_add(timers, 1, note_text, "a");
    CHECK(!timers_find(timers, none, &when));
    CHECK(!timers_remove(timers, none));
    CHECK(!timers_move(timers, none, 2));
    CHECK(!timers_remove(timers, foreign));
    CHECK_INT(timers_count(timers), 1);
    timers_free(timers);
}

static void names_do_not_dangle(void)
{
    DelayedCall old, new;
    double when;

    timers = timers_new();
    old = timers_add(timers, 1, note_text, "old");
    timers_run(timers, 1);
    new = timers_add(timers, 2, note_text, "new");
    CHECK_INT(new.slot, old.slot);
    CHECK(!timers_find(timers, old, &when));
    CHECK(!timers_remove(timers, old));
    CHECK(timers_find(timers, new, &when));
    timers_run(timers, 2);
    CHECK_TEXT(notes, "old new");
    timers_free(timers);
}

static DelayedCall waiting;

static void add_and_move(void *unused)
{
    note("first");
    timers_add(timers, 1, note_text, "added");
    timers_move(timers, waiting, 1);
}

static void what_a_run_adds_waits(void)
{
    timers = timers_new();
    timers_add(timers, 1, add_and_move, NULL);
    timers_add(timers, 1, note_text, "second");
    waiting = timers_add(timers, 9, note_text, "moved");
    timers_run(timers, 1);
    CHECK_TEXT(notes, "first second");
    timers_run(timers, 1);
    CHECK_TEXT(notes, "first second added moved");
    timers_free(timers);
}

static void add_at(void *when)
{
    timers = timers_new();
    timers_add(timers, *(double *)when, note_text, "never");
}

static void odd_times(void)
{
    CHECK_DIES(add_at, &(double){INFINITY},
               "cannot schedule a call at inf seconds");
    CHECK_DIES(add_at, &(double){NAN}, "nan seconds");
}

/* If numbers had 32 bits, the same one would come again after 2^32 calls. */
static void numbers_do_not_come_again(void)
{
    DelayedCall last = {0}, call;

    timers = timers_new();
    for (int i = 0; i < 1000; i++) {
        call = timers_add(timers, 1, note_text, "never");
        CHECK_INT(call.slot, 1);
        CHECK(call.number > last.number);
        timers_remove(timers, call);
        last = call;
    }
    call.number = UINT64_MAX;
    CHECK(call.number > UINT32_MAX);
    timers_free(timers);
}

static void shared_after_the_end(void)
{
    DelayedCall call;
    double when;

    timers = timers_new();
    call = timers_add(timers, 1, note_text, "never");
    timers_share(timers);
    timers_free(timers);
    CHECK(!timers_remove(timers, call));
    CHECK(!timers_find(timers, call, &when));
    CHECK_INT(timers_count(timers), 0);
    timers_release(timers);
}

static void nothing(void *unused)
{
}

static double cost_of(int count)
{
    clock_t start = clock();

    timers = timers_new();
    for (int i = 0; i < count; i++)
        timers_add(timers, rand(), nothing, NULL);
    timers_run(timers, RAND_MAX);
    CHECK_INT(timers_count(timers), 0);
    timers_free(timers);
    return (double)(clock() - start);
}

/* If each timer looked at all others, a hundred times as many would take ten
   thousand times as long. */
static void cost(void)
{
    double few = 0;

    for (int i = 0; i < 10; i++)
        few += cost_of(3000) / 10;
    CHECK(cost_of(300000) < 1000 * few);
}

static const UnitTest tests[] = {
    {"20,000 random changes agree with a plain array", random_changes},
    {"a DelayedCall of zeros, or of another table, names no call",
     none_is_not_a_name},
    {"a DelayedCall that is over does not name a later call in its slot",
     names_do_not_dangle},
    {"no two calls ever have the same number", numbers_do_not_come_again},
    {"a table that is shared can be asked after timers_free()",
     shared_after_the_end},
    {"a call that is added or moved to now waits for the next run (rule 80)",
     what_a_run_adds_waits},
    {"a call at a time that is not finite stops the program", odd_times},
    {"100 times as many timers cost far less than 1,000 times as much", cost},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
