/* The client: requests as they are sent, answers as they come. */
#include "client.h"

#include "json.h"
#include "reply_server.h"

#include <poll.h>

static const Reply plain[] = {
    {"/", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Color: red\r\n\r\nhello",
     STAY},
    {"/chunked",
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
     "3\r\nfoo\r\n3\r\nbar\r\n0\r\nX-Trailer: late\r\n\r\n",
     STAY},
    {"/to-the-end", "HTTP/1.0 200 OK\r\n\r\nall there is", CLOSE},
    {"/empty", "HTTP/1.1 204 No Content\r\n\r\n", STAY},
    {"/missing", "HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nnope",
     STAY},
    {"/json",
     "HTTP/1.1 200 OK\r\nContent-Length: 22\r\n\r\n"
     "{\"origin\":\"127.0.0.1\"}",
     STAY},
    {"/head", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", STAY},
    {"/continue",
     "HTTP/1.1 100 Continue\r\nX-Color: blue\r\n\r\n"
     "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
     STAY},
    {"/slow", "", STAY},
    {0},
};

static void head_and_body(void)
{
    Value response;

    begin(plain);
    response = get("/");
    CHECK(is_response(response));
    CHECK_INT(response_status(response), 200);
    CHECK_TEXT(response_header(response, "x-color"), "red");
    CHECK(!response_header(response, "x-colo"));
    CHECK_TEXT(as_text(wait_for(response_text(response))), "hello");
    end();
}

static void what_is_sent(void)
{
    begin(plain);
    get("/");
    CHECK_CONTAINS(last_request, "GET / HTTP/1.1\r\nHost: 127.0.0.1:");
    CHECK_CONTAINS(last_request, "\r\nAccept-Encoding: deflate, gzip");
    CHECK(!strstr(last_request, "User-Agent"));
    end();
}

/* The answer's head is sent, then half of its body, then the rest. */
static void head_before_body(void)
{
    Deferred *d;
    Value response, text = {.kind = VALUE_DEFERRED};

    begin(plain);
    d = client_get(client, url_of("/slow"));
    while (!links || requests == 0)
        turn();
    send_text(links, "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n");
    response = wait_for(d);
    CHECK_INT(response_status(response), 200);
    deferred_deliver(response_text(response), receive, &text);
    send_text(links, "foo");
    settle_down();
    CHECK_INT(text.kind, VALUE_DEFERRED);
    send_text(links, "bar");
    while (text.kind == VALUE_DEFERRED)
        turn();
    CHECK_TEXT(as_text(keep(text)), "foobar");
    end();
}

static void ways_to_end(void)
{
    begin(plain);
    CHECK_TEXT(get_text("/chunked"), "foobar");
    CHECK_TEXT(get_text("/to-the-end"), "all there is");
    CHECK_TEXT(get_text("/empty"), "");
    CHECK_TEXT(get_text("/continue"), "ok");
    end();
}

static void nothing_of_other_heads(void)
{
    begin(plain);
    CHECK(!response_header(get("/continue"), "X-Color"));
    CHECK(!response_header(get("/chunked"), "X-Trailer"));
    end();
}

static void bad_status(void)
{
    Value response;

    begin(plain);
    response = get("/missing");
    CHECK_INT(response_status(response), 404);
    CHECK_TEXT(as_text(wait_for(response_text(response))), "nope");
    CHECK_CONTAINS(
        failure_of(client_get_text(client, url_of("/missing")), UV_EREMOTEIO),
        "/missing: the answer is a 404");
    end();
}

static void one_call(void)
{
    Value json;

    begin(plain);
    CHECK_TEXT(as_text(wait_for(client_get_text(client, url_of("/")))),
               "hello");
    json = wait_for(client_get_json(client, url_of("/json")));
    CHECK_TEXT(as_text(keep(json_get_text(json, "origin"))), "127.0.0.1");
    end();
}

static void head_method(void)
{
    Value response;

    begin(plain);
    response = wait_for(client_request(client, &(ClientRequest){
                                                   .method = "HEAD",
                                                   .url = url_of("/head"),
                                               }));
    CHECK_TEXT(as_text(wait_for(response_text(response))), "");
    CHECK_CONTAINS(last_request, "HEAD /head ");
    CHECK_TEXT(get_text("/"), "hello");
    CHECK_INT(accepted, 1);
    end();
}

static void one_connection(void)
{
    begin(plain);
    for (int i = 0; i < 5; i++)
        CHECK_TEXT(get_text("/"), "hello");
    CHECK_INT(requests, 5);
    CHECK_INT(accepted, 1);
    end();
}

static void own_connections(void)
{
    Deferred *d[10];

    begin(plain);
    for (int i = 0; i < 10; i++)
        d[i] = client_get(client, url_of("/slow"));
    while (requests < 10)
        turn();
    CHECK_INT(accepted, 10);
    for (int i = 0; i < 10; i++) {
        deferred_cancel(d[i]);
        failure_of(d[i], UV_ECANCELED);
    }
    end();
}

/* A kept connection that its server has closed is not used again, and does
   not keep the loop busy. */
static void a_stale_connection(void)
{
    struct pollfd events = {.events = POLLIN};

    begin(plain);
    events.fd = uv_backend_fd(reactor_loop(reactor));
    CHECK_TEXT(get_text("/"), "hello");
    close_link(links);
    settle_down();
    CHECK_INT(poll(&events, 1, 0), 0);
    CHECK_TEXT(get_text("/"), "hello");
    CHECK_INT(accepted, 2);
    end();
}

static void idle_program_ends(void)
{
    begin(plain);
    CHECK_TEXT(get_text("/"), "hello");
    uv_unref((uv_handle_t *)&links->tcp);
    stop_listening();
    reactor_run(reactor);
    end();
}

static const UnitTest tests[] = {
    {"get fires with the head; the body is a second Deferred", head_and_body},
    {"the head is told before the body is there", head_before_body},
    {"a GET asks for compression and names no program", what_is_sent},
    {"a body ends by its length, its chunks or the connection", ways_to_end},
    {"the fields of 100 Continue and of trailers are not the answer's",
     nothing_of_other_heads},
    {"a bad status is an answer; who wants a failure says so", bad_status},
    {"one call gets text, or JSON", one_call},
    {"HEAD has no body, and the connection goes on", head_method},
    {"five requests in sequence use one connection", one_connection},
    {"ten at the same time use ten: none waits for another", own_connections},
    {"a kept connection that was closed is not used", a_stale_connection},
    {"an idle connection does not keep the program running",
     idle_program_ends},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
