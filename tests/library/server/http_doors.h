/*
 * A server whose handlers wait at doors (doors.h): /wait... until the test
 * fires, /survive too, but also if the client leaves. /fire fires the first
 * door, /big?size=N answers so much, other paths are answered with the path.
 */
#ifndef HTTP_DOORS_H
#define HTTP_DOORS_H

#include "doors.h"
#include "http_wire.h"

#define GET(path) "GET " path " HTTP/1.1\r\nHost: a\r\n\r\n"

static unsigned calls;

static inline Value note_and_pass(Value result, void *request)
{
    note_value(request_path(request), result);
    return result;
}

static inline Value wait_at_door(Request *request)
{
    Deferred *d = door();

    deferred_add_both(d, note_and_pass, request);
    return value_deferred(d);
}

static inline Value big(Request *request)
{
    size_t length = strtoul(request_query(request, "size"), NULL, 10);
    char *octets = malloc(length);
    Value value;

    memset(octets, 'x', length);
    value = value_bytes(octets, length);
    free(octets);
    return value;
}

static inline Value serve_doors(Request *request, void *arg)
{
    const char *path = request_path(request);

    calls++;
    if (strncmp(path, "/wait", 5) == 0)
        return wait_at_door(request);
    if (strcmp(path, "/survive") == 0) {
        request_survive_disconnect(request);
        return wait_at_door(request);
    }
    if (strcmp(path, "/big") == 0)
        return big(request);
    if (strcmp(path, "/fire") == 0)
        return value_int(deferred_fire(&doors[0], value_text("fired")));
    return value_text(path);
}

static inline void fire(size_t number, const char *text)
{
    CHECK_INT(deferred_fire(&doors[number], value_text(text)), 0);
}

#endif
