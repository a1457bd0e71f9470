#include "upstream.h"

#include "app.h"
#include "die.h"
#include "keep.h"
#include "trace.h"
#include "upstream_routes.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static pid_t child;
static FILE *line; /* to the child, which ends when this is closed */

static _Noreturn void give_up(const char *what)
{
    fprintf(stderr, "cannot start the stand-in: %s: %s\n", what,
            strerror(errno));
    exit(1);
}

/* From here to serve(): what the child does. */
static void lend_nothing(uv_handle_t *end, size_t suggested, uv_buf_t *buf)
{
    static char unused[16];

    *buf = uv_buf_init(unused, sizeof unused);
}

static void on_end(uv_stream_t *end, ssize_t count, const uv_buf_t *buf)
{
    if (count < 0)
        reactor_stop(end->data);
}

static Value close_end(Value nothing, void *end)
{
    uv_close(end, NULL);
    return value_none();
}

static void watch(Reactor *reactor, int fd)
{
    static uv_pipe_t end;

    uv_pipe_init(reactor_loop(reactor), &end, 0);
    end.data = reactor;
    uv_pipe_open(&end, fd);
    uv_read_start((uv_stream_t *)&end, lend_nothing, on_end);
    reactor_add_trigger(reactor, TRIGGER_FREE, close_end, &end);
}

/* The parent's trace is the parent's. Ctrl-C in a terminal goes to all of
   its process group; it is for the parent too, which still needs answers
   while it drains. What app_run() prints goes to the parent. */
static _Noreturn void serve(int fd)
{
    Reactor *reactor = reactor_new();
    App *app = app_new();

    trace_on = false;
    setpgid(0, 0);
    dup2(fd, STDOUT_FILENO);
    watch(reactor, fd);
    upstream_routes_add(app, reactor);
    exit(app_run(app, reactor, "tcp:0"));
}

static Value stop(Value nothing, void *arg)
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

const char *upstream_start(Reactor *reactor, const char *url)
{
    int ends[2];

    if (url)
        return url;
    if (line)
        die("upstream_start: the stand-in runs already");
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        give_up("socketpair");
    fflush(NULL);
    child = fork();
    if (child < 0)
        give_up("fork");
    close(ends[child != 0]);
    if (child == 0)
        serve(ends[1]);
    line = fdopen(ends[0], "r");
    reactor_add_trigger(reactor, TRIGGER_FREE, stop, NULL);
    return read_url();
}
