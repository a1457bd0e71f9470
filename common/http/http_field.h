/*
 * Fields of a head: their names, their values, and values that are lists.
 */
#ifndef HTTP_FIELD_H
#define HTTP_FIELD_H

#include <stdbool.h>

/* Counts how many times a list such as "close, Upgrade" has the token, in any
   case. */
unsigned http_field_count(const char *list, const char *token);

/* Whether a field may have this name: it must be a token (RFC 9110 section
   5.1). */
bool http_field_is_name(const char *name);

/* Whether a field may have this value: it must not have control characters
   other than tabs (section 5.5). */
bool http_field_is_value(const char *value);

#endif
