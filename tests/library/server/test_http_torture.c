/*
 * The server when what it stands on fails: each call of its own files into
 * libuv and the system is failed in turn. Whatever fails, the client hears an
 * answer or the end, the next client is served, and nothing is left behind.
 * The calls are replaced here by ones that count, and fail when it is their
 * turn.
 */
#define _GNU_SOURCE /* RTLD_NEXT */
#include "http_wire.h"

#include "pending.h"

#include <dlfcn.h>
#include <limits.h>
#include <sys/ioctl.h>
#include <sys/wait.h>

enum { NEVER = -1 };

static int calls_to_failure = NEVER;
static const char *failed_call;
static char called[64 * 1024]; /* the names of all */

/* Whether this call is the one to fail. */
static bool fails(const char *name)
{
    if (calls_to_failure == NEVER)
        return false;
    if (strlen(called) + strlen(name) < sizeof called)
        strcat(called, name);
    if (--calls_to_failure > 0)
        return false;
    calls_to_failure = NEVER;
    failed_call = name;
    fprintf(stderr, "%s fails\n", name);
    return true;
}

#define REAL(name) ((__typeof__(&(name)))dlsym(RTLD_NEXT, #name))

int accept4(int fd, struct sockaddr *address, socklen_t *length, int flags)
{
    errno = EMFILE;
    return fails("accept4") ? -1 : REAL(accept4)(fd, address, length, flags);
}

/* The clients of this test send, too, but say so by a flag. */
ssize_t send(int fd, const void *bytes, size_t length, int flags)
{
    errno = EPIPE;
    return !(flags & MSG_MORE) && fails("send")
               ? -1
               : REAL(send)(fd, bytes, length, flags & ~MSG_MORE);
}

int shutdown(int fd, int how)
{
    errno = ENOTCONN;
    return fails("shutdown") ? -1 : REAL(shutdown)(fd, how);
}

int ioctl(int fd, unsigned long request, ...)
{
    va_list args;
    void *arg;

    va_start(args, request);
    arg = va_arg(args, void *);
    va_end(args);
    return fails("ioctl") ? -1 : REAL(ioctl)(fd, request, arg);
}

int uv_tcp_open(uv_tcp_t *tcp, uv_os_sock_t fd)
{
    return fails("uv_tcp_open") ? UV_EINVAL : REAL(uv_tcp_open)(tcp, fd);
}

int uv_tcp_nodelay(uv_tcp_t *tcp, int enable)
{
    return fails("uv_tcp_nodelay") ? UV_EINVAL
                                   : REAL(uv_tcp_nodelay)(tcp, enable);
}

int uv_read_start(uv_stream_t *stream, uv_alloc_cb alloc, uv_read_cb fn)
{
    return fails("uv_read_start") ? UV_ENOTCONN
                                  : REAL(uv_read_start)(stream, alloc, fn);
}

int uv_write(uv_write_t *write, uv_stream_t *stream, const uv_buf_t bytes[],
             unsigned count, uv_write_cb fn)
{
    return fails("uv_write") ? UV_EPIPE
                             : REAL(uv_write)(write, stream, bytes, count, fn);
}

int uv_poll_start(uv_poll_t *poll, int events, uv_poll_cb fn)
{
    return fails("uv_poll_start") ? UV_EEXIST
                                  : REAL(uv_poll_start)(poll, events, fn);
}

int uv_poll_init(uv_loop_t *loop, uv_poll_t *poll, int fd)
{
    return fails("uv_poll_init") ? UV_EEXIST
                                 : REAL(uv_poll_init)(loop, poll, fd);
}

int listen(int fd, int backlog)
{
    errno = EADDRINUSE;
    return fails("listen") ? -1 : REAL(listen)(fd, backlog);
}

int uv_fileno(const uv_handle_t *handle, uv_os_fd_t *fd)
{
    return fails("uv_fileno") ? UV_EBADF : REAL(uv_fileno)(handle, fd);
}

static Value answer(Request *request, void *arg)
{
    const char *path = request_path(request);

    if (strcmp(path, "/later") == 0)
        return value_deferred(deferred_succeed(value_text("later")));
    if (strcmp(path, "/large") == 0)
        return value_bytes(heard, 5000000);
    if (strcmp(path, "/pieces") == 0) {
        deferred_ignore(request_write(request, "piece", 5));
        return value_text("last");
    }
    if (strcmp(path, "/wait") == 0)
        return value_deferred(new_pending());
    return value_text(path);
}

