#include "http_head.h"

#include "http_chars.h"
#include "http_framing.h"
#include "http_target.h"

#include <llhttp.h>
#include <string.h>
#include <strings.h>

/* While llhttp reads a head. */
typedef struct {
    HttpHead *head;
    const HttpLimits *limits;
    HttpFraming meaning;
    HttpRefusal refusal;
    char *end; /* of the last one: here goes its NUL */
    char *target;
    bool well_spaced; /* one space before the target, one behind it */
    char *name;       /* of the last field, and its length */
    size_t name_length;
    char *value; /* of that field; NULL before the first */
} Reading;

/* The next text has come, so llhttp is past what stands behind the last one.
   It has all of the head, and no line goes on in the next one: so no text
   comes in pieces. */
static char *begin_text(Reading *reading, const char *bytes, size_t length)
{
    char *text = (char *)bytes;

    *reading->end = '\0';
    reading->end = text + length;
    return text;
}

static int end_field(Reading *reading)
{
    if (!reading->value)
        return 0;
    reading->refusal = http_framing_read(&reading->meaning, reading->head,
                                         reading->name, reading->name_length,
                                         reading->value, reading->limits);
    return reading->refusal.status != 0 ? HPE_USER : 0;
}

static int on_method(llhttp_t *parser, const char *bytes, size_t length)
{
    begin_text(parser->data, bytes, length);
    return 0;
}

static int on_target(llhttp_t *parser, const char *bytes, size_t length)
{
    Reading *reading = parser->data;
    const char *fields = reading->head->text + reading->head->fields;
    const char *version = fields - strlen("HTTP/1.1\r\n");

    reading->well_spaced =
        bytes == reading->end + 1 && version == bytes + length + 1;
    reading->target = begin_text(reading, bytes, length);
    return 0;
}

static int on_name(llhttp_t *parser, const char *bytes, size_t length)
{
    Reading *reading = parser->data;
    char *name = begin_text(reading, bytes, length);
    int status = end_field(reading);

    reading->name = name;
    reading->name_length = length;
    return status;
}

/* An empty value llhttp has begin where the next line does. */
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
    end_field(reading);
    return HPE_PAUSED; /* the body is not llhttp's business: http_body.h */
}

static const llhttp_settings_t settings = {
    .on_method = on_method,
    .on_url = on_target,
    .on_header_field = on_name,
    .on_header_value = on_value,
    .on_headers_complete = on_head,
};

/* Whether a request line, behind which the fields begin, ends with a version
   of HTTP. */
static bool has_version(const char *fields)
{
    const char *version = fields - strlen("HTTP/1.1\r\n");

    return memcmp(version, "HTTP/", 5) == 0 && version[6] == '.' &&
           version[5] >= '0' && version[5] <= '9' && version[7] >= '0' &&
           version[7] <= '9';
}

/* Why llhttp has not liked the head, or what was seen on the way. */
static HttpRefusal explain(const Reading *reading, llhttp_errno_t error)
{
    const char *text = reading->head->text;
    const char *fields = text + reading->head->fields;
    char behind_method = *http_chars_skip(text, HTTP_CHAR_TOKEN);

    if (reading->refusal.status != 0)
        return reading->refusal;
    if (fields - text > 10 && has_version(fields)) {
        if (fields[-5] != '1' || fields[-3] > '1')
            return (HttpRefusal){505, "This server speaks HTTP/1.1 and 1.0."};
        if ((error == HPE_INVALID_METHOD && behind_method == ' ') ||
            (error == HPE_INVALID_CONSTANT && reading->well_spaced))
            return (HttpRefusal){501, "This server does not know the "
                                      "method."};
    }
    return (HttpRefusal){400, "The head has an octet where it may not be."};
}

static HttpRefusal take_apart(Reading *reading, llhttp_t *parser,
                              const HttpLines *scan)
{
    llhttp_errno_t error;

    llhttp_init(parser, HTTP_REQUEST, &settings);
    parser->data = reading;
    error =
        llhttp_execute(parser, reading->head->text, scan->line - scan->start);
    if (error != HPE_PAUSED || reading->refusal.status != 0 ||
        parser->http_major != 1)
        return explain(reading, error);
    if (!reading->well_spaced)
        return (HttpRefusal){400, "The request line is not a method, a "
                                  "target and a version."};
    return (HttpRefusal){0};
}

static HttpRefusal read_target(HttpHead *head, char *target, int method)
{
    char *path = target, *query = NULL;

    head->is_head = method == HTTP_HEAD;
    head->asterisk = method == HTTP_OPTIONS && strcmp(target, "*") == 0;
    if (method == HTTP_CONNECT || method == HTTP_TRACE)
        return (HttpRefusal){501, "This server has no tunnels and traces."};
    if (!head->asterisk && !http_target_split(target, &path, &query))
        return (HttpRefusal){400, "The target is neither a path nor a URL "
                                  "of http."};
    head->path = (uint32_t)(path - head->text);
    head->query = query ? (uint32_t)(query - head->text) : 0;
    return (HttpRefusal){0};
}

HttpRefusal http_head_read(HttpHead *head, const HttpLines *scan,
                           const HttpLimits *limits)
{
    char nothing, *text = head->text;
    uint32_t fields = scan->fields - scan->start;
    Reading reading = {.head = head, .limits = limits, .end = &nothing};
    llhttp_t parser;
    HttpRefusal refusal;

    *head = (HttpHead){
        .text = text, .fields = fields, .end = scan->line - scan->start - 2};
    head->is_1_0 = text[fields - 3] == '0';
    refusal = take_apart(&reading, &parser, scan);
    if (refusal.status == 0)
        refusal = read_target(head, reading.target, parser.method);
    if (refusal.status == 0)
        refusal = http_framing_check(&reading.meaning, head);
    return refusal;
}

/* What the NULs have left: NAME, blanks, VALUE, blanks or CR, and LF. */
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
