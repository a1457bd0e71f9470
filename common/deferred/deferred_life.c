/*
 * The life of a Deferred: made, in the list of all, settled, reported, freed.
 *
 * Deferred_life_end() is called wherever the last thing may have happened. It
 * frees a Deferred that is closed at both ends and has run its steps, and
 * prints a failure that is left. Those whose waiting end never was closed are
 * found in the list of all, by deferred_report() or when the program ends.
 */
#include "deferred_inside.h"

#include "die.h"
#include "thread.h"
#include "xmalloc.h"

#include <stdlib.h>
#include <string.h>

static Deferred *newest;
static size_t alive;
static size_t unhandled;
static bool exit_is_watched;

/* A Value of a Deferred is freed: it was not passed on to a new owner. */
static void drop_deferred(void *d)
{
    thread_check("value_free");
    deferred_life_end(d);
}

static const BoxType deferred_type = {"a Deferred", drop_deferred};

/* What was never given away is reported while it still can be. The list must
   not hide it from LeakSanitizer, which looks for it after this. Another
   thread may call exit(), in the middle of our work on the list: then we leave
   it alone. */
static void report_at_exit(void)
{
    Deferred *d = newest;

    if (!thread_is_loops)
        return;
    deferred_report();
    newest = NULL;
    while (d) {
        Deferred *older = d->older;

        d->older = d->newer = NULL;
        d = older;
    }
}

Deferred *deferred_new(void)
{
    Deferred *d = xmalloc(sizeof *d);

    thread_check("deferred_new");
    if (!exit_is_watched)
        exit_is_watched = atexit(report_at_exit) == 0;
    /* The places of the steps stay unset; steps_init() does the rest. */
    memset(d, 0, offsetof(Deferred, steps));
    d->box.type = &deferred_type;
    d->waiting_end = true;
    steps_init(&d->steps);
    d->older = newest;
    if (newest)
        newest->newer = d;
    newest = d;
    alive++;
    d->trace = trace_made();
    return d;
}

/* The newest has no newer one: there the list begins. */
static void unlink_from_all(Deferred *d)
{
    if (d->older)
        d->older->newer = d->newer;
    if (d->newer)
        d->newer->older = d->older;
    else
        newest = d->older;
    alive--;
}

/* A count of 0 owners says that the Deferred is in no Value. */
Deferred *deferred_life_take_out(Value value)
{
    Deferred *d = (Deferred *)value.as.box;

    atomic_init(&d->box.owners, 0);
    return d;
}

Value deferred_life_take_result(Deferred *d)
{
    Value result = d->result;

    d->result = value_none();
    return result;
}

/* The failure is taken out, so it is reported once. */
static void report_failure(Deferred *d)
{
    Value failure = deferred_life_take_result(d);

    failure_print(stderr, "unhandled failure", as_failure(failure));
    value_free(failure);
    unhandled++;
}

bool deferred_life_settled(const Deferred *d)
{
    return deferred_has_fired(d) && !d->awaited && !d->pauses &&
           d->activity != DEFERRED_RUNNING && !d->queued &&
           !steps_left(&d->steps);
}

void deferred_life_check(const Deferred *d, const char *function)
{
    thread_check(function);
    if (!d)
        die("%s: the Deferred is NULL; deferred_fire() sets the pointer to "
            "NULL, so use it before you fire",
            function);
}

void deferred_life_give_away(Deferred *d, const char *function)
{
    deferred_life_check(d, function);
    if (!d->waiting_end)
        die("%s: this Deferred has been given away already", function);
    d->waiting_end = false;
}

static bool is_in_a_value(const Deferred *d)
{
    return atomic_load_explicit(&d->box.owners, memory_order_relaxed) > 0;
}

void deferred_life_end(Deferred *d)
{
    if (d->waiting_end || is_in_a_value(d) || d->canceling ||
        d->activity == DEFERRED_STACKED || !deferred_life_settled(d))
        return;
    /* Nothing can take a failure any more. The other end may still be open, if
       the Deferred was canceled: then it is freed when that closes. */
    if (failed(d->result))
        report_failure(d);
    if (d->firing != DEFERRED_FIRED)
        return;
    unlink_from_all(d);
    value_free(d->result);
    steps_free(&d->steps);
    free(d);
}

size_t deferred_alive(void)
{
    return alive;
}

size_t deferred_unhandled(void)
{
    return unhandled;
}

void deferred_report(void)
{
    thread_check("deferred_report");
    for (Deferred *d = newest; d; d = d->older)
        if (deferred_life_settled(d) && failed(d->result))
            report_failure(d);
}

void deferred_forget(void)
{
    thread_check("deferred_forget");
    newest = NULL;
    alive = 0;
    unhandled = 0;
}
