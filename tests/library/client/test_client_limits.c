/* The client: nothing that the other side sends takes memory without bound,
   and each way to be bad is its failure, not ours. */
#include "client.h"

#include "reply_server.h"

#include <zlib.h>

#define HEAD "HTTP/1.1 200 OK\r\n"
#define LENGTH(n) "Content-Length: " n "\r\n"

static const Reply replies[] = {
    {"/", "", STAY},
    {"/two-lengths", HEAD LENGTH("20") LENGTH("10") "\r\n0123456789", CLOSE},
    {"/list", HEAD LENGTH("10, 20") "\r\n0123456789", CLOSE},
    {"/plus", HEAD LENGTH("+2") "\r\nhi", CLOSE},
    {"/letter", HEAD LENGTH("2x") "\r\nhi", CLOSE},
    {"/blank", HEAD LENGTH("2 0") "\r\nhi", CLOSE},
    {"/nothing", HEAD LENGTH("") "\r\nhi", CLOSE},
    {"/minus", HEAD LENGTH("-2") "\r\nhi", CLOSE},
    {"/comma", HEAD LENGTH("2,") "\r\nhi", CLOSE},
    {"/huge", HEAD LENGTH("18446744073709551618") "\r\nhi", CLOSE},
    {"/hex", HEAD LENGTH("0x2") "\r\nhi", CLOSE},
    {"/same-twice", HEAD LENGTH("2") LENGTH("2") "\r\nhi", STAY},
    {"/same-list", HEAD LENGTH("2 , 2") "\r\nhi", STAY},
    {"/zeros", HEAD LENGTH("0002") "\r\nhi", STAY},
    {"/gzip-transfer",
     HEAD "Transfer-Encoding: gzip, chunked\r\n\r\n"
          "0\r\n\r\n",
     STAY},
    {"/chunked-twice",
     HEAD "Transfer-Encoding: chunked\r\n"
          "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
     STAY},
    {"/upgrade",
     "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n"
     "Connection: upgrade\r\n\r\n",
     STAY},
    {"/bad-chunk", HEAD "Transfer-Encoding: chunked\r\n\r\nxyz\r\n", STAY},
    {"/after-chunk",
     HEAD "Transfer-Encoding: chunked\r\n\r\n"
          "2\r\nhixx\r\n0\r\n\r\n",
     STAY},
    {0},
};

static Value text_of(const char *path)
{
    return wait_for(client_get_text(client, url_of(path)));
}

static void check_fails(const char *path, int code)
{
    failure_of(client_get_text(client, url_of(path)), code);
}

static void lengths(void)
{
    begin(replies);
    check_fails("/two-lengths", UV_EPROTO);
    check_fails("/list", UV_EPROTO);
    check_fails("/plus", UV_EPROTO);
    check_fails("/letter", UV_EPROTO);
    check_fails("/blank", UV_EPROTO);
    check_fails("/nothing", UV_EPROTO);
    check_fails("/minus", UV_EPROTO);
    check_fails("/comma", UV_EPROTO);
    check_fails("/huge", UV_EPROTO);
    check_fails("/hex", UV_EPROTO);
    CHECK_TEXT(as_text(text_of("/same-twice")), "hi");
    CHECK_TEXT(as_text(text_of("/same-list")), "hi");
    CHECK_TEXT(as_text(text_of("/zeros")), "hi");
    end();
}

static void transfer_codings(void)
{
    begin(replies);
    check_fails("/gzip-transfer", UV_EPROTO);
    check_fails("/chunked-twice", UV_EPROTO);
    CHECK_CONTAINS(
        failure_of(client_get_text(client, url_of("/bad-chunk")), UV_EPROTO),
        "chunk");
    check_fails("/after-chunk", UV_EPROTO);
    end();
}

static void upgrade(void)
{
    begin(replies);
    CHECK_CONTAINS(
        failure_of(client_get(client, url_of("/upgrade")), UV_EPROTO),
        "was not asked for");
    end();
}

/* Sends a text again and again until the request ends. */
static const char *flood(const char *first, const char *again, int code)
{
    Value result = {.kind = VALUE_DEFERRED};
    Deferred *d;
    uv_buf_t piece = uv_buf_init((char *)again, (unsigned)strlen(again));

    begin(replies);
    d = client_get_text(client, url_of("/"));
    deferred_deliver(d, receive, &result);
    while (requests == 0)
        turn();
    send_text(links, first);
    while (result.kind == VALUE_DEFERRED) {
        if (links)
            uv_try_write((uv_stream_t *)&links->tcp, &piece, 1);
        uv_run(reactor_loop(reactor), UV_RUN_NOWAIT);
    }
    keep(result);
    fprintf(stderr, "%s\n", as_failure(result)->message);
    CHECK_TEXT(failure_name(as_failure(result)->code), failure_name(code));
    requests = 0;
    end();
    return as_failure(result)->message;
}

static char long_text[4096];

static void floods(void)
{
    memset(long_text, 'x', sizeof long_text - 1);
    flood(HEAD "Transfer-Encoding: chunked\r\n\r\n0\r\n", "A: b\r\n",
          UV_EMSGSIZE);
    flood(HEAD "Transfer-Encoding: chunked\r\n\r\n0\r\nA: ", long_text,
          UV_EMSGSIZE);
    flood(HEAD, "Set-Cookie: a=b\r\n", UV_EMSGSIZE);
    CHECK_CONTAINS(flood(HEAD "A: ", long_text, UV_EMSGSIZE), "too long");
    flood("HTTP/1.1 200 ", long_text, UV_EMSGSIZE);
    flood("", "HTTP/1.1 100 Continue\r\n\r\n", UV_EMSGSIZE);
    flood("", "HTTP/1.1 102 P\r\nA: b\r\n\r\n", UV_EMSGSIZE);
    flood(HEAD "\r\n", long_text, UV_EMSGSIZE);
}

/* Ten thousand times the same letter is less than a hundred bytes of gzip. */
static void unpacks_too_much(void)
{
    enum { LENGTH = 1000 * 1000, TIMES = 32 };
    char *letters = xcalloc(1, LENGTH), *packed = xcalloc(1, 64 * 1024);
    z_stream zip = {.next_out = (Bytef *)packed, .avail_out = 64 * 1024};
    int length = 0;
    Deferred *d;

    deflateInit2(&zip, 9, Z_DEFLATED, MAX_WBITS + 16, 9, Z_DEFAULT_STRATEGY);
    for (int i = 0; i < TIMES; i++) {
        zip.next_in = (Bytef *)letters;
        zip.avail_in = LENGTH;
        deflate(&zip, i < TIMES - 1 ? Z_NO_FLUSH : Z_FINISH);
    }
    length = (int)zip.total_out;
    deflateEnd(&zip);
    begin(replies);
    d = client_get_text(client, url_of("/"));
    while (requests == 0)
        turn();
    send_text(links,
              as_text(keep(value_textf(HEAD "Content-Encoding: gzip\r\n"
                                            "Content-Length: %d\r\n\r\n",
                                       length))));
    send_bytes(links, packed, (size_t)length);
    failure_of(d, UV_EMSGSIZE);
    free(letters);
    free(packed);
    end();
}

static const UnitTest tests[] = {
    {"a length that is not one number is refused", lengths},
    {"a transfer coding that was not asked for, or a bad chunk, is refused",
     transfer_codings},
    {"101 that was not asked for is refused at once", upgrade},
    {"trailers, fields, lines, 1xx and bodies without end are too long",
     floods},
    {"so is a body that unpacks to more than the limit", unpacks_too_much},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
