#include "http_head.h"

#include "http_field.h"

#include <llhttp.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* llhttp hands out each text in pieces and then says that it is complete. */
static int add_piece(llhttp_t *parser, const char *bytes, size_t length)
{
    HttpHead *head = parser->data;

    memcpy(head->text + head->end, bytes, length);
    head->end += (uint32_t)length;
    return 0;
}

static int end_text(llhttp_t *parser)
{
    HttpHead *head = parser->data;

    head->text[head->end++] = '\0';
    return 0;
}

static int end_value(llhttp_t *parser)
{
    HttpHead *head = parser->data;

    while (head->text[head->end - 1] == ' ')
        head->end--;
    return end_text(parser);
}

static int end_method(llhttp_t *parser)
{
    HttpHead *head = parser->data;

    end_text(parser);
    head->is_head = strcmp(head->text, "HEAD") == 0;
    head->path = head->end;
    return 0;
}

static int end_target(llhttp_t *parser)
{
    HttpHead *head = parser->data;

    end_text(parser);
    head->fields = head->end;
    return 0;
}

/* The body is not llhttp's business (http_body.h). */
static int end_head(llhttp_t *parser)
{
    return HPE_PAUSED;
}

static const llhttp_settings_t settings = {
    .on_method = add_piece,
    .on_method_complete = end_method,
    .on_url = add_piece,
    .on_url_complete = end_target,
    .on_header_field = add_piece,
    .on_header_field_complete = end_text,
    .on_header_value = add_piece,
    .on_header_value_complete = end_value,
    .on_headers_complete = end_head,
};

static const HttpRefusal unknown_method = {
    501, "This server does not know the method."
};

static HttpRefusal take_apart(HttpHead *head, const char *bytes,
                              size_t length)
{
    llhttp_t parser;
    llhttp_errno_t error;

    llhttp_init(&parser, HTTP_REQUEST, &settings);
    parser.data = head;
    error = llhttp_execute(&parser, bytes, length);
    head->is_1_0 = parser.http_minor == 0;
    if (error == HPE_PAUSED)
        return (HttpRefusal){0};
    if (error == HPE_INVALID_METHOD || error == HPE_INVALID_CONSTANT)
        return unknown_method;
    return (HttpRefusal){400, "The head has an octet where it may not be."};
}

/* Leaves what follows the host of "http://host/path?query" (RFC 9112 section
   3.2.2). Where that has no path its second slash serves as one. */
static bool cut_authority(HttpHead *head)
{
    char *target = head->text + head->path;
    char *host = target + strlen("http://");
    size_t length;

    if (strncasecmp(target, "http://", strlen("http://")) != 0)
        return false;
    length = strcspn(host, "/?");
    if (length == 0 || memchr(host, '@', length))
        return false;
    if (host[length] == '/') {
        head->path = (uint32_t)(host + length - head->text);
    } else {
        host[-1] = '\0';
        host[-2] = '/';
        head->path = (uint32_t)(host - 2 - head->text);
    }
    if (host[length] == '?')
        head->query = (uint32_t)(host + length + 1 - head->text);
    return true;
}

static HttpRefusal read_target(HttpHead *head)
{
    char *target = head->text + head->path, *mark;

    if (strcmp(head->text, "CONNECT") == 0)
        return unknown_method;
    if (strchr(target, '#'))
        return (HttpRefusal){400, "The target has a fragment."};
    head->asterisk = strcmp(target, "*") == 0 &&
                     strcmp(head->text, "OPTIONS") == 0;
    if (head->asterisk)
        return (HttpRefusal){0};
    if (*target != '/' && !cut_authority(head))
        return (HttpRefusal){400, "The target is neither a path nor a URL."};
    mark = strchr(head->text + head->path, '?');
    if (mark) {
        *mark = '\0';
        head->query = (uint32_t)(mark + 1 - head->text);
    }
    return (HttpRefusal){0};
}

/* Eighteen digits are far above any limit, and below an overflow. */
static HttpRefusal read_length(HttpHead *head, const char *digits,
                               const HttpLimits *limits)
{
    size_t length = strspn(digits, "0123456789");

    if (head->has_length || length == 0 || digits[length] != '\0')
        return (HttpRefusal){400, "The Content-Length is not one number."};
    digits += strspn(digits, "0");
    head->has_length = true;
    head->content_length = strtoull(digits, NULL, 10);
    if (strlen(digits) > 18 || head->content_length > limits->body_bytes)
        return (HttpRefusal){413, "The body is too long."};
    return (HttpRefusal){0};
}

