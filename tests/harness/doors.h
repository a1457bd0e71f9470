/*
 * Doors: Deferreds that a test opens when it likes.
 *
 * door() makes one and hands out the waiting end; the firing ends stay in
 * doors[], in the order in which they were made. note_result() notes how a
 * Deferred came out, by kind: 5, a text, "none", or the name of a failure.
 */
#ifndef DOORS_H
#define DOORS_H

#include "deferred.h"
#include "notes.h"

#include <inttypes.h>

static Deferred *doors[16];
static size_t door_count;

static inline Deferred *door(void)
{
    return doors[door_count++] = deferred_new();
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
