/* Responses: text in any charset, JSON, bodies piece by piece. */
#include "response.h"

#include "charset.h"
#include "json.h"
#include "reply_server.h"

#define HEAD "HTTP/1.1 200 OK\r\n"
#define TYPE(type) HEAD "Content-Type: " type "\r\n"
#define BODY(length) "Content-Length: " #length "\r\n\r\n"

static const Reply texts[] = {
    {"/latin1", TYPE("text/plain") BODY(4) "caf\xE9", CLOSE},
    {"/untyped", HEAD BODY(4) "caf\xE9", CLOSE},
    {"/utf8", HEAD BODY(5) "caf\xC3\xA9", CLOSE},
    {"/said-utf8", TYPE("text/html; charset=UTF-8") BODY(5) "caf\xC3\xA9",
     CLOSE},
    {"/quoted", TYPE("text/html;a=b; Charset=\"iso-8859-15\"") BODY(1) "\xA4",
     CLOSE},
    {"/windows", TYPE("text/plain; charset=windows-1252") BODY(1) "\x80",
     CLOSE},
    {"/not-utf8", TYPE("text/plain; charset=utf-8") BODY(4) "caf\xE9", CLOSE},
    {"/above", TYPE("text/plain; charset=utf-8") BODY(4) "\xF4\x90\x80\x80",
     CLOSE},
    {"/unknown", TYPE("text/plain; charset=iso-2022-cn-ext") BODY(1) "a",
     CLOSE},
    {"/nothing-said", TYPE("text/plain; charset=") BODY(1) "a", CLOSE},
    {"/json", TYPE("application/json") BODY(10) "{\"a\":\"\xC3\xA9\"}", CLOSE},
    {"/json-ebcdic", TYPE("application/json; charset=ebcdic") BODY(2) "17",
     CLOSE},
    {"/json-latin1",
     TYPE("application/json; charset=latin1") BODY(3) "\"\xE9\"", CLOSE},
    {"/no-json", HEAD BODY(9) "{\"a\": 1,}", CLOSE},
    {"/json-not-utf8", HEAD BODY(3) "\"\xE9\"", CLOSE},
    {"/hello", HEAD BODY(5) "hello", STAY},
    {"/late", "", STAY},
    {"/twice",
     HEAD "Set-Cookie: a=1\r\nset-cookie:\t b=2\r\nEmpty:\r\n" BODY(0), STAY},
    {0},
};

static void charsets(void)
{
    begin(texts);
    CHECK_TEXT(get_text("/latin1"), "caf\xC3\xA9");
    CHECK_TEXT(get_text("/untyped"), "caf\xC3\xA9");
    CHECK_TEXT(get_text("/utf8"), "caf\xC3\xA9");
    CHECK_TEXT(get_text("/said-utf8"), "caf\xC3\xA9");
    CHECK_TEXT(get_text("/quoted"), "\xE2\x82\xAC");
    CHECK_TEXT(get_text("/windows"), "\xE2\x82\xAC");
    CHECK_TEXT(get_text("/nothing-said"), "a");
    end();
}

static void bad_text(void)
{
    begin(texts);
    CHECK_CONTAINS(failure_of(response_text(get("/not-utf8")), UV_EILSEQ),
                   "/not-utf8: the text cannot be read as UTF-8");
    CHECK_CONTAINS(failure_of(response_text(get("/above")), UV_EILSEQ),
                   "is not UTF-8");
    CHECK_CONTAINS(failure_of(response_text(get("/unknown")), UV_EILSEQ),
                   "the charset \"iso-2022-cn-ext\" is not known");
    end();
}

static void utf16(void)
{
    Value text = charset_decode("utf-16be", "\0a\x20\xAC", 4);

    CHECK_TEXT(as_text(keep(text)), "a\xE2\x82\xAC");
    text = charset_decode("UTF-16",
                          "\xFF\xFE"
                          "a\0",
                          4);
    CHECK_TEXT(as_text(keep(text)), "a");
    CHECK(failed(keep(charset_decode("utf-16le", "a", 1))));
    CHECK_CONTAINS(
        as_failure(keep(charset_decode("utf-8", "a\0b", 3)))->message, "NUL");
    CHECK_TEXT(as_text(keep(charset_decode("us-ascii", NULL, 0))), "");
}

static void charset_names(void)
{
    char name[CHARSET_SIZE];

    CHECK(!charset_name(NULL, name));
    CHECK(!charset_name("charset=utf-8", name));
    CHECK(!charset_name("text/html; xcharset=utf-8", name));
    CHECK(charset_name("text/html ;charset=utf-8;a=b", name));
    CHECK_TEXT(name, "utf-8");
    CHECK(charset_name("a/b; charset="
                       "0123456789012345678901234567890123456789",
                       name));
    CHECK_INT(strlen(name), CHARSET_SIZE - 1);
}

static void json(void)
{
    Value json;

    begin(texts);
    json = wait_for(response_json(get("/json")));
    CHECK_TEXT(as_text(keep(json_get_text(json, "a"))), "\xC3\xA9");
    json = wait_for(response_json(get("/json-latin1")));
    CHECK_TEXT(json_string_value(json_of(json)), "\xC3\xA9");
    end();
}

static void bad_json(void)
{
    begin(texts);
    CHECK_CONTAINS(failure_of(response_json(get("/no-json")), UV_EPROTO),
                   "/no-json: not JSON: line 1, column 9");
    failure_of(response_json(get("/json-not-utf8")), UV_EPROTO);
    failure_of(response_json(get("/json-ebcdic")), UV_EPROTO);
    end();
}

