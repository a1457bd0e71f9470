#include "http_lines.h"

#include "http_chars.h"

#include <string.h>

static const HttpRefusal no_crlf = {400, "A line does not end with CR LF."};
static const HttpRefusal no_name = {
    400, "A line of the head does not begin with a name."};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* llhttp 8.1 refuses a tab around a Content-Length, which is allowed. */
static void tabs_to_spaces(char *line, char *cr)
{
    char *value = memchr(line, ':', (size_t)(cr - line));

    if (!value)
        return;
    while (is_blank(*++value))
        *value = ' ';
    while (is_blank(*--cr))
        *cr = ' ';
}

/* Tabs are rare: most often one look at all the fields finds none. */
static void replace_tabs(char *line, char *end)
{
    if (!memchr(line, '\t', (size_t)(end - line)))
        return;
    while (line < end) {
        char *lf = memchr(line, '\n', (size_t)(end - line));

        tabs_to_spaces(line, lf - 1);
        line = lf + 1;
    }
}

/* A line has ended, and the next one begins. Returns whether it was the empty
   line behind the fields. */
static bool end_line(HttpLines *scan, uint32_t next)
{
    bool empty = next == scan->line + 2;

    scan->line = next;
    if (!empty && scan->lines++ == 0)
        scan->fields = next;
    if (empty && scan->lines == 0)
        scan->start = next;
    return empty && scan->lines > 0;
}

static HttpRefusal check_lengths(const HttpLines *scan,
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

size_t http_lines(HttpLines *scan, char *bytes, size_t length,
                 const HttpLimits *limits, HttpRefusal *refusal)
{
    char *at = bytes + scan->seen, *end = bytes + length, *lf;
    bool ended = false;

    *refusal = (HttpRefusal){0};
    while (!ended && (lf = memchr(at, '\n', (size_t)(end - at)))) {
        const char *line = bytes + scan->line;

        if (lf == line || lf[-1] != '\r')
            *refusal = no_crlf;
        else if (lf > line + 1 && !http_chars_is(*line, HTTP_CHAR_TOKEN))
            *refusal = no_name;
        if (refusal->status != 0)
            return 0;
        at = lf + 1;
        ended = end_line(scan, (uint32_t)(at - bytes));
    }
    scan->seen = ended ? scan->line : (uint32_t)length;
    *refusal = check_lengths(scan, limits);
    if (!ended || refusal->status != 0)
        return 0;
    replace_tabs(bytes + scan->fields, at);
    return scan->line;
}
