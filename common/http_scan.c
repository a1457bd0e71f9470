#include "http_scan.h"

#include <stdbool.h>
#include <string.h>

/* A line has ended, and the next one begins. Returns whether it was the empty
   line behind the fields. */
static bool end_line(HttpScan *scan, uint32_t next)
{
    bool empty = next == scan->line + 2;

    scan->line = next;
    if (!empty && scan->lines++ == 0)
        scan->fields = next;
    if (empty && scan->lines == 0)
        scan->start = next;
    return empty && scan->lines > 0;
}

static HttpRefusal check_lengths(const HttpScan *scan,
                                 const HttpLimits *limits)
{
    uint32_t request_line = scan->fields ? scan->fields : scan->seen;

    if (request_line - scan->start > limits->line_bytes)
        return (HttpRefusal){414, "The request line is too long."};
    if (scan->seen > limits->head_bytes)
        return (HttpRefusal){431, "The head is too long."};
    if (scan->lines > limits->head_fields + 1)
        return (HttpRefusal){431, "The head has too many fields."};
    return (HttpRefusal){0};
}

size_t http_scan(HttpScan *scan, const char *bytes, size_t length,
                 const HttpLimits *limits, HttpRefusal *refusal)
{
    const char *at = bytes + scan->seen, *end = bytes + length, *lf;
    bool ended = false;

    while (!ended && (lf = memchr(at, '\n', (size_t)(end - at)))) {
        if (lf == bytes + scan->line || lf[-1] != '\r') {
            *refusal = (HttpRefusal){400, "A line does not end with CR LF."};
            return 0;
        }
        at = lf + 1;
        ended = end_line(scan, (uint32_t)(at - bytes));
    }
    scan->seen = ended ? scan->line : (uint32_t)length;
    *refusal = check_lengths(scan, limits);
    return ended && refusal->status == 0 ? scan->line : 0;
}
