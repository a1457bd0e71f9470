/* The client, and connections that break: kept ones, and those on which the
   answer has come before. */
#include "client.h"

#include "reply_server.h"

#define HELLO "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"

/* It fits in the buffers of a socket, but is more than libcurl reads at
   once. */
static char long_reply[64 * 1024];

static const Reply replies[] = {
    {"/", HELLO, STAY},
    {"/reset", "", RESET},
    {"/answer-reset", HELLO, RESET},
    {"/long-reset", long_reply, RESET},
    {"/half-reset", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello",
     RESET},
    {"/chunks-reset",
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
     "5\r\nhello\r\n0\r\n\r\n",
     RESET},
    {0},
};

static Deferred *ask(const char *method, const char *path)
{
    return client_request(client, &(ClientRequest){
                                      .method = method,
                                      .url = url_of(path),
                                  });
}

/* Two requests on one connection; the second one is reset unless it comes on
   a connection of its own. */
static void take_resetting(uv_stream_t *stream, ssize_t count,
                           const uv_buf_t *room)
{
    Link *link = stream->data;

    if (count < 0) {
        close_link(link);
        return;
    }
    requests++;
    if (link->length > 0) {
        reset_link(link);
        return;
    }
    link->length = 1;
    send_text(link, HELLO);
}

/* The first answer has come on the only connection. The second request on it
   will be reset. */
static void keep_one(void)
{
    begin(replies);
    CHECK_TEXT(get_text("/"), "hello");
    links->length = 1;
    uv_read_stop((uv_stream_t *)&links->tcp);
    uv_read_start((uv_stream_t *)&links->tcp, offer_room, take_resetting);
}

static void asked_again(void)
{
    static const char *const methods[] = {"GET", "PUT", "DELETE", "OPTIONS"};

    for (size_t i = 0; i < COUNT(methods); i++) {
        keep_one();
        CHECK_INT(response_status(wait_for(ask(methods[i], "/"))), 200);
        CHECK_INT(accepted, 2);
        CHECK_INT(requests, 3);
        accepted = requests = 0;
        end();
    }
}

/* The server may have done it. */
static void not_asked_again(void)
{
    static const char *const methods[] = {"POST", "PATCH", "REPORT"};

    for (size_t i = 0; i < COUNT(methods); i++) {
        keep_one();
        failure_of(ask(methods[i], "/"), UV_ECONNRESET);
        CHECK_INT(requests, 2);
        accepted = requests = 0;
        CHECK_TEXT(get_text("/"), "hello");
        accepted = requests = 0;
        end();
    }
}

static void fresh_is_not_again(void)
{
    begin(replies);
    failure_of(ask("GET", "/reset"), UV_ECONNRESET);
    CHECK_INT(requests, 1);
    end();
}

static void answer_and_reset(void)
{
    begin(replies);
    for (int i = 0; i < 20; i++) {
        CHECK_TEXT(get_text("/answer-reset"), "hello");
        CHECK_TEXT(get_text("/chunks-reset"), "hello");
    }
    end();
}

static void long_answer_and_reset(void)
{
    size_t length;

    snprintf(long_reply, sizeof long_reply,
             "HTTP/1.1 200 OK\r\n"
             "Content-Length: 40000\r\n\r\n");
    length = strlen(long_reply);
    memset(long_reply + length, 'x', 40000);
    begin(replies);
    for (int i = 0; i < 20; i++)
        CHECK_INT(strlen(get_text("/long-reset")), 40000);
    end();
}

static void half_and_reset(void)
{
    Value response;

    begin(replies);
    response = get("/half-reset");
    if (!failed(response))
        response = wait_for(response_text(response));
    CHECK_INT(as_failure(response)->code, UV_ECONNRESET);
    end();
}

/* The server answers before it has read the whole body, and resets. */
static void answer_before_the_body(const char *answer_text, int status)
{
    enum { LENGTH = 8 * 1000 * 1000 };
    char *body = xcalloc(1, LENGTH + 1);
    Deferred *d;

    begin(replies);
    memset(body, 'x', LENGTH);
    d = client_post(client, url_of("/"), value_text(body));
    while (!links || links->length == 0)
        turn();
    uv_read_stop((uv_stream_t *)&links->tcp);
    send_text(links, answer_text);
    reset_link(links);
    CHECK_INT(response_status(wait_for(d)), status);
    free(body);
    end();
}

static void early_answers(void)
{
    answer_before_the_body("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n"
                           "\r\nno",
                           413);
    answer_before_the_body(HELLO, 200);
}

static const UnitTest tests[] = {
    {"a kept connection that is reset: the same is asked on a fresh one",
     asked_again},
    {"but not by a method that might be done twice", not_asked_again},
    {"nor if the connection was fresh", fresh_is_not_again},
    {"an answer before a reset is an answer", answer_and_reset},
    {"a long one, too", long_answer_and_reset},
    {"half an answer before a reset is a failure", half_and_reset},
    {"an answer before the end of what is sent is an answer", early_answers},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
