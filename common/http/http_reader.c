/*
 * Bytes come in, requests and refusals go out: the server asks for each of
 * its connections, a fuzzer for any bytes. A head is looked at where it lies,
 * among the bytes of the caller, until its last line has come; then it is
 * copied and taken apart. A body is copied as it comes.
 */
#include "http_reader.h"

#include "xmalloc.h"

#include <stdlib.h>

/* A path, decoded, and a NUL take at most the request line without "M ", and
   without the version and its CR LF, which are at its ends. */
enum { NO_PATH = sizeof "M  HTTP/1.1\r\n" - 2 };

static HttpMessage *new_message(const HttpLines *lines, size_t size,
                                const char *bytes)
{
    size_t length = lines->line - lines->start;
    size_t scratch = lines->fields - lines->start - NO_PATH;
    HttpMessage *message = xmalloc(size + length + scratch);

    memset(message, 0, size);
    message->head.text = (char *)message + size;
    memcpy(message->head.text, bytes + lines->start, length);
    return message;
}

/* A head is complete: it is copied, and taken apart. */
static HttpReaderEvent read_head(HttpReader *reader, const HttpLimits *limits,
                                 size_t size, const char *bytes,
                                 HttpReading *reading)
{
    const HttpLines lines = reader->at.head;
    HttpMessage *message = new_message(&lines, size, bytes);
    HttpHead *head = &message->head;

    /* The message has its copy: the caller may use these bytes again. */
    *reader = (HttpReader){.message = message};
    reading->used = lines.line;
    reading->refusal = http_head_read(head, &lines, limits);
    if (reading->refusal.status != 0) {
        reading->to_head = head->is_head;
        return HTTP_READER_REFUSED;
    }
    if (!head->chunked && head->content_length == 0)
        return HTTP_READER_REQUEST;
    /* The caller may look at the head first, and decide about the body. */
    reader->state = HTTP_READER_BODY;
    reader->at.body = head->chunked
                          ? http_body_of_chunks()
                          : http_body_of_length(head->content_length);
    return HTTP_READER_BEGUN;
}

/* Empty lines before a head are not the beginning of one. */
static HttpReaderEvent wait_for_head(HttpReader *reader, size_t length,
                                     HttpReading *reading)
{
    if (reader->at.head.lines == 0 && reader->at.head.line == length) {
        *reader = (HttpReader){0};
        reading->used = length;
    } else {
        reader->state = HTTP_READER_HEAD;
        reading->used = 0;
    }
    return HTTP_READER_MORE;
}

static HttpReaderEvent find_head(HttpReader *reader, const HttpLimits *limits,
                                 size_t size, char *bytes, size_t length,
                                 HttpReading *reading)
{
    const HttpLines *lines = &reader->at.head;
    size_t end;

    reading->refusal =
        http_lines_read(&reader->at.head, bytes, length, limits, &end);
    if (end > 0)
        return read_head(reader, limits, size, bytes, reading);
    if (reading->refusal.status == 0)
        return wait_for_head(reader, length, reading);
    /* HEAD gets no body, not even that of a refusal (RFC 9110 section 9.3.2),
       and its head may not be complete. */
    reading->used = length;
    reading->to_head = length - lines->start > 5 &&
                       memcmp(bytes + lines->start, "HEAD ", 5) == 0;
    return HTTP_READER_REFUSED;
}

static HttpReaderEvent read_body(HttpReader *reader, const HttpLimits *limits,
                                 const char *bytes, size_t length,
                                 HttpReading *reading)
{
    HttpMessage *message = reader->message;

    reading->refusal =
        http_body_read(&reader->at.body, bytes, length, &message->content,
                       limits, &reading->used);
    reading->to_head = message->head.is_head;
    if (reading->refusal.status != 0)
        return HTTP_READER_REFUSED;
    if (!http_body_done(&reader->at.body))
        return HTTP_READER_MORE;
    /* What comes after the body is another head. */
    *reader = (HttpReader){.message = message};
    return HTTP_READER_REQUEST;
}

HttpReaderEvent http_reader_read(HttpReader *reader, const HttpLimits *limits,
                                 size_t size, char *bytes, size_t length,
                                 HttpReading *reading)
{
    if (reader->state == HTTP_READER_BODY)
        return read_body(reader, limits, bytes, length, reading);
    return find_head(reader, limits, size, bytes, length, reading);
}

HttpMessage *http_reader_take(HttpReader *reader)
{
    HttpMessage *message = reader->message;

    *reader = (HttpReader){0};
    return message;
}

void http_reader_drop(HttpReader *reader)
{
    if (reader->message)
        http_message_free(reader->message);
    *reader = (HttpReader){0};
}

char *http_message_scratch(const HttpMessage *message)
{
    return message->head.text + message->head.end + 2;
}

void http_message_free(HttpMessage *message)
{
    free(message->content.bytes);
    free(message);
}
