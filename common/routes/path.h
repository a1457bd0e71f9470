/*
 * Path: the path of a request line, on its way to the router.
 *
 * A path is split at its slashes first and decoded after that: a%2Fb is one
 * segment. A split path is its decoded segments one after the other, each
 * with a NUL at its end, which no segment may contain: "/a/b%2Fc" becomes
 * "a\0b/c\0", and "/a/" becomes "a\0\0", since its last segment is empty.
 */
#ifndef PATH_H
#define PATH_H

/* Splits a path into room, of strlen(path) bytes. Returns the end of the last
   segment; or NULL for a path that does not begin with "/", or has a bad
   escape, a NUL, or bytes that are not UTF-8. */
char *path_split(const char *path, char *room);

/* Returns the segment after this one. */
char *path_next(const char *segment);

/* Returns the path, fit for a Location, and kept (keep.h): every "//" is
   merged into "/", and a byte that RFC 3986 does not allow in a path is
   encoded. So no browser takes it for the path of another host, as it would
   "//host" or "/\host". */
const char *path_canonical(const char *path);

#endif
