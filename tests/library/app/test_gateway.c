/* What a server answers when the server that it asks does not. */
#include "gateway.h"

#include "client.h"
#include "http_server.h"
#include "keep.h"
#include "nothing_left.h"
#include "response.h"

static Reactor *reactor;
static Client *client;
static int code; /* of the failure that the server meets */

static Value answer(Request *request, void *unused)
{
    Value failure = keep(value_failure(code, "GET http://secret/: broken"));

    return gateway_error(request, as_failure(failure));
}

static int status; /* that the server answers with */
static Value text;

static Value note_status(Value response, void *unused)
{
    status = response_status(response);
    return value_deferred(response_text(response));
}

static void note_text(Value body, void *unused)
{
    text = value_copy(body);
}

/* The server meets a failure of this code: asks it, and notes the answer. */
static void ask(void *url)
{
    Deferred *d = client_get(client, url);

    text = value_none();
    deferred_add_callback(d, note_status, NULL);
    deferred_deliver(d, note_text, NULL);
    while (text.kind == VALUE_NONE)
        uv_run(reactor_loop(reactor), UV_RUN_ONCE);
}

/* Returns the text that the server has printed on stderr. */
static const char *fail_with(int new_code)
{
    HttpServer *server;
    const char *said;
    Value url;

    code = new_code;
    reactor = reactor_new();
    client = client_new(reactor);
    server = http_server_new(reactor, NULL, answer, NULL);
    url = http_server_listen(server, "tcp:0");
    said = unit_stderr_of(ask, (void *)as_text(url));
    value_free(url);
    http_server_free(server);
    reactor_free(reactor);
    keep(text);
    return said;
}

static void unreachable(void)
{
    CHECK_CONTAINS(
        fail_with(UV_ECONNREFUSED),
        "GET /: 502: ECONNREFUSED, "
        "GET http://secret/: broken (tests/library/app/test_gateway.c:");
    CHECK_INT(status, 502);
    CHECK_TEXT(as_text(text),
               "The server that this page asks cannot be reached.\n");
}

static void late(void)
{
    CHECK_CONTAINS(fail_with(UV_ETIMEDOUT), "GET /: 504: ETIMEDOUT, ");
    CHECK_INT(status, 504);
    CHECK_TEXT(as_text(text),
               "The server that this page asks did not answer in time.\n");
}

static void check_all(const int *codes, size_t count, int wanted,
                      const char *sentence)
{
    for (size_t i = 0; i < count; i++) {
        fail_with(codes[i]);
        CHECK_INT(status, wanted);
        CHECK_TEXT(as_text(text), sentence);
    }
}

static void bad(void)
{
    static const int codes[] = {
        UV_ECONNRESET, UV_ECONNABORTED, UV_EPIPE,  UV_EOF,   UV_EPROTO,
        UV_EREMOTEIO,  UV_EMSGSIZE,     UV_EILSEQ, UV_ELOOP,
    };

    check_all(codes, COUNT(codes), 502,
              "The server that this page asks sent an invalid response.\n");
}

static void other_ways_not_to_connect(void)
{
    static const int codes[] = {
        UV_EHOSTUNREACH,  UV_ENETUNREACH, UV_EACCES,   UV_EPERM,
        UV_EADDRNOTAVAIL, UV_ENOENT,      UV_EAGAIN,   UV_EAFNOSUPPORT,
        UV_EAI_NONAME,    UV_EAI_AGAIN,   UV_EAI_FAIL, UV_EAI_NODATA,
    };

    check_all(codes, COUNT(codes), 502,
              "The server that this page asks cannot be reached.\n");
}

static void our_own(void)
{
    static const int files[] = {UV_EMFILE, UV_ENFILE};
    static const int memory[] = {UV_ENOMEM, UV_ENOBUFS, UV_EAI_MEMORY};

    check_all(files, COUNT(files), 503,
              "This server has too many connections "
              "open. Please try again later.\n");
    check_all(memory, COUNT(memory), 503,
              "This server is short of memory. "
              "Please try again later.\n");
    CHECK_CONTAINS(fail_with(UV_EMFILE), "GET /: 503: EMFILE, ");
}

static void not_a_clients(void)
{
    CHECK_CONTAINS(fail_with(UV_EINVAL), "GET /: 500: EINVAL");
    CHECK_INT(status, 500);
    fail_with(409);
    CHECK_INT(status, 409);
    CHECK_CONTAINS(as_text(text), "GET http://secret/: broken");
}

static const UnitTest tests[] = {
    {"a server that cannot be reached is a 502, and stderr has the reason",
     unreachable},
    {"a server that takes too long is a 504", late},
    {"a server with a bad answer is a 502", bad},
    {"whatever connect() or a look-up says is a 502",
     other_ways_not_to_connect},
    {"a lack of descriptors or memory here is a 503", our_own},
    {"other failures are passed on", not_a_clients},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
