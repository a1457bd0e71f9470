/* The client: a cancel at any moment, and the end of a client at work. */
#include "client.h"
#include "deferred_inside.h"

#include "full_server.h"
#include "reply_server.h"

#define LENGTH_5 "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"

static const Reply halves[] = {
    {"/", LENGTH_5 "hello", STAY},
    {"/never", "", STAY},
    {"/half-head", "HTTP/1.1 200 OK\r\nContent-", STAY},
    {"/head", LENGTH_5, STAY},
    {"/half", LENGTH_5 "he", STAY},
    {0},
};

static Deferred *ask(const char *path)
{
    return client_get(client, url_of(path));
}

/* Canceled: a failure at once, and the connection is closed. */
static void check_canceled(Deferred *d)
{
    Value result = {.kind = VALUE_DEFERRED};

    deferred_cancel(d);
    deferred_deliver(d, receive, &result);
    CHECK_INT(as_failure(result)->code, UV_ECANCELED);
    value_free(result);
    while (open_links > 0)
        turn();
    CHECK_TEXT(get_text("/"), "hello");
}

static void before_it_begins(void)
{
    begin(halves);
    check_canceled(ask("/never"));
    CHECK_INT(accepted, 1);
    end();
}

/* No poll handle watches a socket of this number. */
static void check_free(int number)
{
    uv_poll_t poll;

    CHECK_INT(uv_poll_init(reactor_loop(reactor), &poll, number), 0);
    uv_close((uv_handle_t *)&poll, NULL);
    settle_down();
    close(number);
}

/* The next request's socket may have the number of the one that is closed by
   the cancel. */
static void while_it_connects(void)
{
    FullServer server;
    const char *busy;
    Deferred *d;

    begin(halves);
    busy = full_server_start(&server, "127.0.0.1", 0);
    d = client_get(client, busy);
    settle_down();
    deferred_cancel(d);
    failure_of(d, UV_ECANCELED);
    check_free(socket(AF_INET, SOCK_STREAM, 0));
    CHECK_TEXT(get_text("/"), "hello");
    CHECK_CONTAINS(failure_of(client_request(client,
                                             &(ClientRequest){
                                                 .url = busy,
                                                 .connect_seconds = 0.02,
                                             }),
                              UV_ETIMEDOUT),
                   "/: no connection within 0.02 s");
    CHECK_TEXT(get_text("/"), "hello");
    full_server_stop(&server);
    end();
}

static void before_the_head(void)
{
    Deferred *d;

    begin(halves);
    d = ask("/never");
    while (requests == 0)
        turn();
    check_canceled(d);
    d = ask("/half-head");
    while (requests < 3)
        turn();
    settle_down();
    check_canceled(d);
    end();
}

static void in_the_body(void)
{
    Value response;

    begin(halves);
    response = wait_for(ask("/half"));
    check_canceled(response_text(response));
    CHECK_CONTAINS(failure_of(response_text(response), UV_ECANCELED),
                   "/half: the body was canceled");
    end();
}

/* Two wait for the same body: one leaves, the other gets it. */
static void one_of_two(void)
{
    Deferred *one, *other;
    Value response;

    begin(halves);
    response = wait_for(ask("/half"));
    one = response_text(response);
    other = response_text(response);
    deferred_cancel(one);
    failure_of(one, UV_ECANCELED);
    send_text(links, "llo");
    CHECK_TEXT(as_text(wait_for(other)), "hello");
    end();
}

static void unwanted_response(void)
{
    begin(halves);
    value_free(wait_for_own(ask("/half")));
    while (open_links > 0)
        turn();
    CHECK_TEXT(get_text("/"), "hello");
    end();
}

/* A body that has come with its head is all there: the connection stays. */
static void unread_bodies(void)
{
    begin(halves);
    for (int i = 0; i < 10; i++)
        value_free(wait_for_own(ask("/")));
    CHECK_INT(accepted, 1);
    end();
}

static int code_of(Deferred *d)
{
    return as_failure(wait_for(d))->code;
}

static Value cancel_other(Value result, void *other)
{
    deferred_cancel(other);
    return result;
}

/* The time of both is up in the same call into libcurl, most often; the
   callback of the one that is told first cancels the other. */
static void from_a_callback(void)
{
    ClientRequest request = {.total_seconds = 0.05};
    Deferred *first, *second;

    begin(halves);
    request.url = url_of("/never");
    first = client_request(client, &request);
    second = client_request(client, &request);
    deferred_add_errback(first, cancel_other, second);
    deferred_add_errback(second, cancel_other, first);
    CHECK_INT(code_of(first) + code_of(second), UV_ECANCELED + UV_ETIMEDOUT);
    end();
}