static void say_quietly(int fd, const char *text)
{
    send(fd, text, strlen(text), MSG_NOSIGNAL | MSG_MORE);
}

/* Reads to the end, an error, or until nothing has come for a while. */
static void hear_out(int fd)
{
    static char bytes[256 * 1024];

    for (int quiet = 0; quiet < 5; quiet++) {
        ssize_t got;

        turn();
        while ((got = recv(fd, bytes, sizeof bytes, 0)) > 0)
            quiet = 0;
        if (got == 0 || errno != EAGAIN)
            return;
        poll(&(struct pollfd){.fd = fd, .events = POLLIN}, 1, 1);
    }
}

static void visit(const char *text)
{
    int fd = dial_with_room(128 * 1024);

    say_quietly(fd, text);
    hear_out(fd);
    close(fd);
    turn();
}

/* A little of all that clients do. */
static void visit_all(void)
{
    visit("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n"
          "GET /later HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    visit("GET /large HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    visit("GET /pieces HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    visit("GET / HTTP/1.1\r\n\r\n");
    visit("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
    deferred_fire(&pending[0], value_none());
    for (int i = 0; i < 70 && http_server_connections(server) > 0; i++) {
        turn();
        reactor_advance(reactor, 0.5);
    }
    turn();
}

static bool start_server(void)
{
    Value url;

    prepare(answer);
    server = http_server_new(reactor, NULL, answer, NULL);
    url = http_server_listen(server, "tcp:0");
    if (failed(url)) {
        fprintf(stderr, "%s\n", as_failure(url)->message);
        value_free(url);
        return false;
    }
    server_address.sin_family = AF_INET;
    server_address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    server_address.sin_port =
        htons((uint16_t)atoi(strrchr(as_text(url), ':') + 1));
    value_free(url);
    return true;
}

/* Runs in a process of its own, which says how it went. */
static _Noreturn void fail_call(int number, FILE *output)
{
    dup2(fileno(output), STDERR_FILENO);
    unit_descriptors_before = unit_open_descriptors();
    calls_to_failure = number;
    if (start_server()) {
        visit_all();
        calls_to_failure = NEVER;
        settle();
        CHECK_INT(http_server_connections(server), 0);
    }
    calls_to_failure = NEVER;
    serve_end();
    if (!failed_call)
        fprintf(stderr, "none failed\n");
    nothing_left();
    exit(0);
}

/* Returns the text that was printed when that call failed; NULL if there are
   fewer. */
static const char *outcome_of(int number)
{
    FILE *output = tmpfile();
    const char *text;
    int status = 0;
    pid_t child;

    fflush(NULL);
    child = fork();
    if (child == 0)
        fail_call(number, output);
    waitpid(child, &status, 0);
    text = unit_text_of(output);
    fclose(output);
    if (status != 0)
        fprintf(stderr, "call %d: %s", number, text);
    CHECK_INT(status, 0);
    return strstr(text, "none failed") ? NULL : text;
}

/* Every fourth call, from the first one on. */
static void each_fourth(int first)
{
    int number = first;

    while (outcome_of(number))
        number += 4;
    CHECK(number > 40);
}

static void first_calls(void)
{
    each_fourth(1);
}

static void second_calls(void)
{
    each_fourth(2);
}

static void third_calls(void)
{
    each_fourth(3);
}

static void fourth_calls(void)
{
    each_fourth(4);
}

static const char *const names[] = {
    "accept4",      "send",          "shutdown",  "ioctl",
    "uv_tcp_open",  "uv_read_start", "uv_write",  "uv_poll_start",
    "uv_poll_init", "listen",        "uv_fileno", "uv_tcp_nodelay",
};

/* Without this the others might fail nothing. */
static void all_are_called(void)
{
    calls_to_failure = INT_MAX;
    CHECK(start_server());
    visit_all();
    serve_end();
    for (size_t i = 0; i < COUNT(names); i++) {
        fprintf(stderr, "is %s called?\n", names[i]);
        CHECK(strstr(called, names[i]));
    }
    nothing_left();
}

static const UnitTest tests[] = {
    {"whatever call fails, the next client is served: the first, the fifth",
     first_calls},
    {"the second, the sixth and so on", second_calls},
    {"the third, the seventh and so on", third_calls},
    {"the fourth, the eighth and so on", fourth_calls},
    {"each sort of call is one of them", all_are_called},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), NULL, argc, argv);
}
