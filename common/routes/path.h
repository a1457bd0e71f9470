/*
 * Path: what a request line asks for, on its way to the router.
 *
 * A path is split at its slashes first and decoded after: a%2Fb is one
 * segment. A split path is its decoded segments one behind the other, each
 * ended by a NUL, which no segment may contain: "/a/b%2Fc" is "a\0b/c\0",
 * and "/a/" is "a\0\0", for its last segment is empty.
 */
#ifndef PATH_H
#define PATH_H

/* Splits a path into room for strlen(path) octets. Returns the end of the
   last segment, or NULL for a path that does not begin with "/", a bad
   escape, a NUL or what is not UTF-8. */
char *path_split(const char *path, char *room);

/* The segment behind this one. */
char *path_next(const char *segment);

/* A path with every "//" merged into "/", and what may not stand in a URI
   (RFC 3986) encoded, fit for a Location; kept (keep.h). A browser cannot
   take it for another host's, as it would "//host" or "/\host". */
const char *path_canonical(const char *path);

#endif
