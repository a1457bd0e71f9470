/* Deferred: failures that are not handled (rules 22, 48 to 51). */
#include "noting_callbacks.h"

#define REPORT \
    "unhandled failure: EIO, it broke " \
    "(tests/library/deferred/noting_callbacks.h:"

static void ignore(void *d)
{
    deferred_ignore(d);
}

static void fire_failure(void *slot)
{
    deferred_fire(slot, a_failure());
}

static void cancel(void *d)
{
    deferred_cancel(d);
}

static void report(void *unused)
{
    deferred_report();
}

static size_t lines_of(const char *text)
{
    size_t lines = 0;

    while ((text = strchr(text, '\n'))) {
        lines++;
        text++;
    }
    return lines;
}

/* What fn(arg) reports: one line that names the failure and its place. */
static void check_reported(void (*fn)(void *arg), void *arg)
{
    const char *text = unit_stderr_of(fn, arg);

    CHECK_CONTAINS(text, REPORT);
    CHECK_INT(lines_of(text), 1);
    unhandled_expected++;
    CHECK_INT(deferred_unhandled(), unhandled_expected);
}

static void a_failure_that_is_dropped_is_reported(void)
{
    check_reported(ignore, deferred_fail(a_failure()));
}

/* The errback has taken the failure, and what it waits for never comes. */
static void a_failure_whose_errback_waits_is_handled(void)
{
    Deferred *d = deferred_fail(a_failure());

    deferred_add_errback(d, to_deferred, new_pending());
    CHECK_TEXT(unit_stderr_of(ignore, d), "");
    deferred_fire(&pending[0], value_none());
}

static void a_failure_that_comes_when_dropped_is_reported(void)
{
    Deferred *d = new_pending();

    deferred_add_callback(d, note_as, "never");
    deferred_ignore(d);
    check_reported(fire_failure, &pending[0]);
    CHECK_TEXT(notes, "");
}

static void nothing_is_said_while_it_is_held(void)
{
    Deferred *d = new_pending();

    CHECK_TEXT(unit_stderr_of(fire_failure, &pending[0]), "");
    deferred_add_callback(d, note_as, "never");
    deferred_add_errback(d, to_text, "mended");
    CHECK_TEXT(unit_stderr_of(ignore, d), "");
}

static void deliver(void *d)
{
    note_result(d);
}

static void a_receiver_handles_it(void)
{
    CHECK_TEXT(unit_stderr_of(deliver, deferred_fail(a_failure())), "");
    CHECK_TEXT(notes, "EIO");
}

static void take(void *d)
{
    Value taken;

    CHECK(deferred_take(d, &taken));
    value_free(taken);
}

static void who_takes_it_handles_it(void)
{
    CHECK_TEXT(unit_stderr_of(take, deferred_fail(a_failure())), "");
}

static void a_failure_that_moved_on_is_reported_once(void)
{
    Deferred *outer = new_pending(), *inner = new_pending();

    deferred_add_callback(outer, to_deferred, inner);
    deferred_fire(&pending[0], value_int(1));
    deferred_ignore(outer);
    check_reported(fire_failure, &pending[1]);
}

static void a_failure_handled_outside_is_not_reported_inside(void)
{
    Deferred *outer = new_pending(), *inner = new_pending();

    deferred_add_callback(outer, to_deferred, inner);
    deferred_add_errback(outer, to_text, "mended");
    deferred_fire(&pending[0], value_int(1));
    deferred_ignore(outer);
    CHECK_TEXT(unit_stderr_of(fire_failure, &pending[1]), "");
}

static void drop_value(void *d)
{
    value_free(value_deferred(d));
}

static void a_failure_in_a_dropped_value_is_reported(void)
{
    check_reported(drop_value, deferred_fail(a_failure()));
}

static void a_cancel_that_nobody_handles_is_reported_at_once(void)
{
    Deferred *d = new_pending();

    deferred_ignore(d);
    CHECK_CONTAINS(unit_stderr_of(cancel, d),
                   "unhandled failure: ECANCELED, canceled (");
    CHECK_TEXT(unit_stderr_of(fire_failure, &pending[0]), "");
    unhandled_expected = 1;
}

