/* The client, and sockets that libcurl closes without a word: their numbers
   may be another connection's by the time when the client is freed. */
#include "client.h"

#include "full_server.h"
#include "reply_server.h"

static const Reply replies[] = {
    {"/", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", STAY},
    {0},
};

static Client *second;

/* A socket of the program's own, which takes the first free number. */
static uv_tcp_t own;
static bool readable;

static void note_connection(uv_stream_t *stream, int status)
{
    readable = true;
}

static void listen_on_own(void)
{
    struct sockaddr_in address;

    uv_tcp_init(reactor_loop(reactor), &own);
    uv_ip4_addr("127.0.0.1", 0, &address);
    CHECK_INT(uv_tcp_bind(&own, (struct sockaddr *)&address, 0), 0);
    CHECK_INT(uv_listen((uv_stream_t *)&own, 16, note_connection), 0);
}

/* Connects to it by hand, and sees whether libuv tells. */
static void check_own_hears(void)
{
    struct sockaddr_in address;
    int size = sizeof address, number = socket(AF_INET, SOCK_STREAM, 0);

    uv_tcp_getsockname(&own, (struct sockaddr *)&address, &size);
    CHECK_INT(connect(number, (struct sockaddr *)&address, sizeof address), 0);
    settle_down();
    CHECK(readable);
    close(number);
}

static void finish(FullServer *full)
{
    listen_on_own();
    settle_down();
    client_free(second);
    settle_down();
    check_own_hears();
    uv_close((uv_handle_t *)&own, NULL);
    full_server_stop(full);
    end();
}

static Deferred *ask(const char *url, double connect_seconds)
{
    return client_request(second, &(ClientRequest){
                                      .url = url,
                                      .connect_seconds = connect_seconds,
                                  });
}

static void connect_too_late(void)
{
    FullServer full;

    begin(replies);
    second = client_new(reactor);
    failure_of(ask(full_server_start(&full, "127.0.0.1", 0), 0.05),
               UV_ETIMEDOUT);
    finish(&full);
}

static void canceled_while_it_connects(void)
{
    FullServer full;
    Deferred *d;

    begin(replies);
    second = client_new(reactor);
    d = ask(full_server_start(&full, "127.0.0.1", 0), 0);
    settle_down();
    deferred_cancel(d);
    failure_of(d, UV_ECANCELED);
    finish(&full);
}

static const UnitTest tests[] = {
    {"a time-out while it connects leaves no watch", connect_too_late},
    {"nor does a cancel", canceled_while_it_connects},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
