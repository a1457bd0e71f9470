/*
 * What an octet may be part of (RFC 9110 sections 5.5, 5.6.2 and 7.2).
 */
#ifndef HTTP_CHARS_H
#define HTTP_CHARS_H

#include <stdbool.h>

enum {
    HTTP_CHAR_TOKEN = 1,  /* a method, or the name of a field */
    HTTP_CHAR_TEXT = 2,   /* the value of a field: no control characters */
    HTTP_CHAR_HOST = 4,   /* a host's name */
    HTTP_CHAR_ADDRESS = 8 /* a host's address, between [ and ] */
};

extern const unsigned char http_chars[256];

static inline bool http_chars_is(char c, int kind)
{
    return http_chars[(unsigned char)c] & kind;
}

/* What follows the octets of that kind at the beginning of a C text. */
static inline const char *http_chars_skip(const char *text, int kind)
{
    while (http_chars_is(*text, kind))
        text++;
    return text;
}

#endif
