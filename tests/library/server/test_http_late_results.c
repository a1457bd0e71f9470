/* Results that a handler cancels itself, or gives when the client has left. */
#include "http_pending.h"

/* /canceled returns a Deferred that it has canceled. /handled waits, and an
   errback turns the cancel into a text. */
static Value to_text(Value result, void *unused)
{
    note_value("", result);
    return value_text("the client cannot read this");
}

static Value cancel_or_wait(Request *request, void *unused)
{
    const char *path = request_path(request);
    Deferred *d;

    if (strcmp(path, "/canceled") != 0 && strcmp(path, "/handled") != 0)
        return value_text(path);
    d = new_pending();
    if (strcmp(path, "/canceled") == 0)
        deferred_cancel(d);
    else
        deferred_add_errback(d, to_text, NULL);
    return value_deferred(d);
}

static void ask_for_canceled(void *fd)
{
    say(*(int *)fd, GET("/canceled"));
    CHECK_TEXT(hear(*(int *)fd), "500 Internal Server Error");
}

static void canceled_by_its_handler(void)
{
    const char *log;
    int fd;

    serve(cancel_or_wait);
    fd = dial();
    log = unit_stderr_of(ask_for_canceled, &fd);
    CHECK_CONTAINS(log, "GET /canceled: 500: ECANCELED");
    say(fd, GET("/next"));
    CHECK_TEXT(hear(fd), "200 /next");
    hang_up(fd);
    fire(0, "swallowed");
    serve_end();
}

static void leave(void *fd)
{
    hang_up(*(int *)fd);
    settle();
}

static void handled_after_the_client_left(void)
{
    int fd;

    serve(cancel_or_wait);
    fd = dial();
    say(fd, GET("/handled"));
    settle();
    CHECK_TEXT(unit_stderr_of(leave, &fd), "");
    CHECK_TEXT(notes, "ECANCELED");
    fire(0, "swallowed");
    serve_end();
}

static const UnitTest tests[] = {
    {"a Deferred that its handler has canceled is a 500, and stderr says why",
     canceled_by_its_handler},
    {"a result that comes after the client has left is dropped",
     handled_after_the_client_left},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
