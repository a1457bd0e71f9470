/* Endpoints: what they may look like, and what a server does on them. */
#include "endpoint.h"
#include "http_server.h"
#include "nothing_left.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

static Reactor *reactor;
static HttpServer *server;
static char folder[] = "/tmp/endpoint-XXXXXX";

static const char *name_of(const struct sockaddr_storage *address)
{
    static char name[64];
    int port = ntohs(((const struct sockaddr_in *)address)->sin_port);

    uv_ip_name((const struct sockaddr *)address, name, sizeof name);
    snprintf(name + strlen(name), sizeof name - strlen(name), " %d", port);
    return name;
}

static void check_address(const char *text, const char *wanted)
{
    Endpoint endpoint;

    CHECK(!failed(endpoint_parse(text, &endpoint)));
    CHECK(!endpoint.is_unix);
    CHECK_TEXT(name_of(&endpoint.address), wanted);
}

static void good_ones(void)
{
    Endpoint endpoint;

    check_address("tcp:8080", "127.0.0.1 8080");
    check_address("tcp:0", "127.0.0.1 0");
    check_address("tcp:65535", "127.0.0.1 65535");
    check_address("tcp:80:interface=0.0.0.0", "0.0.0.0 80");
    check_address("tcp:80:interface=\\:\\:1", "::1 80");
    check_address("tcp:80:share=yes", "127.0.0.1 80");
    check_address("tcp:80:share=yes:interface=\\:\\:1", "::1 80");
    check_address("tcp:80:interface=0.0.0.0:share=yes", "0.0.0.0 80");
    CHECK(!failed(endpoint_parse("unix:/run/a:b", &endpoint)));
    CHECK(endpoint.is_unix);
    CHECK_TEXT(endpoint.path, "/run/a:b");
}

static void check_refused(const char *text, const char *why)
{
    Endpoint endpoint;
    Value failure = endpoint_parse(text, &endpoint);
    Value wanted = value_textf("\"%s\" is not an endpoint: %s", text, why);

    CHECK(failed(failure));
    CHECK_INT(as_failure(failure)->code, UV_EINVAL);
    CHECK_TEXT(as_failure(failure)->message, as_text(wanted));
    value_free(wanted);
    value_free(failure);
}

