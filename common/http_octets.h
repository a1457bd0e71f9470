/*
 * What an octet may be part of (RFC 9110 sections 5.5, 5.6.2 and 7.2).
 */
#ifndef HTTP_OCTETS_H
#define HTTP_OCTETS_H

#include <stdbool.h>
#include <stddef.h>

enum {
    HTTP_OCTET_TOKEN = 1,   /* a method, or the name of a field */
    HTTP_OCTET_TEXT = 2,    /* the value of a field: no control characters */
    HTTP_OCTET_HOST = 4,    /* a host's name */
    HTTP_OCTET_ADDRESS = 8  /* a host's address, between [ and ] */
};

extern const unsigned char http_octets[256];

static inline bool http_octets_is(char c, int kind)
{
    return http_octets[(unsigned char)c] & kind;
}

/* How many octets at the beginning of a C text are of that kind. */
static inline size_t http_octets_count(const char *text, int kind)
{
    size_t count = 0;

    while (http_octets_is(text[count], kind))
        count++;
    return count;
}

#endif
