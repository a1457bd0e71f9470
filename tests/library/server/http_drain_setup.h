/*
 * A server whose end is tested. Most paths are answered at once; /wait and
 * the other paths that begin so return a pending Deferred (pending.h). When
 * the server has drained, "drained" is noted.
 */
#ifndef HTTP_DRAIN_SETUP_H
#define HTTP_DRAIN_SETUP_H

#include "http_wire.h"
#include "pending.h"

#define GET(path) "GET " path " HTTP/1.1\r\nHost: a\r\n\r\n"

static inline void will_not(void *unused)
{
}

static inline Value serve_pending(Request *request, void *arg)
{
    const char *path = request_path(request);
    Deferred *d;

    if (strcmp(path, "/fire") == 0)
        deferred_fire(&pending[0], value_text("fired"));
    if (strcmp(path, "/big") == 0)
        return value_bytes(heard, 6000000);
    if (strncmp(path, "/wait", 5) != 0)
        return value_text(path);
    d = new_pending();
    if (strcmp(path, "/wait-stubbornly") == 0)
        deferred_on_cancel_later(d, will_not, NULL);
    if (strcmp(path, "/wait-surviving") == 0)
        request_survive_disconnect(request);
    if (strcmp(path, "/wait-writing") == 0)
        deferred_ignore(request_write(request, "one", 3));
    return value_deferred(d);
}

static inline Value note_drained(Value none, void *unused)
{
    note("drained");
    return value_none();
}

static inline void serve_some(void)
{
    prepare(serve_pending)->drain_seconds = 5;
    open_door();
    reactor_add_trigger(reactor, TRIGGER_DURING, note_drained, NULL);
}

static inline int dial_and_say(const char *text)
{
    int fd = dial();

    say(fd, text);
    settle();
    return fd;
}

#endif
