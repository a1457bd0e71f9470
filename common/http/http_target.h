/*
 * The target of a request: what stands between method and version.
 */
#ifndef HTTP_TARGET_H
#define HTTP_TARGET_H

#include <stdbool.h>

/* Leaves the path and the query of a target, which is a path or a URL of
   http (RFC 9112 section 3.2): *path, and *query or NULL, point into target,
   which is changed. Returns false if it is neither, or has a fragment. */
bool http_target_split(char *target, char **path, char **query);

#endif
