/*
 * The target of a request: "/path?query", or a URL of http, or "*", between
 * the method and the version (RFC 9112 section 3.2).
 */
#ifndef HTTP_TARGET_H
#define HTTP_TARGET_H

#include <stdbool.h>
#include <stddef.h>

/* Whether these bytes, which are all of HTTP_CHAR_TARGET and at least one,
   are a target: "*" is one for OPTIONS only, and a URL has a host. */
bool http_target_is_valid(const char *target, size_t length, bool is_options);

/* Cuts a valid target, a C text, into its path and its query: *path, and
   *query or NULL, point into it. A URL without a path has the path "/"; that
   of "*" is "*". */
void http_target_split(char *target, char **path, char **query);

#endif
