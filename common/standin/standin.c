/* The program is forked: the child serves, and the parent goes on with its
   main(). A pair of sockets joins them. Through it the child says its URL, as
   any server does on its first line; and when the parent's end is closed, by
   reactor_free() or because the parent was killed, the child ends. */
#include "standin.h"

#include "app.h"
#include "die.h"
#include "keep.h"
#include "standin_routes.h"
#include "trace.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* The parent's. */
static pid_t child;
static FILE *line; /* to the child */

static _Noreturn void give_up(const char *why)
{
    fprintf(stderr, "cannot start the stand-in: %s\n", why);
    exit(1);
}

/* From here to serve(), the child. Nothing is ever sent to it, so a byte that
   comes is dropped. */
static void lend_scratch(uv_handle_t *end, size_t suggested, uv_buf_t *buf)
{
    static char scratch[16];

    *buf = uv_buf_init(scratch, sizeof scratch);
}

static void stop_at_end(uv_stream_t *end, ssize_t count, const uv_buf_t *buf)
{
    if (count < 0)
        reactor_stop(end->data);
}

static Value close_end(Value nothing, void *end)
{
    uv_close(end, NULL);
    return value_none();
}

static void watch_parent(Reactor *reactor, int fd)
{
    static uv_pipe_t end;

    uv_pipe_init(reactor_loop(reactor), &end, 0);
    end.data = reactor;
    uv_pipe_open(&end, fd);
    uv_read_start((uv_stream_t *)&end, lend_scratch, stop_at_end);
    reactor_add_trigger(reactor, TRIGGER_FREE, close_end, &end);
}

/* Much that the child has inherited is the parent's business, and is left
   alone: the trace; failures that nothing has handled; Ctrl-C in a terminal,
   which goes to a whole process group (the parent still needs answers while it
   drains); and the functions that were given to atexit(). So the child ends by
   _exit().

   app_run() prints to the parent. stdout is turned first: with streams that
   were closed, a descriptor of the reactor could have its number. */
static _Noreturn void serve(int fd)
{
    Reactor *reactor;
    App *app = app_new();
    int status;

    trace_on = false;
    deferred_forget();
    setpgid(0, 0);
    dup2(fd, STDOUT_FILENO);
    reactor = reactor_new();
    watch_parent(reactor, fd);
    standin_routes_add(app, reactor);
    status = app_run(app, reactor, "tcp:0");
    fflush(stdout);
    _exit(status);
}

/* And back to the parent. */
static Value stop_child(Value nothing, void *arg)
{
    fclose(line);
    while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
        continue;
    return value_none();
}

static const char *read_url(void)
{
    static const char before[] = "listening on ";
    char text[256];
    size_t length = sizeof before - 1;

    if (!fgets(text, sizeof text, line) || strncmp(text, before, length) != 0)
        give_up("it does not listen");
    text[strcspn(text, "\n")] = '\0';
    return as_text(keep(value_text(text + length)));
}

const char *standin_start(Reactor *reactor)
{
    int ends[2];

    if (line)
        die("standin_start: the stand-in runs already");
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        give_up(strerror(errno));
    fflush(NULL); /* or the child would write the rest, too */
    child = fork();
    if (child < 0)
        give_up(strerror(errno));
    close(ends[child != 0]);
    if (child == 0)
        serve(ends[1]);
    line = fdopen(ends[0], "r");
    reactor_add_trigger(reactor, TRIGGER_FREE, stop_child, NULL);
    return read_url();
}