static void repeated_fields(void)
{
    Value response;

    begin(texts);
    response = get("/twice");
    CHECK_TEXT(response_header(response, "SET-COOKIE"), "a=1");
    CHECK_TEXT(response_header(response, "Empty"), "");
    CHECK(!response_header(response, "Set"));
    end();
}

static void read_again(void)
{
    Value response, bytes;
    size_t length;

    begin(texts);
    response = get("/hello");
    CHECK_TEXT(as_text(wait_for(response_text(response))), "hello");
    CHECK_TEXT(as_text(wait_for(response_text(response))), "hello");
    bytes = wait_for(response_bytes(response));
    CHECK_TEXT(as_bytes(bytes, &length), "hello");
    CHECK_INT(length, 5);
    end();
}

static void note_piece(Value piece, void *name)
{
    size_t length;
    const char *bytes = as_bytes(piece, &length);

    note("%s:%.*s", (const char *)name, (int)length, bytes);
}

static void note_end(Value result, void *name)
{
    note("%s:%s", (const char *)name,
         failed(result) ? failure_name(as_failure(result)->code)
                        : value_kind_name(result));
}

static void collect(Value response, const char *name)
{
    deferred_deliver(response_collect(response, note_piece, (void *)name),
                     note_end, (void *)name);
}

/* The head of an answer, whose body the test sends. */
static Value get_late(ClientRequest request)
{
    Deferred *d;

    request.url = url_of("/late");
    d = client_request(client, &request);
    while (!links)
        turn();
    while (requests == 0)
        turn();
    send_text(links, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    return wait_for_own(d);
}

static void send_piece(const char *piece)
{
    send_text(links, piece);
    settle_down();
}

static void piece_by_piece(void)
{
    Value response;

    begin(texts);
    response = get_late((ClientRequest){0});
    collect(response, "one");
    send_piece("3\r\nfoo\r\n");
    send_piece("3\r\nbar\r\n");
    collect(response, "two");
    value_free(response);
    send_piece("1\r\n.\r\n");
    send_piece("0\r\n\r\n");
    CHECK_TEXT(notes, "one:foo one:bar two:foobar one:. two:. one:none "
                      "two:none");
    end();
}

static void collected_at_the_end(void)
{
    begin(texts);
    collect(get("/hello"), "late");
    CHECK_TEXT(notes, "late:hello late:none");
    collect(get("/twice"), "empty");
    CHECK_TEXT(notes, "late:hello late:none empty:none");
    end();
}

static void collected_and_cut(void)
{
    Value response;

    begin(texts);
    response = get_late((ClientRequest){0});
    collect(response, "cut");
    value_free(response);
    send_piece("3\r\nfoo\r\n");
    close_link(links);
    settle_down();
    CHECK_TEXT(notes, "cut:foo cut:EOF");
    end();
}

/* More than the limit passes through, but not at one time. */
static void unbuffered(void)
{
    Value response;

    begin(texts);
    response = get_late((ClientRequest){
        .unbuffered = true,
        .body_limit = 4,
    });
    send_piece("3\r\nfoo\r\n");
    collect(response, "it");
    send_piece("3\r\nbar\r\n");
    send_piece("3\r\nbaz\r\n");
    send_piece("0\r\n\r\n");
    value_free(response);
    CHECK_TEXT(notes, "it:foo it:bar it:baz it:none");
    end();
}

static void unbuffered_text(void)
{
    Value response;
    Deferred *text;

    begin(texts);
    response = get_late((ClientRequest){.unbuffered = true});
    send_piece("3\r\nfoo\r\n");
    text = response_text(response);
    send_piece("3\r\nbar\r\n");
    send_piece("0\r\n\r\n");
    CHECK_TEXT(as_text(wait_for(text)), "foobar");
    value_free(response);
    end();
}

static void read_once_more(void *response)
{
    response_text(*(Value *)response);
}

static void unbuffered_once(void)
{
    Value response;

    begin(texts);
    response = get_late((ClientRequest){.unbuffered = true});
    collect(response, "it");
    CHECK_DIES(read_once_more, &response, "has been read");
    value_free(response);
    end();
    CHECK_TEXT(notes, "it:ECANCELED");
}

static void read_number(void *unused)
{
    response_text(value_int(7));
}

static void not_a_response(void)
{
    CHECK(!is_response(value_none()));
    CHECK_DIES(read_number, NULL, "expected a response, got int");
}

static const UnitTest tests[] = {
    {"text is read in its charset, or else in UTF-8 or ISO-8859-1", charsets},
    {"text that cannot be read is a failure", bad_text},
    {"UTF-16 is read; a NUL is refused", utf16},
    {"the charset is a parameter of the type", charset_names},
    {"JSON is UTF-8 unless its charset says otherwise", json},
    {"a body that is not JSON is a failure that names the URL", bad_json},
    {"of fields of one name the first is found", repeated_fields},
    {"a body can be read again", read_again},
    {"a body is collected as it comes, by each who asks", piece_by_piece},
    {"bytes that are there already are collected at once",
     collected_at_the_end},
    {"the bytes before a cut have been collected", collected_and_cut},
    {"an unbuffered body may be longer than the limit", unbuffered},
    {"an unbuffered body can be read as a whole", unbuffered_text},
    {"an unbuffered body can be read once", unbuffered_once},
    {"a Value that is not a response stops the program", not_a_response},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
