/*
 * Kinds of bytes, by the grammar of HTTP: which ones a name, a value, a
 * target or a host may have.
 */
#ifndef HTTP_CHARS_H
#define HTTP_CHARS_H

#include <stdbool.h>

/* A byte may be of several kinds. */
enum {
    HTTP_CHAR_TOKEN = 1,  /* methods and names: RFC 9110 section 5.6.2 */
    HTTP_CHAR_TEXT = 2,   /* values: tabs, and no other control characters */
    HTTP_CHAR_TARGET = 4, /* targets: printable ASCII without space and # */
    HTTP_CHAR_HOST = 8,   /* names of hosts, which may have %XX as well */
    HTTP_CHAR_DIGIT = 16, /* 0 to 9 */
    HTTP_CHAR_HEX = 32    /* 0 to 9, a to f, A to F */
};

extern const unsigned char http_chars[256];

static inline bool http_chars_is(char c, int kind)
{
    return http_chars[(unsigned char)c] & kind;
}

/* Skips the bytes of that kind from at on, up to end; returns the next one. */
static inline const char *http_chars_skip(const char *at, const char *end,
                                          int kind)
{
    while (at < end && http_chars_is(*at, kind))
        at++;
    return at;
}

#endif
