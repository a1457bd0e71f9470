/*
 * Fuzzes http_reader.c: the bytes that a client sends on one connection. In
 * whatever pieces they come, the same requests come out, and the same refusal
 * at their end; and a request is never longer than the limits.
 */
#include "fuzz.h"
#include "http_reader.h"

/* Small, so that a short input may reach each of them. */
static const HttpLimits limits = {
    .line_bytes = 60,
    .head_bytes = 200,
    .head_fields = 5,
    .body_bytes = 40,
};

/* As the server has it: more after the message, which has to be zero. */
typedef struct {
    HttpMessage message;
    char room[24];
} Asked;

static void note_request(Buffer *events, const HttpMessage *message)
{
    const HttpHead *head = &message->head;
    static const char zero[sizeof((Asked *)0)->room];

    FUZZ_CHECK(memcmp(message + 1, zero, sizeof zero) == 0);
    FUZZ_CHECK(message->content.length <= limits.body_bytes);
    strcpy(http_message_scratch(message), head->text + head->path);
    buffer_printf(events, "%s %s ?%s %d%d%d|", head->text,
                  head->text + head->path,
                  head->query ? head->text + head->query : "", head->chunked,
                  head->keep_alive, head->is_head);
    buffer_add(events, head->text + head->fields, head->end - head->fields);
    buffer_add(events, message->content.bytes, message->content.length);
    buffer_add(events, "\n", 1);
}

static void note_refusal(Buffer *events, const HttpReading *reading)
{
    FUZZ_CHECK(reading->refusal.status >= 400);
    buffer_printf(events, "%d %s %d\n", reading->refusal.status,
                  reading->refusal.why, reading->to_head);
}

/* Reads the bytes that are there. Returns false after a refusal. */
static bool read_all(HttpReader *reader, Buffer *input, Buffer *events)
{
    while (input->length > 0) {
        HttpReading reading;
        HttpReaderEvent event =
            http_reader_read(reader, &limits, sizeof(Asked), input->bytes,
                             input->length, &reading);

        if (event == HTTP_READER_REFUSED) {
            note_refusal(events, &reading);
            return false;
        }
        FUZZ_CHECK(reading.used <= input->length);
        buffer_drop(input, reading.used);
        if (event == HTTP_READER_MORE)
            return true;
        FUZZ_CHECK(reading.used > 0);
        if (event == HTTP_READER_REQUEST) {
            HttpMessage *message = http_reader_take(reader);

            note_request(events, message);
            http_message_free(message);
        }
    }
    return true;
}

static Buffer run_in_pieces(const char *bytes, size_t size, size_t piece)
{
    HttpReader reader = {0};
    Buffer input = {0}, events = {0};
    bool goes_on = true;

    while (goes_on && size > 0) {
        size_t now = size < piece ? size : piece;

        buffer_add(&input, bytes, now);
        goes_on = read_all(&reader, &input, &events);
        bytes += now;
        size -= now;
    }
    http_reader_drop(&reader);
    buffer_free(&input);
    return events;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const size_t pieces[] = {1, 2, 3, 7, 50};
    const char *bytes = (const char *)data;
    Buffer whole = run_in_pieces(bytes, size, size + 1);

    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        Buffer split = run_in_pieces(bytes, size, pieces[i]);

        FUZZ_CHECK(split.length == whole.length);
        FUZZ_CHECK(whole.length == 0 ||
                   memcmp(split.bytes, whole.bytes, whole.length) == 0);
        buffer_free(&split);
    }
    buffer_free(&whole);
    return 0;
}
