#include "http_target.h"

#include "http_field.h"

#include <string.h>
#include <strings.h>

static const char scheme[] = "http://";

/* Returns what follows the host of "http://host/path?query". Where that has
   no path, the slash before the host serves as one. */
static char *cut_host(char *target)
{
    char *host = target + sizeof scheme - 1, *path, first;
    bool is_host;

    if (strncasecmp(target, scheme, sizeof scheme - 1) != 0)
        return NULL;
    path = host + strcspn(host, "/?");
    first = *path;
    *path = '\0';
    is_host = path > host && http_field_is_host(host);
    *path = first;
    if (!is_host)
        return NULL;
    if (first == '/')
        return path;
    memmove(host, path, strlen(path) + 1);
    return host - 1;
}

bool http_target_split(char *target, char **path, char **query)
{
    char *end = *target == '/' ? target : cut_host(target);

    *path = end;
    *query = NULL;
    if (!end)
        return false;
    while (*end != '\0' && *end != '?' && *end != '#')
        end++;
    if (*end == '?') {
        *end = '\0';
        *query = end + 1;
        return !strchr(*query, '#');
    }
    return *end == '\0';
}
