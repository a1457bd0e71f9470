/* A URL comes in and the first thing that is wrong with it goes out. It is cut
   into scheme, user, host, port and path in this order (RFC 3986 section 3),
   and each part is looked at when it has been cut off. */
#define _GNU_SOURCE /* memrchr */
#include "url.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char unix_scheme[] = "http+unix://";

/* The length of the scheme and its slashes at the beginning of text, or 0. */
static size_t scheme_length(const char *text)
{
    static const char *const schemes[] = {"http://", "https://", unix_scheme};

    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (strncasecmp(text, schemes[i], strlen(schemes[i])) == 0)
            return strlen(schemes[i]);
    return 0;
}

/* Whether there is a character that a URL cannot have: a space, a control
   character, one that RFC 3986 allows nowhere, or a % without two digits. */
static bool has_bad_character(const char *text)
{
    for (; *text; text++) {
        if ((unsigned char)*text <= ' ' || strchr("\"<>\\^`{|}\177", *text))
            return true;
        if (*text == '%' && !(isxdigit((unsigned char)text[1]) &&
                              isxdigit((unsigned char)text[2])))
            return true;
    }
    return false;
}

static bool is_port(const char *digits, size_t length)
{
    long port = length <= 5 ? strtol(digits, NULL, 10) : 0;

    return strspn(digits, "0123456789") == length && port > 0 && port < 65536;
}

/* The length of "[::1]" at the beginning of host, or 0. */
static size_t ipv6_length(const char *host)
{
    char address[INET6_ADDRSTRLEN];
    struct in6_addr parsed;
    size_t length = strcspn(host, "]");

    if (host[length] != ']' || length > sizeof address)
        return 0;
    memcpy(address, host + 1, length - 1);
    address[length - 1] = '\0';
    return inet_pton(AF_INET6, address, &parsed) == 1 ? length + 1 : 0;
}

/* Host and port, "127.0.0.1:8080" or "[::1]:8080", in length characters. */
static const char *host_flaw(const char *host, size_t length)
{
    size_t name = *host == '[' ? ipv6_length(host) : strcspn(host, ":/[]@");

    if (name == 0)
        return "has no host after http://";
    if (name < length &&
        (host[name] != ':' || !is_port(host + name + 1, length - name - 1)))
        return "must have a host, or a host, a colon and a port from 1 to "
               "65535";
    return NULL;
}

const char *url_flaw(const char *text)
{
    const char *rest = text + scheme_length(text), *at;
    size_t length = strcspn(rest, "/?#");

    if (rest == text)
        return "must begin with http:// or https://";
    if (has_bad_character(text))
        return "has a character that no URL has, perhaps a space";
    if (rest[strcspn(rest, "?#")])
        return "must end with its path, as each page adds one more part to it";
    at = memrchr(rest, '@', length);
    if (strncasecmp(text, unix_scheme, strlen(unix_scheme)) == 0)
        return length == 0 || memchr(rest, ':', length)
                   ? "has no path of a socket, as http+unix://%2Ftmp%2Fs has"
                   : NULL;
    if (at) { /* a user and perhaps a password */
        length -= (size_t)(at + 1 - rest);
        rest = at + 1;
    }
    return host_flaw(rest, length);
}
