/*
 * Callbacks for the tests of Deferred, which note what they are lent or go on
 * with another result.
 */
#ifndef NOTING_CALLBACKS_H
#define NOTING_CALLBACKS_H

#include "nothing_left.h"
#include "pending.h"

#include <uv.h>

/* Notes "NAME:RESULT" and lets the result pass unchanged. */
static inline Value note_as(Value result, void *name)
{
    char before[32];

    snprintf(before, sizeof before, "%s:", (const char *)name);
    note_value(before, result);
    return result;
}

static inline Value plus_one(Value result, void *unused)
{
    return value_int(as_int(result) + 1);
}

static inline Value to_text(Value result, void *text)
{
    return value_text(text);
}

static inline Value to_failure(Value result, void *message)
{
    return value_failure(UV_EIO, "%s", (const char *)message);
}

/* Goes on with the result of another Deferred. */
static inline Value to_deferred(Value result, void *d)
{
    return value_deferred(d);
}

/* Fires the Deferred whose firing end is in *slot, then goes on. */
static inline Value fire_other(Value result, void *slot)
{
    deferred_fire(slot, value_text("fired"));
    return result;
}

static inline Value cancel_other(Value result, void *d)
{
    deferred_cancel(d);
    return result;
}

static inline Value a_failure(void)
{
    return value_failure(UV_EIO, "it broke");
}

#endif
