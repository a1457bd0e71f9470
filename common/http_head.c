#include "http_head.h"

#include "http_field.h"

#include <llhttp.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* While a head is read. */
typedef struct {
    HttpHead *head;
    const HttpLimits *limits;
    HttpRefusal refusal;
    size_t name_length;     /* of the field that was begun */
    unsigned texts;         /* names and values */
    unsigned hosts;
    unsigned codings;       /* Transfer-Encoding fields */
    bool strange_coding;    /* one that is not just "chunked" */
    bool closes;            /* Connection: close */
    bool keeps;             /* Connection: keep-alive */
} Reading;

static char *add_text(HttpHead *head, const char *bytes, size_t length)
{
    char *text = head->text + head->end;

    memcpy(text, bytes, length);
    text[length] = '\0';
    head->end += (uint32_t)length + 1;
    return text;
}

/* Eighteen digits are far above any limit, and below an overflow. */
static HttpRefusal read_length(Reading *reading, const char *digits)
{
    HttpHead *head = reading->head;
    size_t length = strspn(digits, "0123456789");

    if (head->has_length || length == 0 || digits[length] != '\0')
        return (HttpRefusal){400, "The Content-Length is not one number."};
    digits += strspn(digits, "0");
    head->has_length = true;
    head->content_length = strtoull(digits, NULL, 10);
    if (strlen(digits) > 18 ||
        head->content_length > reading->limits->body_bytes)
        return (HttpRefusal){413, "The body is too long."};
    return (HttpRefusal){0};
}

static HttpRefusal read_coding(Reading *reading, const char *list)
{
    const char *last = strrchr(list, ',');

    last = last ? last + 1 + strspn(last + 1, " \t") : list;
    reading->head->chunked = strcasecmp(last, "chunked") == 0;
    reading->strange_coding |= last != list || !reading->head->chunked;
    reading->codings++;
    return (HttpRefusal){0};
}

static HttpRefusal read_host(Reading *reading, const char *host)
{
    if (reading->hosts++ > 0 || !http_field_is_host(host))
        return (HttpRefusal){400, "The Host is not one host."};
    return (HttpRefusal){0};
}

static HttpRefusal read_connection(Reading *reading, const char *list)
{
    reading->closes |= http_field_has(list, "close");
    reading->keeps |= http_field_has(list, "keep-alive");
    return (HttpRefusal){0};
}

/* HTTP/1.0 knows no 100 (RFC 9110 section 10.1.1). */
static HttpRefusal read_expectation(Reading *reading, const char *value)
{
    if (reading->head->is_1_0)
        return (HttpRefusal){0};
    if (strcasecmp(value, "100-continue") != 0)
        return (HttpRefusal){417, "The only expectation is 100-continue."};
    reading->head->expects_continue = true;
    return (HttpRefusal){0};
}

static bool is_named(const char *name, const char *wanted)
{
    return strcasecmp(name, wanted) == 0;
}

static HttpRefusal read_field(Reading *reading, const char *name,
                              const char *value)
{
    /* Most fields are none of the server's business. */
    switch (reading->name_length) {
    case 4:
        if (is_named(name, "Host"))
            return read_host(reading, value);
        break;
    case 6:
        if (is_named(name, "Expect"))
            return read_expectation(reading, value);
        break;
    case 10:
        if (is_named(name, "Connection"))
            return read_connection(reading, value);
        break;
    case 14:
        if (is_named(name, "Content-Length"))
            return read_length(reading, value);
        break;
    case 17:
        if (is_named(name, "Transfer-Encoding"))
            return read_coding(reading, value);
    }
    return (HttpRefusal){0};
}

/* llhttp calls these with pieces of a text; as it has all of the head, and
   no line goes on in the next one, each piece is a whole text. */
static int on_name(llhttp_t *parser, const char *bytes, size_t length)
{
    Reading *reading = parser->data;

    add_text(reading->head, bytes, length);
    reading->name_length = length;
    reading->texts++;
    return 0;
}

static int on_value(llhttp_t *parser, const char *bytes, size_t length)
{
    Reading *reading = parser->data;
    const char *value;

    while (length > 0 && bytes[length - 1] == ' ')
        length--;
    value = add_text(reading->head, bytes, length);
    reading->texts++;
    reading->refusal = read_field(reading, value - reading->name_length - 1,
                                  value);
    return reading->refusal.status != 0 ? HPE_USER : 0;
}

/* The body is not llhttp's business (http_body.h). */
static int on_head(llhttp_t *parser)
{
    return HPE_PAUSED;
}

static const llhttp_settings_t settings = {
    .on_header_field = on_name,
    .on_header_value = on_value,
    .on_headers_complete = on_head,
};

static const HttpRefusal unknown_method = {
    501, "This server does not know the method."
};

