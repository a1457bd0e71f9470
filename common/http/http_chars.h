/*
 * Which byte may stand where, by the grammar of HTTP.
 */
#ifndef HTTP_CHARS_H
#define HTTP_CHARS_H

#include <stdbool.h>

/* A byte may be of several kinds. */
enum {
    HTTP_CHAR_TOKEN = 1, /* a method, a field's name: RFC 9110 section 5.6.2 */
    HTTP_CHAR_TEXT = 2,  /* a field's value: all but control characters */
    HTTP_CHAR_TARGET = 4, /* a target: what can be seen of ASCII, but no # */
    HTTP_CHAR_HOST = 8,   /* a host's name, which may have %XX too */
    HTTP_CHAR_DIGIT = 16, /* 0 to 9 */
    HTTP_CHAR_HEX = 32    /* 0 to 9, a to f, A to F */
};

extern const unsigned char http_chars[256];

static inline bool http_chars_is(char c, int kind)
{
    return http_chars[(unsigned char)c] & kind;
}

/* Skips the bytes of that kind from at on, but not past end. */
static inline const char *http_chars_skip(const char *at, const char *end,
                                          int kind)
{
    while (at < end && http_chars_is(*at, kind))
        at++;
    return at;
}

#endif
