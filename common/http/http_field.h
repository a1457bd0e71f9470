/*
 * Fields of a head: what may be a name and a value, and lists of tokens.
 */
#ifndef HTTP_FIELD_H
#define HTTP_FIELD_H

#include <stdbool.h>

/* How many times a list such as "close, Upgrade" has the token, in any
   case. */
unsigned http_field_count(const char *list, const char *token);

/* Whether this may be a field's name, a token, and a field's value, without
   control characters (RFC 9110 section 5). */
bool http_field_is_name(const char *name);
bool http_field_is_value(const char *value);

#endif
