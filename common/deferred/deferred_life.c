#include "deferred_inside.h"

#include "die.h"
#include "xmalloc.h"

#include <stdlib.h>
#include <string.h>

static Deferred *newest;
static size_t alive;
static size_t unhandled;
static bool exit_is_watched;

/* A Value of a Deferred is freed when nobody takes the Deferred. */
static void drop(void *d)
{
    deferred_life_end(d);
}

static const BoxType deferred_type = {"a Deferred", drop};

/* What nobody closed is reported while it still can be. The list must not
   hide it from LeakSanitizer, which looks for it after this. */
static void at_exit(void)
{
    Deferred *d = newest;

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

    if (!exit_is_watched)
        exit_is_watched = atexit(at_exit) == 0;
    memset(d, 0, offsetof(Deferred, steps));
    d->box.type = &deferred_type;
    d->firing_end = true;
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

Deferred *deferred_life_take_out(Value value)
{
    Deferred *d = (Deferred *)value.as.box;

    d->box.owners = 0;
    return d;
}

Value deferred_life_take_result(Deferred *d)
{
    Value result = d->result;

    d->result = value_none();
    return result;
}

static void report(Deferred *d)
{
    Value failure = deferred_life_take_result(d);

    failure_print(stderr, "unhandled failure", as_failure(failure));
    value_free(failure);
    unhandled++;
}

bool deferred_life_settled(const Deferred *d)
{
    return d->fired && !d->awaited && !d->pauses && !d->running &&
           !d->queued && !steps_left(&d->steps);
}

void deferred_life_check(const Deferred *d, const char *function)
{
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

void deferred_life_end(Deferred *d)
{
    if (d->waiting_end || d->box.owners > 0 || d->stacked || d->canceling ||
        !deferred_life_settled(d))
        return;
    if (failed(d->result))
        report(d);
    if (d->firing_end)
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
    for (Deferred *d = newest; d; d = d->older)
        if (deferred_life_settled(d) && failed(d->result))
            report(d);
}

void deferred_forget(void)
{
    newest = NULL;
    alive = 0;
    unhandled = 0;
}
