/*
 * An endpoint string, such as "tcp:8080:interface=::1", comes in from the
 * command line and becomes an address, a bound socket and, once the server
 * listens, the URL that it prints. A backslash takes its meaning from a ":",
 * as in Twisted. http_listen.c calls this.
 */
#include "endpoint.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { HIGHEST_PORT = 65535, PART_SIZE = 128 };

/* Copies a part of the text, up to a ":", without its backslashes. Returns
   what follows the part: ":...", or "" at the end; NULL if it is too long. */
static const char *copy_part(const char *text, char part[PART_SIZE])
{
    size_t length = 0;

    while (*text != '\0' && *text != ':') {
        if (*text == '\\' && text[1] != '\0')
            text++;
        if (length == PART_SIZE - 1)
            return NULL;
        part[length++] = *text++;
    }
    part[length] = '\0';
    return text;
}

static Value bad(const char *text, const char *why)
{
    return value_failure(UV_EINVAL, "\"%s\" is not an endpoint: %s", text,
                         why);
}

/* Five digits at most, so atoi() cannot overflow. */
static bool read_port(const char *digits, int *port)
{
    size_t length = strspn(digits, "0123456789");

    if (length == 0 || length > 5 || digits[length] != '\0')
        return false;
    *port = atoi(digits);
    return *port <= HIGHEST_PORT;
}

/* The text itself says of which family it is. */
static bool read_address(const char *interface, int port, Endpoint *endpoint)
{
    struct sockaddr_in *v4 = (struct sockaddr_in *)&endpoint->address;
    struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)&endpoint->address;

    return uv_ip4_addr(interface, port, v4) == 0 ||
           uv_ip6_addr(interface, port, v6) == 0;
}

static const char options[] =
    "after the port there may be \":interface=\" and "
    "an address, and \":share=yes\"";

/* "interface=ADDRESS" or "share=yes". */
static Value read_option(const char *text, const char *part, int port,
                         Endpoint *endpoint)
{
    static const char interface[] = "interface=";

    if (strcmp(part, "share=yes") == 0) {
        endpoint->is_shared = true;
        return value_none();
    }
    if (strncmp(part, interface, strlen(interface)) != 0)
        return bad(text, options);
    if (!read_address(part + strlen(interface), port, endpoint))
        return bad(text, "the interface is an address in numbers, like "
                         "127.0.0.1 or \\:\\:1");
    return value_none();
}

/* The port, and then any number of options; the last of a kind counts. */
static Value parse_tcp(const char *text, Endpoint *endpoint)
{
    char digits[PART_SIZE], part[PART_SIZE];
    const char *rest = copy_part(text + strlen("tcp:"), digits);
    Value result = value_none();
    int port;

    /* Without an interface only this machine can connect. */
    if (!rest || !read_port(digits, &port))
        return bad(text, "the port is a number from 0 to 65535");
    read_address("127.0.0.1", port, endpoint);
    while (!failed(result) && *rest == ':') {
        rest = copy_part(rest + 1, part);
        if (!rest)
            return bad(text, options);
        result = read_option(text, part, port, endpoint);
    }
    return result;
}

/* All that follows is the path: it may have a ":" and a "\\" in it. */
static Value parse_unix(const char *text, Endpoint *endpoint)
{
    const char *path = text + strlen("unix:");

    if (*path == '\0')
        return bad(text, "the path is missing");
    if (strlen(path) >= sizeof endpoint->path)
        return bad(text, "the path is longer than 107 bytes");
    endpoint->is_unix = true;
    strcpy(endpoint->path, path);
    return value_none();
}

Value endpoint_parse(const char *text, Endpoint *endpoint)
{
    *endpoint = (Endpoint){0};
    if (strncmp(text, "tcp:", 4) == 0)
        return parse_tcp(text, endpoint);
    if (strncmp(text, "unix:", 5) == 0)
        return parse_unix(text, endpoint);
    return bad(text, "it begins with tcp: or unix:");
}

/* A program that was killed has left this socket: no server answers there. */
static bool is_stale(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    struct stat status;
    bool refused;
    int fd;

    /* Only a socket may be removed: no file, nor what a link leads to. */
    if (lstat(path, &status) != 0 || !S_ISSOCK(status.st_mode))
        return false;
    fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return false;
    /* A server that is only busy gives another error, such as EAGAIN. */
    strcpy(address.sun_path, path);
    refused = connect(fd, (struct sockaddr *)&address, sizeof address) != 0 &&
              errno == ECONNREFUSED;
    close(fd);
    return refused;
}

/* Gives the handle a socket whose port others may bind as well. That has to be
   said before the bind, so libuv, which opens a socket there, is too late. (It
   has a flag for this since 1.49.) */
static int open_shared(uv_tcp_t *tcp, int family)
{
    int yes = 1, status = 0;
    int fd = socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

    if (fd < 0)
        return uv_translate_sys_error(errno);
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &yes, sizeof yes) != 0)
        status = uv_translate_sys_error(errno);
    if (status == 0)
        status = uv_tcp_open(tcp, fd);
    if (status != 0)
        close(fd);
    return status;
}

int endpoint_bind(const Endpoint *endpoint, uv_stream_t *stream)
{
    int status = 0;

    if (endpoint->is_shared)
        status = open_shared((uv_tcp_t *)stream, endpoint->address.ss_family);
    if (status != 0)
        return status;
    if (!endpoint->is_unix)
        return uv_tcp_bind((uv_tcp_t *)stream,
                           (const struct sockaddr *)&endpoint->address, 0);
    /* A Unix socket is a file, and may outlive the server that made it. */
    status = uv_pipe_bind((uv_pipe_t *)stream, endpoint->path);
    if (status != UV_EADDRINUSE || !is_stale(endpoint->path))
        return status;
    unlink(endpoint->path);
    return uv_pipe_bind((uv_pipe_t *)stream, endpoint->path);
}

Value endpoint_url(const Endpoint *endpoint, const uv_stream_t *stream)
{
    struct sockaddr_storage address = {0};
    int length = sizeof address, status;
    char name[INET6_ADDRSTRLEN];

    if (endpoint->is_unix)
        return value_textf("unix:%s", endpoint->path);
    /* The port may have been 0, so we ask which one it has become. */
    status = uv_tcp_getsockname((const uv_tcp_t *)stream,
                                (struct sockaddr *)&address, &length);
    if (status != 0)
        return value_failure(status, "the socket has no address: %s, %s",
                             uv_err_name(status), uv_strerror(status));
    if (address.ss_family == AF_INET6) {
        struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)&address;

        uv_ip6_name(v6, name, sizeof name);
        return value_textf("http://[%s]:%d", name, ntohs(v6->sin6_port));
    } else {
        struct sockaddr_in *v4 = (struct sockaddr_in *)&address;

        uv_ip4_name(v4, name, sizeof name);
        return value_textf("http://%s:%d", name, ntohs(v4->sin_port));
    }
}