static HttpRefusal take_apart(Reading *reading, const char *bytes,
                              const HttpScan *scan)
{
    llhttp_t parser;
    llhttp_errno_t error;

    llhttp_init(&parser, HTTP_REQUEST, &settings);
    parser.data = reading;
    error = llhttp_execute(&parser, bytes + scan->start,
                           scan->line - scan->start);
    if (error == HPE_PAUSED && reading->texts == 2 * (scan->lines - 1))
        return (HttpRefusal){0};
    if (reading->refusal.status != 0)
        return reading->refusal;
    if (error == HPE_INVALID_METHOD || error == HPE_INVALID_CONSTANT)
        return unknown_method;
    return (HttpRefusal){400, "The head has an octet where it may not be."};
}

/* RFC 9112 sections 3.2, 6.1 and 6.3. */
static HttpRefusal check_together(const Reading *reading)
{
    const HttpHead *head = reading->head;

    if (reading->hosts == 0 && !head->is_1_0)
        return (HttpRefusal){400, "The Host is missing."};
    if (reading->codings == 0)
        return (HttpRefusal){0};
    if (head->is_1_0)
        return (HttpRefusal){400, "HTTP/1.0 has no Transfer-Encoding."};
    if (head->has_length)
        return (HttpRefusal){400, "There is a Content-Length beside a "
                             "Transfer-Encoding."};
    if (!head->chunked)
        return (HttpRefusal){400, "The Transfer-Encoding does not end with "
                             "chunked."};
    if (reading->strange_coding)
        return (HttpRefusal){501, "The only Transfer-Encoding is chunked."};
    return (HttpRefusal){0};
}

/* Leaves what follows the host of "http://host/path?query" (RFC 9112 section
   3.2.2). Where that has no path, its second slash serves as one. */
static char *cut_authority(char *target)
{
    char *host = target + strlen("http://");
    size_t length;

    if (strncasecmp(target, "http://", strlen("http://")) != 0)
        return NULL;
    length = strcspn(host, "/?");
    if (length == 0 || memchr(host, '@', length))
        return NULL;
    if (host[length] == '/')
        return host + length;
    memmove(host, host + length, strlen(host + length) + 1);
    return host - 1;
}

/* A target is a path, a URL, or "*" for OPTIONS. CONNECT's is another, but
   its method is not known here. */
static HttpRefusal read_target(HttpHead *head, char *target, size_t length)
{
    char *mark;

    head->asterisk = length == 1 && *target == '*' &&
                     strcmp(head->text, "OPTIONS") == 0;
    if (memchr(target, '#', length))
        return (HttpRefusal){400, "The target has a fragment."};
    if (*target != '/' && !head->asterisk)
        target = cut_authority(target);
    if (!target)
        return (HttpRefusal){400, "The target is neither a path nor a URL."};
    head->path = (uint32_t)(target - head->text);
    mark = strchr(target, '?');
    if (mark) {
        *mark = '\0';
        head->query = (uint32_t)(mark + 1 - head->text);
    }
    return (HttpRefusal){0};
}

static HttpRefusal read_request_line(HttpHead *head, const char *bytes,
                                     const HttpScan *scan)
{
    size_t method = scan->target - scan->start - 1;
    size_t length = scan->version - scan->target - 1;
    char *target;

    add_text(head, bytes + scan->start, method);
    target = add_text(head, bytes + scan->target, length);
    head->fields = head->end;
    head->is_1_0 = bytes[scan->version + 7] == '0';
    head->is_head = strcmp(head->text, "HEAD") == 0;
    if (strcmp(head->text, "CONNECT") == 0)
        return unknown_method;
    return read_target(head, target, length);
}

HttpRefusal http_head_read(HttpHead *head, const char *bytes,
                           const HttpScan *scan, const HttpLimits *limits)
{
    Reading reading = {.head = head, .limits = limits};
    HttpRefusal refusal;

    *head = (HttpHead){.text = head->text};
    refusal = read_request_line(head, bytes, scan);
    if (refusal.status == 0)
        refusal = take_apart(&reading, bytes, scan);
    if (refusal.status == 0)
        refusal = check_together(&reading);
    head->keep_alive = !reading.closes && (reading.keeps || !head->is_1_0);
    return refusal;
}

const char *http_head_field(const HttpHead *head, const char *name,
                            uint32_t *position)
{
    uint32_t at = *position ? *position : head->fields;

    while (at < head->end) {
        const char *found = head->text + at;
        const char *value = found + strlen(found) + 1;

        at = (uint32_t)(value + strlen(value) + 1 - head->text);
        if (strcasecmp(found, name) == 0) {
            *position = at;
            return value;
        }
    }
    *position = at;
    return NULL;
}
