/*
 * A target comes here twice. http_request_line.c asks whether it is valid, as
 * soon as it is there; http_head.c, which has the whole head by then, wants
 * the path and the query. Nearly every target begins with a slash, and then
 * nothing is left to check: its bytes are of the right kind, and "#" is not.
 */
#include "http_target.h"

#include "http_host.h"

#include <string.h>
#include <strings.h>

static const char scheme[] = "http://";

enum { SCHEME_LENGTH = sizeof scheme - 1 };

/* The host of a URL ends before its path or its query. It must not be empty
   (RFC 9110 section 4.2.1), not even before a port; and a user with an "@",
   which would come before it, is not valid either (section 4.2.4). */
static bool is_url(const char *target, size_t length)
{
    const char *host = target + SCHEME_LENGTH, *end = host;

    if (length < SCHEME_LENGTH ||
        strncasecmp(target, scheme, SCHEME_LENGTH) != 0)
        return false;
    while (end < target + length && *end != '/' && *end != '?')
        end++;
    return end > host && *host != ':' &&
           http_host_is_valid(host, (size_t)(end - host));
}

bool http_target_is_valid(const char *target, size_t length, bool is_options)
{
    if (*target == '/')
        return true;
    if (*target == '*')
        return is_options && length == 1;
    return is_url(target, length);
}

/* Returns the path and query of a URL. If the URL has no path, what comes
   after the host moves to the front, and the slash before it serves as the
   path: "http://a?b" becomes "http:/" and "/?b". */
static char *cut_host(char *target)
{
    char *host = target + SCHEME_LENGTH;
    char *path = host + strcspn(host, "/?");

    if (*path == '/')
        return path;
    memmove(host, path, strlen(path) + 1);
    return host - 1;
}

void http_target_split(char *target, char **path, char **query)
{
    char *mark;

    *path = *target == '/' || *target == '*' ? target : cut_host(target);
    mark = strchr(*path, '?');
    *query = mark ? mark + 1 : NULL;
    if (mark)
        *mark = '\0';
}
