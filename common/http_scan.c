#include "http_scan.h"

#include "http_octets.h"

#include <string.h>

static bool is_method(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!http_octets_is(bytes[i], HTTP_OCTET_TOKEN))
            return false;
    return length > 0;
}

static bool is_version(const char *bytes, size_t length)
{
    return length == 8 && memcmp(bytes, "HTTP/", 5) == 0 && bytes[6] == '.' &&
           bytes[5] >= '0' && bytes[5] <= '9' &&
           bytes[7] >= '0' && bytes[7] <= '9';
}

/* METHOD, one space, TARGET, one space, VERSION. The target's own octets are
   left to llhttp. */
static HttpRefusal check_request_line(HttpScan *scan, const char *bytes,
                                      size_t end)
{
    const char *line = bytes + scan->start;
    const char *target = memchr(line, ' ', end - scan->start), *version;

    if (!target || !is_method(line, (size_t)(target - line)))
        return (HttpRefusal){400, "The method is no token."};
    target++;
    version = memchr(target, ' ', (size_t)(bytes + end - target));
    if (!version || version == target)
        return (HttpRefusal){400, "The request line is not a method, a "
                             "target and a version."};
    version++;
    if (!is_version(version, (size_t)(bytes + end - version)))
        return (HttpRefusal){400, "The request line does not end with a "
                             "version of HTTP."};
    if (version[5] != '1' || version[7] > '1')
        return (HttpRefusal){505, "This server speaks HTTP/1.1 and 1.0."};
    scan->target = (uint32_t)(target - bytes);
    scan->version = (uint32_t)(version - bytes);
    return (HttpRefusal){0};
}

static HttpRefusal too_long(const HttpScan *scan, size_t length,
                            const HttpLimits *limits)
{
    if (scan->lines == 0 && length - scan->start > limits->line_bytes)
        return (HttpRefusal){414, "The request line is too long."};
    if (length > limits->head_bytes)
        return (HttpRefusal){431, "The head is too long."};
    return (HttpRefusal){0};
}

/* The line ends, without its CR LF, at end. */
static HttpRefusal check_line(HttpScan *scan, const char *bytes, size_t end,
                              const HttpLimits *limits)
{
    HttpRefusal refusal = too_long(scan, end, limits);
    char first = bytes[scan->line];

    if (refusal.status != 0)
        return refusal;
    if (scan->lines == 0)
        return check_request_line(scan, bytes, end);
    if (scan->lines > limits->head_fields)
        return (HttpRefusal){431, "The head has too many fields."};
    if (!http_octets_is(first, HTTP_OCTET_TOKEN))
        return (HttpRefusal){400, "A line of the head has no name."};
    return (HttpRefusal){0};
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* llhttp 8.1 refuses a tab around a Content-Length, which is allowed. */
static void tabs_to_spaces(char *value, char *cr)
{
    while (is_blank(*value))
        *value++ = ' ';
    while (is_blank(cr[-1]))
        *--cr = ' ';
}

/* Tabs are rare: most often one look at all the fields finds none. */
static size_t end_head(const HttpScan *scan, char *bytes)
{
    char *line = bytes + scan->version, *end = bytes + scan->line;

    if (!memchr(line, '\t', (size_t)(end - line)))
        return scan->line;
    while (line < end) {
        char *lf = memchr(line, '\n', (size_t)(end - line));
        char *colon = memchr(line, ':', (size_t)(lf - line));

        if (colon)
            tabs_to_spaces(colon + 1, lf - 1);
        line = lf + 1;
    }
    return scan->line;
}

size_t http_scan(HttpScan *scan, char *bytes, size_t length,
                 const HttpLimits *limits, HttpRefusal *refusal)
{
    const char *lf;

    *refusal = (HttpRefusal){0};
    while ((lf = memchr(bytes + scan->seen, '\n', length - scan->seen))) {
        size_t end = (size_t)(lf - bytes);
        bool has_cr = end > scan->line && bytes[end - 1] == '\r';
        bool empty = end == scan->line + 1;

        if (!has_cr)
            *refusal = (HttpRefusal){400, "A line does not end with CR LF."};
        else if (!empty)
            *refusal = check_line(scan, bytes, end - 1, limits);
        scan->line = scan->seen = (uint32_t)end + 1;
        if (refusal->status != 0)
            return 0;
        if (!empty)
            scan->lines++;
        else if (scan->lines > 0)
            return end_head(scan, bytes);
        else
            scan->start = scan->line;
    }
    scan->seen = (uint32_t)length;
    *refusal = too_long(scan, length, limits);
    return 0;
}