static void one_that_is_never_dropped_is_reported_at_the_end(void)
{
    Deferred *d = deferred_fail(a_failure());
    Deferred *good = deferred_succeed(value_int(1)), *unfired = new_pending();

    check_reported(report, NULL);
    CHECK_TEXT(unit_stderr_of(report, NULL), "");
    CHECK_TEXT(unit_stderr_of(ignore, d), "");
    deferred_ignore(good);
    deferred_ignore(unfired);
    deferred_fire(&pending[0], value_int(1));
}

static Deferred *volatile forgotten;

static void forget_and_exit(void *unused)
{
    pid_t child = fork();
    int status;

    if (child == 0) {
        forgotten = deferred_fail(a_failure());
        exit(0);
    }
    waitpid(child, &status, 0);
    CHECK_INT(status, 0);
}

static void the_end_of_the_program_reports(void)
{
    const char *text = unit_stderr_of(forget_and_exit, NULL);

    CHECK_CONTAINS(text, REPORT);
    CHECK_INT(lines_of(text), 1);
}

static void one_that_can_still_be_handled_is_no_business_of_the_end(void)
{
    Deferred *d = deferred_new(), *firing = d;

    deferred_pause(d);
    deferred_fire(&firing, a_failure());
    CHECK_TEXT(unit_stderr_of(report, NULL), "");
    deferred_add_errback(d, to_text, "mended");
    deferred_unpause(d);
    note_result(d);
    CHECK_TEXT(notes, "mended");
}

static Value report_inside(Value result, void *unused)
{
    deferred_report();
    return note_as(result, "inside");
}

static void the_end_may_come_inside_a_callback(void)
{
    Deferred *d = deferred_fail(a_failure());

    deferred_add_errback(d, report_inside, NULL);
    note_result(d);
    CHECK_TEXT(notes, "inside:EIO EIO");
}

static Value log_failure(Value failure, void *unused)
{
    failure_print(stderr, "handler", as_failure(failure));
    return failure;
}

static void add_log(void *d)
{
    deferred_add_errback(d, log_failure, NULL);
}

static void an_errback_may_log_and_pass_it_on(void)
{
    Deferred *d = deferred_fail(a_failure());

    CHECK_CONTAINS(
        unit_stderr_of(add_log, d),
        "handler: EIO, it broke (tests/library/deferred/noting_callbacks.h:");
    note_result(d);
    CHECK_TEXT(notes, "EIO");
}

static const UnitTest tests[] = {
    {"a failure that moved on is reported once, by the outer one (rule 22)",
     a_failure_that_moved_on_is_reported_once},
    {"a failure whose errback waits for ever is not reported (rule 22)",
     a_failure_whose_errback_waits_is_handled},
    {"a failure handled outside is not reported inside (rule 22)",
     a_failure_handled_outside_is_not_reported_inside},
    {"a failure is reported when its Deferred is dropped (rule 48)",
     a_failure_that_is_dropped_is_reported},
    {"a failure that comes after the drop is reported then (rule 48)",
     a_failure_that_comes_when_dropped_is_reported},
    {"nothing is reported while the Deferred is held (rule 48)",
     nothing_is_said_while_it_is_held},
    {"an errback may log a failure and pass it on (rule 48)",
     an_errback_may_log_and_pass_it_on},
    {"a failure that a receiver sees is handled (rule 49)",
     a_receiver_handles_it},
    {"a failure that is taken is handled (rule 49)", who_takes_it_handles_it},
    {"a failure in a Deferred never dropped is reported at the end (rule 50)",
     one_that_is_never_dropped_is_reported_at_the_end},
    {"the end of the program reports failures that are not handled (rule 50)",
     the_end_of_the_program_reports},
    {"a failure that is held back is left to its holder (rule 50)",
     one_that_can_still_be_handled_is_no_business_of_the_end},
    {"a failure in a Value that is dropped is reported (rule 51)",
     a_failure_in_a_dropped_value_is_reported},
    {"a cancel that is not handled is reported at once (rule 51)",
     a_cancel_that_nobody_handles_is_reported_at_once},
    {"a failure is reported once, with code, message, file and line (rule A5)",
     a_failure_that_is_dropped_is_reported},
    {"to report inside a callback leaves its failure alone",
     the_end_may_come_inside_a_callback},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