static Value cancel_first(Value result, void *first)
{
    deferred_cancel(*(Deferred **)first);
    return result;
}

static void after_the_end(void)
{
    Deferred *d;

    begin(halves);
    d = ask("/");
    while (!deferred_awaits(d) && requests == 0)
        turn();
    deferred_add_callback(d, cancel_first, &d);
    CHECK_INT(response_status(wait_for(d)), 200);
    end();
}

static void cancel_piece(Value piece, void *collecting)
{
    note("%s",
         as_text(keep(value_textf("%.*s", 2, as_bytes(piece, &(size_t){0})))));
    deferred_cancel(*(Deferred **)collecting);
}

static void from_a_piece(void)
{
    static Deferred *collecting;
    Value response;

    begin(halves);
    response = wait_for(ask("/head"));
    collecting = response_collect(response, cancel_piece, &collecting);
    send_text(links, "he");
    failure_of(collecting, UV_ECANCELED);
    CHECK_TEXT(notes, "he");
    while (open_links > 0)
        turn();
    end();
}

static void client_freed(void)
{
    Value response;
    Deferred *head, *body;

    begin(halves);
    head = ask("/never");
    response = wait_for(ask("/half"));
    body = response_text(response);
    client_free(client);
    CHECK_CONTAINS(failure_of(head, UV_ECANCELED), "/never: canceled");
    failure_of(body, UV_ECANCELED);
    CHECK_INT(response_status(response), 200);
    end();
}

static void reactor_freed(void)
{
    Deferred *d;

    Value result = {.kind = VALUE_DEFERRED};

    begin(halves);
    d = ask("/never");
    deferred_deliver(d, receive, &result);
    while (requests == 0)
        turn();
    end();
    CHECK_INT(as_failure(keep(result))->code, UV_ECANCELED);
}

static Value ask_again(Value result, void *unused)
{
    return value_deferred(ask("/"));
}

static void no_request_of_a_freed_client(void)
{
    Deferred *d;

    begin(halves);
    d = ask("/never");
    deferred_add_errback(d, ask_again, NULL);
    client_free(client);
    CHECK_CONTAINS(failure_of(d, UV_ECANCELED), "the client is closed");
    end();
}

/* The piece and the end come in one go, and nothing else has the response. */
static void from_the_last_piece(void)
{
    static Deferred *collecting;
    Value response;

    begin(halves);
    response = wait_for_own(ask("/head"));
    collecting = response_collect(response, cancel_piece, &collecting);
    value_free(response);
    send_text(links, "hello");
    failure_of(collecting, UV_ECANCELED);
    CHECK_TEXT(notes, "he");
    end();
}

static Value free_client(Value result, void *unused)
{
    client_free(client);
    return value_none();
}

/* There is other news to be told when the client goes. */
static void client_freed_by_a_callback(void)
{
    Deferred *first, *second, *third;

    begin(halves);
    first = ask("/never");
    second = ask("/never");
    deferred_add_callback(first, free_client, NULL);
    while (requests < 2)
        turn();
    third = ask("/never");
    for (Link *link = links; link; link = link->next)
        send_text(link, LENGTH_5 "hello");
    wait_for(first);
    wait_for(second);
    failure_of(third, UV_ECANCELED);
    end();
}

static const UnitTest tests[] = {
    {"a request that has not begun is canceled", before_it_begins},
    {"canceled, or too late, while it connects", while_it_connects},
    {"canceled before the head, the connection is closed", before_the_head},
    {"canceled in mid-body, the connection is closed, and the body stays "
     "canceled",
     in_the_body},
    {"of two who wait for a body, one may cancel", one_of_two},
    {"a response without an owner gives up its body", unwanted_response},
    {"a body that is not read costs no connection", unread_bodies},
    {"a callback may cancel an answer that has come", from_a_callback},
    {"canceled from its own callback, an answer stays", after_the_end},
    {"who collects a body may cancel it at any piece", from_a_piece},
    {"also at the last one, when it has the response alone",
     from_the_last_piece},
    {"freeing a client cancels its requests", client_freed},
    {"freeing the reactor frees the client", reactor_freed},
    {"a freed client begins nothing", no_request_of_a_freed_client},
    {"a callback may free the client", client_freed_by_a_callback},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
