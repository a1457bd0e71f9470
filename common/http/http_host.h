/*
 * A host and perhaps a port, as a Host field and a URL have it:
 * "example.org", "127.0.0.1:8080", "[::1]:80" (RFC 9110 section 7.2).
 */
#ifndef HTTP_HOST_H
#define HTTP_HOST_H

#include <stdbool.h>
#include <stddef.h>

/* Whether these bytes are uri-host [ ":" port ] of RFC 3986 section 3.2.2. A
   name may be empty and have %XX, a port may have no digits: "", "a%2Db" and
   ":" are valid. */
bool http_host_is_valid(const char *text, size_t length);

#endif
