/*
 * Fuzzes the server: the bytes that a client sends before it ends its side.
 * In whatever pieces they come, the function gets the same requests and the
 * client the same answers, and then the server is ready for the next one.
 */
#include "fuzz.h"
#include "library/server/http_wire.h"

static Buffer events;  /* bytes that reached the function */
static Buffer answers; /* bytes that reached the client */

static Value note_request(Request *request, void *arg)
{
    const char *query = request_query_string(request);
    const char *agent = request_header(request, "A");
    const char *value = request_query(request, "a");
    size_t length;
    const char *body = request_body(request, &length);

    buffer_printf(&events, "%s %s ?%s a=%s A:%s ", request_method(request),
                  request_path(request), query ? query : "",
                  value ? value : "", agent ? agent : "");
    buffer_add(&events, body, length);
    if (strcmp(request_path(request), "/later") == 0)
        return value_deferred(deferred_succeed(value_text("later")));
    if (strcmp(request_path(request), "/write") == 0)
        deferred_ignore(request_write(request, "piece", 5));
    return value_bytes(body, length);
}

/* What may differ between two runs: the date, and whether a body was awaited
   with a 100 (RFC 9110 section 10.1.1: not if some of it is there). */
static void drop_differences(void)
{
    static const char interim[] = "HTTP/1.1 100 Continue\r\n\r\n";
    const size_t length = sizeof interim - 1;

    for (size_t at = 0; at + 37 <= answers.length; at++)
        if (memcmp(answers.bytes + at, "\r\nDate: ", 8) == 0)
            memset(answers.bytes + at + 8, '-', 29);
    for (size_t at = 0; at + length <= answers.length; at++)
        if (memcmp(answers.bytes + at, interim, length) == 0) {
            memmove(answers.bytes + at, answers.bytes + at + length,
                    answers.length - at - length);
            answers.length -= length;
        }
}

static void run_in_pieces(const uint8_t *data, size_t size, size_t piece)
{
    int fd = dial();

    events.length = answers.length = 0;
    while (size > 0) {
        size_t now = size < piece ? size : piece;

        say_octets(fd, (const char *)data, now);
        data += now;
        size -= now;
    }
    shutdown(fd, SHUT_WR);
    while (listen_on(fd))
        continue;
    buffer_add(&answers, inbox[fd].bytes, inbox[fd].length);
    drop_differences();
    hang_up(fd);
    while (http_server_connections(server) > 0)
        turn();
}

static Buffer copy_of(const Buffer *buffer)
{
    Buffer copy = {0};

    buffer_add(&copy, buffer->bytes, buffer->length);
    return copy;
}

static void compare(const Buffer *a, const Buffer *b)
{
    FUZZ_CHECK(a->length == b->length);
    FUZZ_CHECK(a->length == 0 || memcmp(a->bytes, b->bytes, a->length) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Buffer wanted_events, wanted_answers;

    if (!server)
        serve(note_request);
    run_in_pieces(data, size, size);
    wanted_events = copy_of(&events);
    wanted_answers = copy_of(&answers);
    run_in_pieces(data, size, 1 + size / 3);
    compare(&events, &wanted_events);
    compare(&answers, &wanted_answers);
    buffer_free(&wanted_events);
    buffer_free(&wanted_answers);
    return 0;
}
