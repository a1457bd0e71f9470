#include "http_framing.h"

#include "http_field.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static HttpRefusal bad(const char *why)
{
    return (HttpRefusal){400, why};
}

static HttpRefusal read_length(HttpHead *head, const char *digits,
                               const HttpLimits *limits)
{
    size_t length = strspn(digits, "0123456789");

    if (head->has_length || length == 0 || digits[length] != '\0')
        return bad("The Content-Length is not one number.");
    head->has_length = true;
    head->content_length = strtoull(digits, NULL, 10);
    if (head->content_length > limits->body_bytes)
        return (HttpRefusal){413, "The body is too long."};
    return (HttpRefusal){0};
}

static HttpRefusal read_coding(HttpFraming *meaning, HttpHead *head,
                               const char *list)
{
    const char *last = strrchr(list, ',');

    last = last ? last + 1 + strspn(last + 1, " \t") : list;
    head->chunked = strcasecmp(last, "chunked") == 0;
    meaning->strange_coding |= last != list || !head->chunked;
    meaning->codings++;
    return (HttpRefusal){0};
}

static HttpRefusal read_host(HttpFraming *meaning, const char *host)
{
    if (meaning->hosts++ > 0 || !http_field_is_host(host))
        return bad("The Host is not one host.");
    return (HttpRefusal){0};
}

static HttpRefusal read_connection(HttpFraming *meaning, const char *list)
{
    meaning->closes |= http_field_has(list, "close");
    meaning->keeps |= http_field_has(list, "keep-alive");
    return (HttpRefusal){0};
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

/* Wanted is in lower case. Names are tokens, of which only a letter becomes
   a letter or "-" by this bit. */
static bool is(const char *name, size_t length, const char *wanted)
{
    if (length != strlen(wanted))
        return false;
    while (*wanted != '\0' && (*name++ | 0x20) == *wanted)
        wanted++;
    return *wanted == '\0';
}

HttpRefusal http_framing_read(HttpFraming *meaning, HttpHead *head,
                              const char *name, size_t length,
                              const char *value, const HttpLimits *limits)
{
    if (is(name, length, "host"))
        return read_host(meaning, value);
    if (is(name, length, "connection"))
        return read_connection(meaning, value);
    if (is(name, length, "content-length"))
        return read_length(head, value, limits);
    if (is(name, length, "transfer-encoding"))
        return read_coding(meaning, head, value);
    if (is(name, length, "expect"))
        return read_expectation(head, value);
    return (HttpRefusal){0};
}

HttpRefusal http_framing_check(const HttpFraming *meaning, HttpHead *head)
{
    head->keep_alive = !meaning->closes && (meaning->keeps || !head->is_1_0);
    if (meaning->hosts == 0 && !head->is_1_0)
        return bad("The Host is missing.");
    if (meaning->codings == 0)
        return (HttpRefusal){0};
    if (head->is_1_0)
        return bad("HTTP/1.0 has no Transfer-Encoding.");
    if (head->has_length)
        return bad("There is a Content-Length beside a Transfer-Encoding.");
    if (!head->chunked)
        return bad("The Transfer-Encoding does not end with chunked.");
    if (meaning->strange_coding)
        return (HttpRefusal){501, "The only Transfer-Encoding is chunked."};
    return (HttpRefusal){0};
}
