/*
 * For tests of the trace: runs a function in a child that records, and reads
 * the file.
 *
 *     CHECK_INT(record(two_lanes), 0);
 *     CHECK_TEXT(text_of(nth("b", 1), "name"), "wait 2.5 s");
 */
#ifndef TRACE_READER_H
#define TRACE_READER_H

#include "trace.h"
#include "unit.h"

#include <jansson.h>
#include <string.h>

static char name[] = "/tmp/test_trace_XXXXXX";
static json_t *events;

/* Runs fn in a child that records, and reads the file. Returns the child's
   status. */
static inline int record(void (*fn)(void))
{
    int status;
    pid_t child;

    memcpy(name + strlen(name) - 6, "XXXXXX", 6);
    close(mkstemp(name));
    fflush(NULL);
    child = fork();
    if (child == 0) {
        trace_open(name);
        fn();
        exit(0);
    }
    waitpid(child, &status, 0);
    json_decref(events);
    events = json_load_file(name, 0, NULL);
    unlink(name);
    CHECK(json_is_array(events));
    return status;
}

static inline const char *text_of(const json_t *event, const char *key)
{
    return json_string_value(json_object_get(event, key));
}

static inline json_int_t number_of(const json_t *event, const char *key)
{
    return json_integer_value(json_object_get(event, key));
}

static inline const json_t *args_of(const json_t *event)
{
    return json_object_get(event, "args");
}

/* The event with this phase, or the nth after it. */
static inline const json_t *nth(const char *phase, size_t n)
{
    const json_t *event;
    size_t i;

    json_array_foreach(events, i,
                       event) if (strcmp(text_of(event, "ph"), phase) == 0 &&
                                  n-- == 0) return event;
    return NULL;
}

static inline size_t count(const char *phase)
{
    size_t found = 0;

    while (nth(phase, found))
        found++;
    return found;
}

#endif
