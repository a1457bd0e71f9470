/*
 * Pending Deferreds, which the test itself fires when it likes.
 *
 * new_pending() makes one and hands out its waiting end. The firing ends stay
 * in pending[], in the order in which they were made. note_result() notes how
 * a Deferred ended, by kind: 5, a text, "none", or the name of a failure.
 */
#ifndef PENDING_H
#define PENDING_H

#include "deferred.h"
#include "event_notes.h"

#include <inttypes.h>

static Deferred *pending[16];
static size_t pending_count;

static inline Deferred *new_pending(void)
{
    return pending[pending_count++] = deferred_new();
}

static inline void note_value(const char *before, Value value)
{
    if (failed(value))
        note("%s%s", before, failure_name(as_failure(value)->code));
    else if (value.kind == VALUE_INT)
        note("%s%" PRId64, before, as_int(value));
    else
        note("%s%s", before,
             value.kind == VALUE_NONE ? "none" : as_text(value));
}

static inline void note_received(Value result, void *unused)
{
    note_value("", result);
}

/* Gives the Deferred away; its result is noted when it is there. */
static inline void note_result(Deferred *d)
{
    deferred_deliver(d, note_received, NULL);
}

#endif