/* What the fields say that has to be seen together. */
typedef struct {
    unsigned hosts;
    unsigned codings;       /* Transfer-Encoding fields */
    bool strange_coding;    /* one that is not just "chunked" */
    bool closes;            /* Connection: close */
    bool keeps;             /* Connection: keep-alive */
} Seen;

static void read_coding(HttpHead *head, const char *list, Seen *seen)
{
    const char *last = strrchr(list, ',');

    last = last ? last + 1 + strspn(last + 1, " \t") : list;
    head->chunked = strcasecmp(last, "chunked") == 0;
    seen->codings++;
    seen->strange_coding |= last != list || !head->chunked;
}

/* HTTP/1.0 knows no 100 (RFC 9110 section 10.1.1). */
static HttpRefusal read_expectation(HttpHead *head, const char *value)
{
    if (head->is_1_0)
        return (HttpRefusal){0};
    if (strcasecmp(value, "100-continue") != 0)
        return (HttpRefusal){417, "The only expectation is 100-continue."};
    head->expects_continue = true;
    return (HttpRefusal){0};
}

static bool is_name(const char *name, size_t length, const char *wanted)
{
    return strlen(wanted) == length && strcasecmp(name, wanted) == 0;
}

static HttpRefusal read_field(HttpHead *head, const char *name, size_t length,
                              const char *value, Seen *seen,
                              const HttpLimits *limits)
{
    if (is_name(name, length, "Host")) {
        if (seen->hosts++ > 0 || !http_field_is_host(value))
            return (HttpRefusal){400, "The Host is not one host."};
    } else if (is_name(name, length, "Connection")) {
        seen->closes |= http_field_has(value, "close");
        seen->keeps |= http_field_has(value, "keep-alive");
    } else if (is_name(name, length, "Content-Length")) {
        return read_length(head, value, limits);
    } else if (is_name(name, length, "Transfer-Encoding")) {
        read_coding(head, value, seen);
    } else if (is_name(name, length, "Expect")) {
        return read_expectation(head, value);
    }
    return (HttpRefusal){0};
}

/* RFC 9112 sections 3.2, 6.1 and 6.3. */
static HttpRefusal check_together(const HttpHead *head, const Seen *seen)
{
    if (seen->hosts == 0 && !head->is_1_0)
        return (HttpRefusal){400, "The Host is missing."};
    if (seen->codings == 0)
        return (HttpRefusal){0};
    if (head->is_1_0)
        return (HttpRefusal){400, "HTTP/1.0 has no Transfer-Encoding."};
    if (head->has_length)
        return (HttpRefusal){400, "There is a Content-Length beside a "
                             "Transfer-Encoding."};
    if (!head->chunked)
        return (HttpRefusal){400, "The Transfer-Encoding does not end with "
                             "chunked."};
    if (seen->strange_coding)
        return (HttpRefusal){501, "The only Transfer-Encoding is chunked."};
    return (HttpRefusal){0};
}

static HttpRefusal read_fields(HttpHead *head, const HttpLimits *limits)
{
    Seen seen = {0};
    uint32_t position = head->fields;

    while (position < head->end) {
        const char *name = head->text + position;
        size_t length = strlen(name);
        const char *value = name + length + 1;
        HttpRefusal refusal = read_field(head, name, length, value, &seen,
                                         limits);

        if (refusal.status != 0)
            return refusal;
        position = (uint32_t)(value + strlen(value) + 1 - head->text);
    }
    head->keep_alive = !seen.closes && (seen.keeps || !head->is_1_0);
    return check_together(head, &seen);
}

HttpRefusal http_head_read(HttpHead *head, const char *bytes, size_t length,
                           const HttpLimits *limits)
{
    HttpRefusal refusal;

    *head = (HttpHead){.text = head->text};
    refusal = take_apart(head, bytes, length);
    if (refusal.status == 0)
        refusal = read_target(head);
    if (refusal.status == 0)
        refusal = read_fields(head, limits);
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
    return NULL;
}
