/* The client in a server's handlers: cancels and calls that go on and on. */
#include "client.h"

#include "event_notes.h"
#include "http_server.h"
#include "keep.h"
#include "nothing_left.h"
#include "response.h"

static Reactor *reactor;
static HttpServer *server;
static Client *client;
static Value base;
static Deferred *waiting; /* of a /wait */

static const char *url_of(const char *path)
{
    return as_text(keep(value_textf("%s%s", as_text(base), path)));
}

static Value add_one(Value text, void *unused)
{
    return value_textf("%d", atoi(as_text(text)) + 1);
}

static void note_cancel(void *unused)
{
    note("canceled");
    deferred_fire(&waiting, value_failure(UV_ECANCELED, "nobody waits"));
}

static Value wait_for_ever(void)
{
    waiting = deferred_new();
    deferred_on_cancel(waiting, note_cancel, NULL);
    return value_deferred(waiting);
}

/* /wait never answers, /hop asks /wait, /hops asks /hop; /5 asks /4, which
   asks /3, and so on, and adds 1. */
static Value answer(Request *request, void *unused)
{
    const char *path = request_path(request);
    int number = atoi(path + 1);
    Deferred *d;

    if (strcmp(path, "/wait") == 0)
        return wait_for_ever();
    if (strcmp(path, "/0") == 0)
        return value_text("0");
    if (strcmp(path, "/hop") == 0)
        d = client_get_text(client, url_of("/wait"));
    else if (strcmp(path, "/hops") == 0)
        d = client_get_text(client, url_of("/hop"));
    else
        d = client_get_text(
            client, url_of(as_text(keep(value_textf("/%d", number - 1)))));
    deferred_add_callback(d, add_one, NULL);
    return value_deferred(d);
}

static void begin(void)
{
    reactor = reactor_new();
    client = client_new(reactor);
    server = http_server_new(reactor, NULL, answer, NULL);
    base = http_server_listen(server, "tcp:0");
    CHECK(!failed(base));
}

static void end(void)
{
    http_server_free(server);
    reactor_free(reactor);
    value_free(base);
}

static void receive(Value result, void *slot)
{
    *(Value *)slot = value_copy(result);
}

static Value wait_for(Deferred *d)
{
    Value result = {.kind = VALUE_DEFERRED};

    deferred_deliver(d, receive, &result);
    while (result.kind == VALUE_DEFERRED)
        uv_run(reactor_loop(reactor), UV_RUN_ONCE);
    return keep(result);
}

static void cancel_goes_on(void)
{
    Deferred *d;

    begin();
    d = client_get(client, url_of("/hops"));
    while (!waiting)
        uv_run(reactor_loop(reactor), UV_RUN_ONCE);
    deferred_cancel(d);
    CHECK_INT(as_failure(wait_for(d))->code, UV_ECANCELED);
    while (waiting)
        uv_run(reactor_loop(reactor), UV_RUN_ONCE);
    CHECK_TEXT(notes, "canceled");
    end();
}

static void asks_itself(void)
{
    begin();
    CHECK_TEXT(as_text(wait_for(client_get_text(client, url_of("/150")))),
               "150");
    end();
}

/* As app_run() does at its end. */
static void server_ends_first(void)
{
    Deferred *d;
    Value result = {.kind = VALUE_DEFERRED};

    begin();
    d = client_get(client, url_of("/hops"));
    deferred_deliver(d, receive, &result);
    while (!waiting)
        uv_run(reactor_loop(reactor), UV_RUN_ONCE);
    end();
    CHECK(!waiting);
    CHECK_INT(as_failure(keep(result))->code, UV_ECANCELED);
}

static const UnitTest tests[] = {
    {"a cancel goes on through two servers to the third", cancel_goes_on},
    {"a server that asks itself, and itself again, is answered", asks_itself},
    {"server and reactor end while all of them wait", server_ends_first},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
