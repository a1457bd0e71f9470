/*
 * A request's copy of its head comes in, from the server, after http_lines.c
 * has found its end. Here the request line is cut into its parts; llhttp calls
 * back for each name and each value, which get their NULs, and
 * http_framing.c hears of every field. llhttp knows more rules than we do, so
 * its refusal is ours; but we say why in our own words.
 */
#include "http_head.h"

#include "http_framing.h"
#include "http_request_line.h"
#include "http_target.h"

#include <llhttp.h>
#include <string.h>
#include <strings.h>

/* While llhttp reads a head. */
typedef struct {
    HttpHead *head;
    const HttpLimits *limits;
    HttpFraming framing;
    HttpRefusal refusal;
    char *end;  /* of the last text: its NUL goes here */
    char *name; /* of the last field, and its length */
    size_t name_length;
    char *value; /* of that field; NULL: still to come */
} Reading;

/* llhttp has come to the next text, so it does not need the byte after the
   last one any more. It has all of the head, and no line goes on in the next
   one: so no text comes in pieces. */
static char *begin_text(Reading *reading, const char *bytes, size_t length)
{
    char *text = (char *)bytes;

    *reading->end = '\0';
    reading->end = text + length;
    return text;
}

/* The last field is complete: does it belong to the framing? */
static int tell_framing(Reading *reading)
{
    if (!reading->value)
        return 0;
    reading->refusal = http_framing_read(&reading->framing, reading->head,
                                         reading->name, reading->name_length,
                                         reading->value, reading->limits);
    return reading->refusal.status != 0 ? HPE_USER : 0;
}

static int on_name(llhttp_t *parser, const char *bytes, size_t length)
{
    Reading *reading = parser->data;
    char *name = begin_text(reading, bytes, length);
    int status = tell_framing(reading);

    reading->name = name;
    reading->name_length = length;
    reading->value = NULL;
    return status;
}

/* llhttp reports an empty value at the start of the next line. Point at its
   real place instead. */
static int on_value(llhttp_t *parser, const char *bytes, size_t length)
{
    Reading *reading = parser->data;

    if (length == 0)
        bytes = reading->end + 1 + strspn(reading->end + 1, " ");
    while (length > 0 && bytes[length - 1] == ' ')
        length--;
    reading->value = begin_text(reading, bytes, length);
    return 0;
}

static int on_head(llhttp_t *parser)
{
    Reading *reading = parser->data;

    *reading->end = '\0';
    tell_framing(reading);
    return HPE_PAUSED; /* http_body.h reads the body */
}

static const llhttp_settings_t settings = {
    .on_header_field = on_name,
    .on_header_value = on_value,
    .on_headers_complete = on_head,
};

/* llhttp stops in the middle of a Content-Length or a Transfer-Encoding that
   it does not like, perhaps before it has told of the value. Reads all of the
   value, since http_framing.c can say better why it is wrong. */
static HttpRefusal explain_framing(Reading *reading)
{
    char *value = reading->value ? reading->value : reading->end + 1;
    char *end = value + strcspn(value, "\r");

    value += strspn(value, " ");
    while (end > value && end[-1] == ' ')
        end--;
    *end = '\0';
    reading->value = value;
    if (tell_framing(reading) != 0)
        return reading->refusal;
    return http_framing_check(&reading->framing, reading->head);
}

static bool is_about_framing(llhttp_errno_t error)
{
    return error == HPE_INVALID_CONTENT_LENGTH ||
           error == HPE_UNEXPECTED_CONTENT_LENGTH ||
           error == HPE_INVALID_TRANSFER_ENCODING;
}

/* Why llhttp has not read the head to its end. */
static HttpRefusal explain(Reading *reading, const llhttp_t *parser)
{
    HttpRefusal refusal = reading->refusal;

    if (is_about_framing(llhttp_get_errno(parser)))
        refusal = explain_framing(reading);
    if (refusal.status == 0)
        refusal = (HttpRefusal){400, "The request has a byte that is not "
                                     "allowed there."};
    return refusal;
}

/* A parser that has read a request line, for all heads: one that has been
   checked needs no second look, which would cost a sixth of all that a head
   costs. */
static llhttp_t after_request_line(void)
{
    static _Thread_local llhttp_t parser;
    static const char line[] = "GET / HTTP/1.1\r\n";

    if (!parser.settings) {
        llhttp_init(&parser, HTTP_REQUEST, &settings);
        llhttp_execute(&parser, line, sizeof line - 1);
    }
    return parser;
}

static HttpRefusal take_fields(HttpHead *head, const HttpLimits *limits)
{
    char nothing;
    Reading reading = {.head = head, .limits = limits, .end = &nothing};
    llhttp_t parser = after_request_line();
    llhttp_errno_t error;

    parser.data = &reading;
    error = llhttp_execute(&parser, head->text + head->fields,
                           head->end + 2 - head->fields);
    if (error != HPE_PAUSED || reading.refusal.status != 0)
        return explain(&reading, &parser);
    return http_framing_check(&reading.framing, head);
}

static void take_request_line(HttpHead *head)
{
    char *target, *path, *query;

    head->is_1_0 = head->text[head->fields - 3] == '0';
    http_request_line_cut(head->text, head->text + head->fields, &target);
    http_target_split(target, &path, &query);
    head->is_head = memcmp(head->text, "HEAD", 5) == 0;
    head->asterisk = *path == '*';
    head->path = (uint32_t)(path - head->text);
    head->query = query ? (uint32_t)(query - head->text) : 0;
}

HttpRefusal http_head_read(HttpHead *head, const HttpLines *lines,
                           const HttpLimits *limits)
{
    *head = (HttpHead){.text = head->text,
                       .fields = lines->fields - lines->start,
                       .end = lines->line - lines->start - 2};
    take_request_line(head);
    return take_fields(head, limits);
}

/* A line is by now: NAME, NUL, blanks, VALUE, NUL, blanks or CR, and LF. */
const char *http_head_field(const HttpHead *head, const char *name,
                            uint32_t *position)
{
    const char *at = head->text + (*position ? *position : head->fields);

    while (at < head->text + head->end) {
        const char *found = at;
        const char *value = found + strlen(found) + 1;

        value += strspn(value, " \t");
        at = value + strlen(value) + 1;
        at += strcspn(at, "\n") + 1;
        *position = (uint32_t)(at - head->text);
        if (strcasecmp(found, name) == 0)
            return value;
    }
    return NULL;
}
