#include "http_scan.h"

#include <stdbool.h>
#include <string.h>

static bool is_alphanumeric(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9');
}

/* A method is a token (RFC 9110 section 5.6.2). */
static bool is_token(const char *bytes, size_t length)
{
    static const char others[] = "!#$%&'*+-.^_`|~";

    for (size_t i = 0; i < length; i++)
        if (!is_alphanumeric(bytes[i]) &&
            !memchr(others, bytes[i], sizeof others - 1))
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
static HttpRefusal check_request_line(const char *line, size_t length)
{
    const char *end = line + length;
    const char *target = memchr(line, ' ', length), *version;

    if (!target || !is_token(line, (size_t)(target - line)))
        return (HttpRefusal){400, "The method is no token."};
    target++;
    version = memchr(target, ' ', (size_t)(end - target));
    if (!version || version == target)
        return (HttpRefusal){400, "The request line is not a method, a "
                             "target and a version."};
    version++;
    if (!is_version(version, (size_t)(end - version)))
        return (HttpRefusal){400, "The request line does not end with a "
                             "version of HTTP."};
    if (version[5] != '1' || version[7] > '1')
        return (HttpRefusal){505, "This server speaks HTTP/1.1 and 1.0."};
    return (HttpRefusal){0};
}

/* llhttp 8.1 refuses a tab before a Content-Length, which is allowed. */
static void tabs_to_spaces(char *value, char *end)
{
    while (value < end && (*value == ' ' || *value == '\t'))
        *value++ = ' ';
    while (end > value && (end[-1] == ' ' || end[-1] == '\t'))
        *--end = ' ';
}

static HttpRefusal check_field(char *line, size_t length)
{
    char *colon = memchr(line, ':', length);

    if (*line == ' ' || *line == '\t')
        return (HttpRefusal){400, "A line of the head begins with a space."};
    if (!colon || colon == line)
        return (HttpRefusal){400, "A line of the head has no name."};
    tabs_to_spaces(colon + 1, line + length);
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

/* Line is one without its CR LF, of which scan has counted those before. */
static HttpRefusal check_line(const HttpScan *scan, char *line, size_t length,
                              const HttpLimits *limits)
{
    HttpRefusal refusal = too_long(scan, scan->seen, limits);

    if (refusal.status != 0)
        return refusal;
    if (scan->lines == 0)
        return check_request_line(line, length);
    if (scan->lines > limits->head_fields)
        return (HttpRefusal){431, "The head has too many fields."};
    return check_field(line, length);
}

size_t http_scan(HttpScan *scan, char *bytes, size_t length,
                 const HttpLimits *limits, HttpRefusal *refusal)
{
    char *lf;

    while ((lf = memchr(bytes + scan->seen, '\n', length - scan->seen))) {
        char *line = bytes + scan->line;
        size_t with_cr = (size_t)(lf - line);
        char *cr = memchr(line, '\r', with_cr);

        scan->line = scan->seen = (uint32_t)(lf + 1 - bytes);
        if (!cr || cr + 1 != lf)
            *refusal = (HttpRefusal){400, "A line does not end with CR LF."};
        else if (with_cr > 1)
            *refusal = check_line(scan, line, with_cr - 1, limits);
        else if (scan->lines > 0)
            return scan->line;
        else
            scan->start = scan->line;
        if (refusal->status != 0)
            return 0;
        scan->lines += with_cr > 1;
    }
    scan->seen = (uint32_t)length;
    *refusal = too_long(scan, length, limits);
    return 0;
}
