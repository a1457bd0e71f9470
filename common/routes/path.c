/*
 * A path comes from the request line as it was sent, and goes to
 * router_match.c as decoded segments, or back to the client in a Location.
 * The order is what counts: a slash that is decoded first would make two
 * segments of one.
 */
#include "path.h"

#include "keep.h"
#include "text.h"
#include "xmalloc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *path_split(const char *path, char *room)
{
    if (*path != '/')
        return NULL;
    do {
        size_t length = strcspn(++path, "/");
        /* This also checks the UTF-8, so a character cannot reach over a
           slash. */
        int decoded = text_percent_decode(path, length, room);

        if (decoded < 0)
            return NULL;
        room += decoded + 1;
        path += length;
    } while (*path);
    return room;
}

char *path_next(const char *segment)
{
    return (char *)segment + strlen(segment) + 1;
}

/* An "%" is left alone: it begins an escape, which path_split() has read. */
static bool is_allowed(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || strchr("-._~!$&'()*+,;=:@%/", c);
}

const char *path_canonical(const char *path)
{
    /* %XX is the longest that a byte can become. */
    char *canonical = xmalloc(3 * strlen(path) + 1), *out = canonical;
    Value kept;

    for (; *path; path++) {
        if (path[0] == '/' && path[1] == '/')
            continue; /* the last slash of a row stays */
        if (is_allowed(*path))
            *out++ = *path;
        else
            out += sprintf(out, "%%%02X", (unsigned char)*path);
    }
    *out = '\0';
    kept = keep(value_text(canonical));
    free(canonical);
    return as_text(kept);
}
