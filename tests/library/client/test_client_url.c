/* The client: URLs, and what messages show of them. */
#include "client.h"

#include "reply_server.h"

#include <stdlib.h>
#include <sys/un.h>

static const Reply replies[] = {
    {"/", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", STAY},
    {"/a%20b", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", STAY},
    {"/reset", "", RESET},
    {0},
};

static const char *refused(const char *url, int code)
{
    const char *said = failure_of(client_get(client, url), code);

    CHECK(!strstr(said, "secret"));
    CHECK(!strstr(said, "user"));
    CHECK(!strchr(said, '\n'));
    CHECK_INT(accepted, 0);
    return said;
}

static void no_password(void)
{
    const char *url;

    begin(replies);
    refused("http://user:secret@127.0.0.1:99999/", UV_EINVAL);
    refused("http://user:se/cret?secret@127.0.0.1:99999/", UV_EINVAL);
    refused("user:secret@127.0.0.1", UV_EINVAL);
    refused("http://user:secret@a b/", UV_EINVAL);
    refused("http://a/\r\nuser: secret@a", UV_EINVAL);
    refused("ftp://user:secret@127.0.0.1/", UV_EPROTONOSUPPORT);
    refused("http+unix://user:secret@%2Ftmp%2Fa/", UV_EINVAL);
    CHECK_CONTAINS(refused("http://127.0.0.1:99999/\r\nX: y", UV_EINVAL),
                   "\"http://127.0.0.1:99999/??X: y\" is not a URL");
    url = as_text(
        keep(value_textf("http://user:secret@127.0.0.1:%d/reset", peer_port)));
    CHECK_CONTAINS(failure_of(client_get(client, url), UV_ECONNRESET),
                   "GET http://127.0.0.1:");
    CHECK_CONTAINS(last_request, "Authorization: Basic dXNlcjpzZWNyZXQ=\r\n");
    end();
}

static const char *refused_header(const char *name, const char *value)
{
    const char *const headers[] = {name, value, NULL};

    return failure_of(client_request(client,
                                     &(ClientRequest){
                                         .url = url_of("/"),
                                         .headers = headers,
                                     }),
                      UV_EINVAL);
}

static void no_secret_header(void)
{
    begin(replies);
    CHECK_CONTAINS(refused_header("Authorization", "secret\n"),
                   "the header Authorization cannot be sent");
    CHECK(!strstr(refused_header("Authorization", "secret\n"), "secret"));
    CHECK(!strchr(refused_header("A\nB", "c"), '\n'));
    end();
}

/* Python and Node take it so, too. */
static void international_host(void)
{
    begin(replies);
    CHECK_CONTAINS(refused("http://a\xC3\xBC\xFF.test/", UV_EINVAL),
                   "is not a URL");
    end();
}

static char directory[] = "/tmp/test_client_url.XXXXXX";
static uv_pipe_t pipe_server;

static void take_pipe_link(uv_stream_t *stream, int status)
{
    Link *link = xcalloc(1, sizeof *link);

    uv_pipe_init(reactor_loop(reactor), &link->pipe, 0);
    CHECK_INT(uv_accept(stream, (uv_stream_t *)&link->tcp), 0);
    link->tcp.data = link;
    link->next = links;
    links = link;
    open_links++;
    accepted++;
    uv_read_start((uv_stream_t *)&link->tcp, offer_room, take_input);
}

/* Returns the client's URL of a path there. */
static const char *listen_on_pipe(const char *path)
{
    const char *name;

    CHECK(mkdtemp(directory));
    name = as_text(keep(value_textf("%s/a b%%.sock", directory)));
    uv_pipe_init(reactor_loop(reactor), &pipe_server, 0);
    CHECK_INT(uv_pipe_bind(&pipe_server, name), 0);
    CHECK_INT(uv_listen((uv_stream_t *)&pipe_server, 16, take_pipe_link), 0);
    return as_text(keep(value_textf("http+unix://%%2Ftmp%%2F%s%%2Fa%%20b%%25"
                                    ".sock%s",
                                    directory + 5, path)));
}

static void unix_socket(void)
{
    const char *url;
    Value response;

    begin(replies);
    url = listen_on_pipe("/a b");
    CHECK_TEXT(as_text(wait_for(client_get_text(client, url))), "ok");
    CHECK_CONTAINS(last_request, "GET /a%20b HTTP/1.1\r\nHost: localhost\r\n");
    response = wait_for(client_get(client, url));
    CHECK_TEXT(as_text(wait_for(response_text(response))), "ok");
    CHECK_INT(accepted, 1);
    uv_close((uv_handle_t *)&pipe_server, NULL);
    settle_down();
    while (links)
        close_link(links);
    settle_down();
    CHECK_CONTAINS(failure_of(client_get(client, url), UV_ENOENT),
                   "%2Fa%20b%25.sock/a%20b: no such file or directory");
    rmdir(directory);
    end();
}

static void no_unix_socket(void)
{
    char url[256] = "http+unix://";

    begin(replies);
    refused("http+unix:///", UV_EINVAL);
    refused("http+unix://%00/", UV_EINVAL);
    refused("http+unix://%zz/", UV_EINVAL);
    refused("unix:/tmp/a.sock/", UV_EINVAL);
    memset(url + strlen(url), 'a', sizeof((struct sockaddr_un *)0)->sun_path);
    failure_of(client_get(client, url), UV_EINVAL);
    end();
}

static const UnitTest tests[] = {
    {"no message shows a name or a password of a URL", no_password},
    {"nor the value of a header that cannot be sent", no_secret_header},
    {"a host name that is not well written is refused", international_host},
    {"a Unix socket is asked, and its connection kept", unix_socket},
    {"a URL without the path of a Unix socket is refused", no_unix_socket},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
