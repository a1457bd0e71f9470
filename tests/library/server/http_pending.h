/*
 * A server whose handlers return pending Deferreds (pending.h). /wait...
 * waits until the test fires it; so does /survive, even if the client leaves.
 * /fire fires the first one, /big?size=N answers N bytes, and any other path
 * is answered with the path itself.
 */
#ifndef HTTP_PENDING_H
#define HTTP_PENDING_H

#include "http_wire.h"
#include "pending.h"

#define GET(path) "GET " path " HTTP/1.1\r\nHost: a\r\n\r\n"

static unsigned calls;

static inline Value note_and_pass(Value result, void *request)
{
    note_value(request_path(request), result);
    return result;
}

static inline Value wait_pending(Request *request)
{
    Deferred *d = new_pending();

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

static inline Value serve_pending(Request *request, void *arg)
{
    const char *path = request_path(request);

    calls++;
    if (strncmp(path, "/wait", 5) == 0)
        return wait_pending(request);
    if (strcmp(path, "/survive") == 0) {
        request_survive_disconnect(request);
        return wait_pending(request);
    }
    if (strcmp(path, "/big") == 0)
        return big(request);
    if (strcmp(path, "/fire") == 0)
        return value_int(deferred_fire(&pending[0], value_text("fired")));
    return value_text(path);
}

static inline void fire(size_t number, const char *text)
{
    CHECK_INT(deferred_fire(&pending[number], value_text(text)), 0);
}

#endif
