/*
 * http_head.c hands in each field of a head, and asks at the end whether all
 * of them fit together. If two programs read these fields in two ways, a
 * client can hide a request from one of them; so nothing is guessed: a
 * request that could be read in two ways is refused.
 */
#include "http_framing.h"

#include "http_field.h"
#include "http_host.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static HttpRefusal bad_field(const char *why)
{
    return (HttpRefusal){400, why};
}

/* A number that does not fit in 64 bits is too long for any limit. */
static HttpRefusal read_length(HttpHead *head, const char *digits,
                               const HttpLimits *limits)
{
    size_t length = strspn(digits, "0123456789");

    if (head->has_length || length == 0 || digits[length] != '\0')
        return bad_field("The Content-Length is not one number.");
    head->has_length = true;
    errno = 0;
    head->content_length = strtoull(digits, NULL, 10);
    if (errno == ERANGE || head->content_length > limits->body_bytes)
        return (HttpRefusal){413, "The body is too long."};
    return (HttpRefusal){0};
}

/* A list, in one field or in several. The last coding decides: a body that
   does not end with chunked has no end. */
static HttpRefusal read_coding(HttpFraming *framing, HttpHead *head,
                               const char *list)
{
    const char *last = strrchr(list, ',');

    last = last ? last + 1 + strspn(last + 1, " \t") : list;
    head->chunked = strcasecmp(last, "chunked") == 0;
    framing->strange_coding |= last != list || !head->chunked;
    framing->chunked += http_field_count(list, "chunked");
    framing->codings++;
    return (HttpRefusal){0};
}

/* A second Host is refused even if it is the same. */
static HttpRefusal read_host(HttpFraming *framing, const char *host)
{
    if (framing->hosts++ > 0 || !http_host_is_valid(host, strlen(host)))
        return bad_field("The Host is not one valid host.");
    return (HttpRefusal){0};
}

/* Upgrade and other options are ignored: we speak nothing else. */
static HttpRefusal read_connection(HttpFraming *framing, const char *list)
{
    framing->closes |= http_field_count(list, "close") > 0;
    framing->keeps |= http_field_count(list, "keep-alive") > 0;
    return (HttpRefusal){0};
}

/* A client that speaks HTTP/1.0 cannot expect a 100 (RFC 9110 section
   10.1.1). */
static HttpRefusal read_expectation(HttpHead *head, const char *value)
{
    if (head->is_1_0)
        return (HttpRefusal){0};
    if (strcasecmp(value, "100-continue") != 0)
        return (HttpRefusal){
            417, "The only supported expectation is 100-continue."};
    head->expects_continue = true;
    return (HttpRefusal){0};
}

/* Wanted is in lower case. Setting this bit makes a letter a small one; of
   all other bytes of a token it makes no letter and no "-". */
static bool is_name(const char *name, size_t length, const char *wanted)
{
    if (length != strlen(wanted))
        return false;
    while (*wanted != '\0' && (*name++ | 0x20) == *wanted)
        wanted++;
    return *wanted == '\0';
}

HttpRefusal http_framing_read(HttpFraming *framing, HttpHead *head,
                              const char *name, size_t length,
                              const char *value, const HttpLimits *limits)
{
    if (is_name(name, length, "host"))
        return read_host(framing, value);
    if (is_name(name, length, "connection"))
        return read_connection(framing, value);
    if (is_name(name, length, "content-length"))
        return read_length(head, value, limits);
    if (is_name(name, length, "transfer-encoding"))
        return read_coding(framing, head, value);
    if (is_name(name, length, "expect"))
        return read_expectation(head, value);
    return (HttpRefusal){0};
}

/* A Content-Length with a Transfer-Encoding is the classic of smuggling: each
   of two programs believes another one (RFC 9112 section 6.3). */
static HttpRefusal check_codings(const HttpFraming *framing,
                                 const HttpHead *head)
{
    if (head->is_1_0)
        return bad_field("HTTP/1.0 has no Transfer-Encoding.");
    if (head->has_length)
        return bad_field(
            "There is both a Content-Length and a Transfer-Encoding.");
    if (!head->chunked)
        return bad_field("The Transfer-Encoding does not end with chunked.");
    if (framing->chunked > 1)
        return bad_field("The Transfer-Encoding has chunked more than once.");
    if (framing->strange_coding)
        return (HttpRefusal){
            501, "The only supported Transfer-Encoding is chunked."};
    return (HttpRefusal){0};
}

HttpRefusal http_framing_check(const HttpFraming *framing, HttpHead *head)
{
    HttpRefusal refusal = {0};

    /* HTTP/1.1 goes on unless told otherwise, HTTP/1.0 stops. */
    head->keep_alive = !framing->closes && (framing->keeps || !head->is_1_0);
    if (framing->codings > 0)
        refusal = check_codings(framing, head);
    if (refusal.status == 0 && framing->hosts == 0 && !head->is_1_0)
        refusal = bad_field("The Host is missing.");
    return refusal;
}
