/*
 * "redis://:PASSWORD@HOST:PORT/NAME" comes in from the command line, and its
 * parts go into fields of their own. The text is cut from the left: each
 * function reads one part and returns the rest.
 */
#include "redis_address.h"

#include "number.h"
#include "text.h"

#include <stdio.h>
#include <string.h>

enum { DEFAULT_PORT = 6379, HIGHEST_PORT = 65535 };

static Value bad_address(const char *why)
{
    return value_failure(
        UV_EINVAL, "the address of Redis, redis://HOST:PORT/NAME: %s", why);
}

/* Copies length bytes, and ends them. Returns whether they fit. */
static bool copy_word(char word[REDIS_WORD], const char *bytes, size_t length)
{
    if (length >= REDIS_WORD)
        return false;
    memcpy(word, bytes, length);
    word[length] = '\0';
    return true;
}

/* "USER:PASSWORD" or ":PASSWORD", still encoded. */
static bool read_login(const char *login, size_t length, RedisAddress *address)
{
    const char *colon = memchr(login, ':', length);
    size_t user = colon ? (size_t)(colon - login) : 0;

    if (!colon || length >= REDIS_WORD)
        return false;
    return text_percent_decode(login, user, address->user) >= 0 &&
           text_percent_decode(colon + 1, length - user - 1,
                               address->password) > 0;
}

static bool read_socket(const char *host, int port, RedisAddress *address)
{
    struct sockaddr_in *v4 = (struct sockaddr_in *)&address->socket;
    struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)&address->socket;

    if (strcmp(host, "localhost") == 0)
        host = "127.0.0.1";
    return uv_ip4_addr(host, port, v4) == 0 ||
           uv_ip6_addr(host, port, v6) == 0;
}

/* "HOST", "HOST:PORT" or "[HOST]:PORT", where HOST may have colons. */
static bool read_place(const char *place, size_t length, RedisAddress *address)
{
    char word[REDIS_WORD], *host = word, *digits = NULL;
    int port = DEFAULT_PORT;
    Value number;

    if (!copy_word(word, place, length))
        return false;
    if (*word == '[' && strchr(word, ']')) {
        host = word + 1;
        digits = strchr(word, ']');
        *digits++ = '\0';
        digits = *digits == ':' ? digits : NULL;
    } else {
        digits = strchr(word, ':');
    }
    if (digits) {
        *digits = '\0';
        number = number_read(digits + 1);
        port = failed(number) ? -1 : (int)as_int(number);
        value_free(number);
    }
    return port > 0 && port <= HIGHEST_PORT &&
           read_socket(host, port, address);
}

Value redis_address_parse(const char *text, RedisAddress *address)
{
    static const char scheme[] = "redis://";
    const char *place = text + strlen(scheme), *at, *slash;

    *address = (RedisAddress){0};
    if (strncmp(text, scheme, strlen(scheme)) != 0)
        return bad_address("it begins with redis://");
    at = strrchr(place, '@');
    if (at && !read_login(place, (size_t)(at - place), address))
        return bad_address("before the @ there is USER:PASSWORD");
    place = at ? at + 1 : place;
    slash = place + strcspn(place, "/");
    if (!read_place(place, (size_t)(slash - place), address))
        return bad_address("the host is an address in numbers, like "
                           "127.0.0.1, and the port 1 to 65535");
    if (*slash == '\0' || slash[1] == '\0' ||
        !copy_word(address->name, slash + 1, strlen(slash + 1)))
        return bad_address("after the port there is a / and a name, of 127 "
                           "bytes at most");
    snprintf(address->shown, sizeof address->shown, "%s%s", scheme, place);
    return value_none();
}