static const char *long_text(const char *before)
{
    static char text[256];

    snprintf(
        text, sizeof text, "%s%.*s", before, 200,
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");
    return text;
}

static void bad_ones(void)
{
    static const char port[] = "the port is a number from 0 to 65535";
    static const char option[] = "after the port there may be "
                                 "\":interface=\" and an address, and "
                                 "\":share=yes\"";
    static const char address[] = "the interface is an address in numbers, "
                                  "like 127.0.0.1 or \\:\\:1";

    check_refused("", "it begins with tcp: or unix:");
    check_refused("8080", "it begins with tcp: or unix:");
    check_refused("tcp:", port);
    check_refused("tcp:http", port);
    check_refused("tcp:80x", port);
    check_refused("tcp:-1", port);
    check_refused("tcp:65536", port);
    check_refused("tcp:000080", port);
    check_refused(long_text("tcp:"), port);
    check_refused("tcp:80:", option);
    check_refused("tcp:80:backlog=5", option);
    check_refused("tcp:80:interface=127.0.0.1:x", option);
    check_refused(long_text("tcp:80:interface="), option);
    check_refused("tcp:80:interface=", address);
    check_refused("tcp:80:interface=localhost", address);
    check_refused("tcp:80:interface=127.0.0.1\\", address);
    check_refused("tcp:80:interface=::1", address);
    check_refused("tcp:80:share=no", option);
    check_refused("tcp:80:share=yes:", option);
    check_refused("unix:", "the path is missing");
    check_refused(long_text("unix:/"), "the path is longer than 107 bytes");
}

static Value hello(Request *request, void *unused)
{
    return value_text("Hello");
}

static void begin(void)
{
    reactor = reactor_new();
    server = http_server_new(reactor, NULL, hello, NULL);
}

static void end(void)
{
    http_server_free(server);
    reactor_free(reactor);
}

static void check_url(const char *endpoint, const char *begins_with)
{
    Value url = http_server_listen(server, endpoint);

    CHECK_TEXT(strstr(as_text(url), begins_with), as_text(url));
    value_free(url);
}

static bool has_ipv6(void)
{
    struct sockaddr_in6 address = {.sin6_family = AF_INET6,
                                   .sin6_addr = IN6ADDR_LOOPBACK_INIT};
    int fd = socket(AF_INET6, SOCK_STREAM, 0);
    bool bound = bind(fd, (struct sockaddr *)&address, sizeof address) == 0;

    close(fd);
    return bound;
}

static void urls(void)
{
    begin();
    check_url("tcp:0", "http://127.0.0.1:");
    check_url("tcp:0:interface=0.0.0.0", "http://0.0.0.0:");
    if (has_ipv6())
        check_url("tcp:0:interface=\\:\\:1", "http://[::1]:");
    end();
}

static void check_listen_fails(const char *endpoint, int code,
                               const char *message)
{
    Value failure = http_server_listen(server, endpoint);

    CHECK(failed(failure));
    CHECK_INT(as_failure(failure)->code, code);
    CHECK_TEXT(as_failure(failure)->message, message);
    value_free(failure);
}

static void ports_in_use(void)
{
    Value url, endpoint, wanted;

    begin();
    url = http_server_listen(server, "tcp:0");
    endpoint = value_textf("tcp:%s", strrchr(as_text(url), ':') + 1);
    wanted = value_textf("cannot listen on %s: EADDRINUSE, address already "
                         "in use",
                         as_text(endpoint));
    check_listen_fails(as_text(endpoint), UV_EADDRINUSE, as_text(wanted));
    value_free(url);
    value_free(endpoint);
    value_free(wanted);
    end();
}

/* Both servers have to say that they share it. */
static void shared_ports(void)
{
    HttpServer *second;
    Value url, shared, alone, failure;

    begin();
    url = http_server_listen(server, "tcp:0:share=yes");
    shared = value_textf("tcp:%s:share=yes", strrchr(as_text(url), ':') + 1);
    alone = value_textf("tcp:%s", strrchr(as_text(url), ':') + 1);
    check_url(as_text(shared), as_text(url));
    second = http_server_new(reactor, NULL, hello, NULL);
    failure = http_server_listen(second, as_text(alone));
    CHECK_INT(as_failure(failure)->code, UV_EADDRINUSE);
    http_server_free(second);
    value_free(failure);
    value_free(url);
    value_free(shared);
    value_free(alone);
    end();
}

static void bad_servers(void)
{
    begin();
    check_listen_fails("tcp:0:interface=192.0.2.1", UV_EADDRNOTAVAIL,
                       "cannot listen on tcp:0:interface=192.0.2.1: "
                       "EADDRNOTAVAIL, address not available");
    check_listen_fails("x", UV_EINVAL,
                       "\"x\" is not an endpoint: it begins with "
                       "tcp: or unix:");
    check_listen_fails("unix:/nowhere/at/all", UV_EACCES,
                       "cannot listen on "
                       "unix:/nowhere/at/all: EACCES, permission denied");
    end();
}

/* A path in a folder of the test's own. */
static const char *path_of(const char *name)
{
    static char path[64];

    if (strchr(folder, 'X'))
        CHECK(mkdtemp(folder) != NULL);
    snprintf(path, sizeof path, "unix:%s/%s", folder, name);
    return path;
}

static bool connects(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    bool connected;

    strcpy(address.sun_path, path + strlen("unix:"));
    connected = connect(fd, (struct sockaddr *)&address, sizeof address) == 0;
    close(fd);
    return connected;
}

static bool exists(const char *path)
{
    struct stat status;

    return lstat(path + strlen("unix:"), &status) == 0;
}

/* What a client of the socket hears. */
static const char *ask(const char *path)
{
    static const char get[] = "GET / HTTP/1.0\r\n\r\n";
    static char answer[1024];
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
    ssize_t length;

    strcpy(address.sun_path, path + strlen("unix:"));
    CHECK(connect(fd, (struct sockaddr *)&address, sizeof address) == 0);
    CHECK(send(fd, get, strlen(get), 0) > 0);
    while ((length = recv(fd, answer, sizeof answer - 1, 0)) < 0)
        uv_run(reactor_loop(reactor), UV_RUN_NOWAIT);
    answer[length] = '\0';
    close(fd);
    return answer;
}

static void sockets_in_the_file_system(void)
{
    const char *path = path_of("socket");

    begin();
    check_url(path, path);
    CHECK_CONTAINS(ask(path), "\r\n\r\nHello");
    end();
    CHECK(!exists(path));
    rmdir(folder);
}

static void leave_socket(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);

    strcpy(address.sun_path, path + strlen("unix:"));
    CHECK(bind(fd, (struct sockaddr *)&address, sizeof address) == 0);
    close(fd);
    CHECK(exists(path) && !connects(path));
}

static void sockets_of_the_dead(void)
{
    const char *path = path_of("socket");

    leave_socket(path);
    begin();
    check_url(path, path);
    CHECK(connects(path));
    end();
    rmdir(folder);
}

static void sockets_of_the_living(void)
{
    const char *path = path_of("socket");
    HttpServer *second;
    Value failure;

    begin();
    check_url(path, path);
    second = http_server_new(reactor, NULL, hello, NULL);
    failure = http_server_listen(second, path);
    CHECK_INT(as_failure(failure)->code, UV_EADDRINUSE);
    value_free(failure);
    http_server_free(second);
    CHECK(connects(path));
    end();
    rmdir(folder);
}

static void files_in_the_way(void)
{
    const char *path = path_of("file");
    FILE *file = fopen(path + strlen("unix:"), "w");
    Value failure;

    fputs("precious", file);
    fclose(file);
    begin();
    failure = http_server_listen(server, path);
    CHECK_INT(as_failure(failure)->code, UV_EADDRINUSE);
    value_free(failure);
    end();
    CHECK(exists(path));
    unlink(path + strlen("unix:"));
    rmdir(folder);
}

static const UnitTest tests[] = {
    {"an endpoint is a port and perhaps an interface, or a path", good_ones},
    {"one that is none is told why", bad_ones},
    {"a server tells its URL, with the port that it got", urls},
    {"a port that is in use is told in one sentence", ports_in_use},
    {"a port may be shared by servers that all say so", shared_ports},
    {"so is an address, a path or a text that cannot be", bad_servers},
    {"a socket in the file system goes with the server",
     sockets_in_the_file_system},
    {"one that a dead server left is replaced", sockets_of_the_dead},
    {"but not that of one that lives", sockets_of_the_living},
    {"nor a file that is none", files_in_the_way},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
