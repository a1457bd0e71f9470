/*
 * What stands in a field of a head: lists of tokens, a Host.
 */
#ifndef HTTP_FIELD_H
#define HTTP_FIELD_H

#include <stdbool.h>

/* Whether a list such as "close, Upgrade" has the token, in any case. */
bool http_field_has(const char *list, const char *token);

/* Whether this is a host and perhaps a port: "example.org", "[::1]:8080",
   or nothing at all (RFC 9110 section 7.2). */
bool http_field_is_host(const char *value);

/* Whether this may be a field's name, a token, and a field's value, without
   control characters (RFC 9110 section 5). */
bool http_field_is_name(const char *name);
bool http_field_is_value(const char *value);

#endif
