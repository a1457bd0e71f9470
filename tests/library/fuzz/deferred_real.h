/*
 * The library as a backend of a script: common/deferred/deferred.h and
 * gather.h.
 */
#ifndef DEFERRED_REAL_H
#define DEFERRED_REAL_H

#include "deferred_script.h"

#include "gather.h"

#include <uv.h>

static Deferred *deferreds[SLOTS];
static Value held[SLOTS];
static size_t unhandled_before;

/* How a result reads in a trace: -, 5, f5, fECANCELED, f5@1, [5 f6]. */
static void describe(Value value, char *text, size_t size)
{
    size_t length;

    if (value.kind == VALUE_NONE) {
        snprintf(text, size, "-");
    } else if (value.kind == VALUE_INT) {
        snprintf(text, size, "%d", (int)as_int(value));
    } else if (failed(value)) {
        const Failure *failure = as_failure(value);

        length = (size_t)snprintf(text, size, "f%s",
                                  failure->code == UV_EIO
                                      ? failure->message
                                      : failure_name(failure->code));
        if (failure->index >= 0 && length < size)
            snprintf(text + length, size - length, "@%d", failure->index);
    } else {
        snprintf(text, size, "[");
        for (size_t i = 0; i < as_count(value); i++) {
            length = strlen(text);
            snprintf(text + length, size - length, "%s", i ? " " : "");
            length = strlen(text);
            describe(as_item(value, i), text + length, size - length);
        }
        length = strlen(text);
        snprintf(text + length, size - length, "]");
    }
}

static const char *described(Value value)
{
    static char text[1024];

    describe(value, text, sizeof text);
    return text;
}

static Value real_value(Out out, Value lent)
{
    switch (out.kind) {
    case UNCHANGED:
        return lent;
    case NONE:
        return value_none();
    case INT:
        return value_int(out.number);
    case FAILURE:
        return value_failure(UV_EIO, "%d", out.number);
    default:
        return held[out.number];
    }
}

static Value real_callback(Value result, void *action)
{
    return real_value(run_callback(action, described(result)), result);
}

static void real_receiver(Value result, void *action)
{
    run_receiver(action, described(result));
}

static void real_canceller(void *action)
{
    run_canceller(action);
}

static void real_make(int slot)
{
    deferreds[slot] = deferred_new();
}

static void real_succeed(int slot, Out result)
{
    deferreds[slot] = deferred_succeed(real_value(result, value_none()));
}

static Value real_errback(Value result, void *pair)
{
    return real_callback(result, ((Action **)pair)[1]);
}

static Value real_callback_of_pair(Value result, void *pair)
{
    return real_callback(result, ((Action **)pair)[0]);
}

/* The pairs live as long as a script runs. */
static void real_add(int slot, Action *callback, Action *errback)
{
    static Action *pairs[ACTIONS][2];
    /* cppcheck-suppress nullPointerRedundantCheck; one of them is there */
    Action **pair = pairs[callback ? callback->id : errback->id];

    pair[0] = callback;
    pair[1] = errback;
    if (callback == errback)
        deferred_add_both(deferreds[slot], real_callback, callback);
    else if (!errback)
        deferred_add_callback(deferreds[slot], real_callback, callback);
    else if (!callback)
        deferred_add_errback(deferreds[slot], real_callback, errback);
    else
        deferred_add_callbacks(deferreds[slot], real_callback_of_pair,
                               real_errback, pair);
}

static int real_fire(int slot, Out result)
{
    Deferred *firing = deferreds[slot];

    return deferred_fire(&firing, real_value(result, value_none()));
}

static int real_chain(int slot, int to)
{
    Deferred *firing = deferreds[to];

    return deferred_chain(deferreds[slot], &firing);
}

static void real_cancel(int slot)
{
    deferred_cancel(deferreds[slot]);
}

static void real_on_cancel(int slot, Action *canceller, bool later)
{
    if (later)
        deferred_on_cancel_later(deferreds[slot], real_canceller, canceller);
    else
        deferred_on_cancel(deferreds[slot], real_canceller, canceller);
}

static void real_pause(int slot)
{
    deferred_pause(deferreds[slot]);
}

static void real_unpause(int slot)
{
    deferred_unpause(deferreds[slot]);
}

static void real_deliver(int slot, Action *receiver)
{
    deferred_deliver(deferreds[slot], real_receiver, receiver);
}

static void real_ignore(int slot)
{
    deferred_ignore(deferreds[slot]);
}

static bool real_take(int slot)
{
    Value taken;

    if (!deferred_take(deferreds[slot], &taken))
        return false;
    trace(" %s", described(taken));
    value_free(taken);
    return true;
}

static bool real_hold(int slot)
{
    held[slot] = value_deferred(deferreds[slot]);
    return held[slot].kind == VALUE_DEFERRED;
}

static void real_unhold(int slot)
{
    deferreds[slot] = deferred_of(held[slot]);
}

static void real_drop(int slot)
{
    value_free(held[slot]);
}

static void real_gather(int slot, GatherKind kind, const int *members,
                        int count)
{
    static Deferred *(*const gathers[])(Deferred *const *, size_t) = {
        [ANY_FAILURE] = gather,
        [NO_FAILURE] = gather_all,
        [FIRST_GOOD] = gather_first,
    };
    Deferred *array[MEMBERS];

    for (int i = 0; i < count; i++)
        array[i] = deferreds[members[i]];
    deferreds[slot] = gathers[kind](array, (size_t)count);
}

typedef struct {
    unsigned depth;
    Action *inside;
} Nest;

static void real_nest(unsigned depth, Action *inside);

static Value nest_deeper(Value result, void *arg)
{
    Nest *nest = arg;

    real_nest(nest->depth - 1, nest->inside);
    return result;
}

static void real_nest(unsigned depth, Action *inside)
{
    Deferred *d;

    if (depth == 0) {
        perform(inside->what, inside->first, inside->second);
        return;
    }
    d = deferred_succeed(value_none());
    deferred_add_callback(d, nest_deeper, &(Nest){depth, inside});
    deferred_ignore(d);
}

static unsigned real_alive(void)
{
    return (unsigned)deferred_alive();
}

static unsigned real_unhandled(void)
{
    return (unsigned)(deferred_unhandled() - unhandled_before);
}

static const Backend real = {
    real_make,   real_succeed,   real_add,        real_fire,    real_chain,
    real_cancel, real_on_cancel, real_pause,      real_unpause, real_deliver,
    real_ignore, real_take,      real_hold,       real_unhold,  real_drop,
    real_gather, real_nest,      deferred_report, real_alive,   real_unhandled,
};

#endif
