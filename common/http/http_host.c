/*
 * Checks a host by the grammar of RFC 3986 section 3.2.2. The server itself
 * does not use the host, but a proxy before it may, and the two must not
 * understand it differently (RFC 9112 section 3.2). A Host field comes here
 * from http_framing.c, the host of a URL from http_target.c.
 */
#include "http_host.h"

#include "http_chars.h"

#include <arpa/inet.h>
#include <string.h>

static bool is_escape(const char *at, const char *end)
{
    return end - at >= 3 && at[0] == '%' &&
           http_chars_is(at[1], HTTP_CHAR_HEX) &&
           http_chars_is(at[2], HTTP_CHAR_HEX);
}

/* Skips a name, which may be empty; returns its end. */
static const char *skip_name(const char *at, const char *end)
{
    at = http_chars_skip(at, end, HTTP_CHAR_HOST);
    while (is_escape(at, end))
        at = http_chars_skip(at + 3, end, HTTP_CHAR_HOST);
    return at;
}

/* inet_pton() wants a C text. The longest address has 45 characters. */
static bool is_ipv6(const char *at, const char *end)
{
    char text[INET6_ADDRSTRLEN];
    struct in6_addr address;
    size_t length = (size_t)(end - at);

    if (length >= sizeof text || memchr(at, '\0', length))
        return false;
    memcpy(text, at, length);
    text[length] = '\0';
    return inet_pton(AF_INET6, text, &address) == 1;
}

/* An address of a kind that is still to be defined: "v", a version in
   hexadecimal, a point, and a name that may have colons. */
static bool is_future_address(const char *at, const char *end)
{
    const char *version = at + 1, *point, *name;

    if (at == end || (*at != 'v' && *at != 'V'))
        return false;
    point = http_chars_skip(version, end, HTTP_CHAR_HEX);
    if (point == version || point == end || *point != '.')
        return false;
    name = at = point + 1;
    while (at < end && (*at == ':' || http_chars_is(*at, HTTP_CHAR_HOST)))
        at++;
    return at == end && at > name;
}

/* Skips an address such as "[::1]"; returns at if there is none. */
static const char *skip_address(const char *at, const char *end)
{
    const char *inside = at + 1;
    const char *bracket = memchr(inside, ']', (size_t)(end - inside));

    if (bracket &&
        (is_ipv6(inside, bracket) || is_future_address(inside, bracket)))
        return bracket + 1;
    return at;
}

bool http_host_is_valid(const char *text, size_t length)
{
    const char *end = text + length;
    const char *at = length > 0 && *text == '[' ? skip_address(text, end)
                                                : skip_name(text, end);

    if (at < end && *at == ':')
        at = http_chars_skip(at + 1, end, HTTP_CHAR_DIGIT);
    return at == end;
}
