#include "http_inside.h"

#include "http_date.h"
#include "http_status.h"

#include <stdio.h>

/* What is to be sent, before it has a form. */
typedef struct {
    int status;
    const char *type;       /* NULL: no Content-Type */
    const char *body;
    size_t length;
} Answer;

static const char text_type[] = "text/plain; charset=utf-8";

static void add_line(Buffer *out, const char *name, const char *value)
{
    buffer_add_text(out, name);
    buffer_add(out, ": ", 2);
    buffer_add_text(out, value);
    buffer_add(out, "\r\n", 2);
}

static void add_status(Buffer *out, int status)
{
    buffer_add(out, "HTTP/1.1 ", 9);
    buffer_add_text(out, status == 200 ? "200 OK" : http_status_line(status));
    buffer_add(out, "\r\n", 2);
    buffer_add(out, http_date(), HTTP_DATE_LENGTH);
}

/* By hand: printf would be a tenth of the work for an answer. */
static void add_length(Buffer *out, size_t length)
{
    char digits[24];
    size_t first = sizeof digits;

    do
        digits[--first] = (char)('0' + length % 10);
    while ((length /= 10) > 0);
    buffer_add(out, "Content-Length: ", 16);
    buffer_add(out, digits + first, sizeof digits - first);
    buffer_add(out, "\r\n", 2);
}

static void end_head(Buffer *out, bool keep_alive, bool is_1_0)
{
    if (!keep_alive)
        buffer_add_text(out, "Connection: close\r\n");
    else if (is_1_0)
        buffer_add_text(out, "Connection: keep-alive\r\n");
    buffer_add(out, "\r\n", 2);
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
    if (request->draining && failure->code == UV_ECANCELED)
        return answer_text(503, "The server ends.");
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
    Answer answer = {.status = request->status, .type = type};

    answer.body = as_bytes(value, &answer.length);
    if (request->type)
        answer.type = request->type;
    return answer;
}

static Answer refuse_kind(const Request *request, Value value)
{
    fprintf(stderr, "%s %s: 500: a handler returned %s, which is no answer\n",
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
        return answer_with(request, "text/html; charset=utf-8", value);
    case VALUE_BYTES:
        return answer_with(request, "application/octet-stream", value);
    case VALUE_NONE:
        return (Answer){request->status, request->type, "", 0};
    case VALUE_FAILURE:
        return answer_failure(request, as_failure(value));
    default:
        return refuse_kind(request, value);
    }
}

/* RFC 9110 section 8.6: these two have no Content-Length either. */
static bool has_length(const Request *request)
{
    return request->status != 204 && request->status != 304;
}

bool http_answer_has_body(const Request *request)
{
    return !request->head.is_head && has_length(request);
}

void http_answer_value(Buffer *out, Request *request, Value result,
                       bool keep_alive)
{
    Answer answer = answer_of(request, result);

    request->status = (uint16_t)answer.status;
    add_status(out, answer.status);
    if (answer.type)
        add_line(out, "Content-Type", answer.type);
    buffer_add(out, request->fields.bytes, request->fields.length);
    if (has_length(request))
        add_length(out, answer.length);
    end_head(out, keep_alive, request->head.is_1_0);
    if (http_answer_has_body(request))
        buffer_add(out, answer.body, answer.length);
}

void http_answer_begin(Buffer *out, Request *request, bool keep_alive)
{
    add_status(out, request->status);
    add_line(out, "Content-Type", request->type ? request->type : text_type);
    buffer_add(out, request->fields.bytes, request->fields.length);
    if (!request->head.is_1_0 && http_answer_has_body(request))
        buffer_add_text(out, "Transfer-Encoding: chunked\r\n");
    end_head(out, keep_alive, request->head.is_1_0);
}

void http_answer_refusal(Buffer *out, HttpRefusal refusal, bool is_head)
{
    size_t length = strlen(refusal.why);

    add_status(out, refusal.status);
    add_line(out, "Content-Type", text_type);
    add_length(out, length);
    end_head(out, false, false);
    if (!is_head)
        buffer_add(out, refusal.why, length);
}
