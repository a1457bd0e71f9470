/*
 * A result comes in, the bytes of an answer go out: to http_exchange.c for
 * the function's results, to http_connection.c for a refusal, and to
 * http_stream.c for the head of an answer in pieces. Whether the connection
 * is kept is said in the head, so it is decided here.
 */
#include "http_inside.h"

#include "http_date.h"
#include "http_status.h"

#include <stdio.h>

/* An answer before it has its form. */
typedef struct {
    int status;
    const char *type; /* the line of the Content-Type */
    const char *body;
    size_t length;
} Answer;

enum { FIXED_ROOM = 320 }; /* for the fixed part of a head */

static const char text_type[] = "Content-Type: text/plain; charset=utf-8\r\n";
static const char html_type[] = "Content-Type: text/html; charset=utf-8\r\n";
static const char bytes_type[] = "Content-Type: application/octet-stream\r\n";

/* Heads are written to room that is there: a dozen calls of buffer_add() for
   one would be as much work as to read the request. */
static char *put(char *at, const char *bytes, size_t length)
{
    return (char *)memcpy(at, bytes, length) + length;
}

/* The compiler knows the length of a constant. */
static inline char *put_text(char *at, const char *text)
{
    return put(at, text, strlen(text));
}

static char *put_status(char *at, int status)
{
    if (status == 200) {
        at = put_text(at, "HTTP/1.1 200 OK\r\n");
    } else {
        at = put_text(at, "HTTP/1.1 ");
        at = put_text(at, http_status_line(status));
        at = put_text(at, "\r\n");
    }
    return put(at, http_date(), HTTP_DATE_LENGTH);
}

/* Counts the digits, and then writes them from the last to the first. */
static char *put_length(char *at, size_t length)
{
    size_t digits = 1;

    for (size_t rest = length / 10; rest > 0; rest /= 10)
        digits++;
    at = put_text(at, "Content-Length: ");
    for (size_t i = digits; i > 0; length /= 10)
        at[--i] = (char)('0' + length % 10);
    return put_text(at + digits, "\r\n");
}

/* HTTP/1.1 keeps a connection unless it is told not to, 1.0 only if it is told
   to (RFC 9112 section 9.3). */
static char *put_end(char *at, bool keep_alive, bool is_1_0)
{
    if (!keep_alive)
        at = put_text(at, "Connection: close\r\n");
    else if (is_1_0)
        at = put_text(at, "Connection: keep-alive\r\n");
    return put_text(at, "\r\n");
}

/* Makes room for a head and for more, and begins it. */
static char *begin_head(Buffer *out, const Request *request, int status,
                        const char *type, size_t more)
{
    size_t length = strlen(type);
    size_t fields = request->fields ? strlen(request->fields) : 0;
    char *at;

    buffer_reserve(out, FIXED_ROOM + length + fields + more);
    at = put_status(out->bytes + out->length, status);
    at = put(at, type, length);
    if (fields > 0)
        at = put(at, request->fields, fields);
    return at;
}

static int status_of(const Request *request)
{
    return request->status ? request->status : 200;
}

static Answer answer_text(int status, const char *text)
{
    return (Answer){status, text_type, text, strlen(text)};
}

static Answer internal_error(void)
{
    return answer_text(500, "Internal Server Error");
}

static Answer answer_failure(const Request *request, const Failure *failure)
{
    /* The server ends: to a client that has left we would send nothing. */
    if (request->called_off && failure->code == UV_ECANCELED)
        return answer_text(503, "The server is shutting down.");
    /* Not an HTTP status: the cause is for us to read, not for the client. */
    if (failure->code < 400) {
        fprintf(stderr, "%s %s: ", request_method(request),
                request_path(request));
        failure_print(stderr, "500", failure);
        return internal_error();
    }
    return answer_text(failure->code, failure->message);
}

static Answer answer_with(const Request *request, const char *type,
                          Value value)
{
    Answer answer = {.status = status_of(request), .type = type};

    answer.body = as_bytes(value, &answer.length);
    if (request->type)
        answer.type = request->type;
    return answer;
}

static Answer refuse_kind(const Request *request, Value value)
{
    fprintf(stderr,
            "%s %s: 500: a handler returned %s, which is not an answer\n",
            request_method(request), request_path(request),
            value_kind_name(value));
    return internal_error();
}

static Answer answer_of(const Request *request, Value value)
{
    switch (value.kind) {
    case VALUE_TEXT:
        return answer_with(request, text_type, value);
    case VALUE_HTML:
        return answer_with(request, html_type, value);
    case VALUE_BYTES:
        return answer_with(request, bytes_type, value);
    case VALUE_NONE:
        return (Answer){status_of(request), request->type ? request->type : "",
                        "", 0};
    case VALUE_FAILURE:
        return answer_failure(request, as_failure(value));
    default:
        return refuse_kind(request, value);
    }
}

/* RFC 9110 section 8.6: these two have no Content-Length either. */
static bool has_length(int status)
{
    return status != 204 && status != 304;
}

bool http_answer_has_body(const Request *request)
{
    return !request->message.head.is_head && has_length(status_of(request));
}

/* Not if the client or the end of the server says no, nor if only the close
   can tell the end of the answer: HTTP/1.0 knows no chunks. */
bool http_answer_keeps_alive(const Request *request)
{
    const HttpHead *head = &request->message.head;

    return head->keep_alive && request->connection->server->phase == 0 &&
           request->form <= REQUEST_IN_PIECES &&
           !(request->form == REQUEST_IN_PIECES && head->is_1_0);
}

int http_answer_value(Buffer *out, const Request *request, Value result)
{
    Answer answer = answer_of(request, result);
    char *at =
        begin_head(out, request, answer.status, answer.type, answer.length);

    if (has_length(answer.status))
        at = put_length(at, answer.length);
    at = put_end(at, http_answer_keeps_alive(request),
                 request->message.head.is_1_0);
    /* HEAD is told the length, and gets no body (RFC 9110 section 9.3.2). */
    if (has_length(answer.status) && !request->message.head.is_head)
        at = put(at, answer.body, answer.length);
    out->length = (size_t)(at - out->bytes);
    return answer.status;
}

void http_answer_begin(Buffer *out, const Request *request)
{
    const char *type = request->type ? request->type : text_type;
    char *at = begin_head(out, request, status_of(request), type, 0);
    bool is_1_0 = request->message.head.is_1_0;

    /* The length is not known yet (RFC 9112 section 7.1). */
    if (!is_1_0 && http_answer_has_body(request))
        at = put_text(at, "Transfer-Encoding: chunked\r\n");
    at = put_end(at, http_answer_keeps_alive(request), is_1_0);
    out->length = (size_t)(at - out->bytes);
}

void http_answer_refusal(Buffer *out, HttpRefusal refusal, bool to_head)
{
    size_t length = strlen(refusal.why);
    char *at;

    buffer_reserve(out, FIXED_ROOM + length);
    at = put_status(out->bytes + out->length, refusal.status);
    at = put_text(at, text_type);
    at = put_length(at, length);
    at = put_end(at, false, false);
    if (!to_head)
        at = put(at, refusal.why, length);
    out->length = (size_t)(at - out->bytes);
}
