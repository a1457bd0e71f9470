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
static bool end_line(HttpLines *lines, uint32_t next)
{
    bool empty = next == lines->line + 2;

    lines->line = next;
    if (!empty && lines->lines++ == 0)
        lines->fields = next;
    if (empty && lines->lines == 0)
        lines->start = next;
    return empty && lines->lines > 0;
}

static HttpRefusal check_lengths(const HttpLines *lines,
                                 const HttpLimits *limits)
{
    uint32_t request_line = lines->fields ? lines->fields : lines->seen;

    if (request_line - lines->start > limits->line_bytes)
        return (HttpRefusal){414, "The request line is too long."};
    if (lines->seen > limits->head_bytes)
        return (HttpRefusal){431, "The head is too long."};
    if (lines->lines > limits->head_fields + 1)
        return (HttpRefusal){431, "The head has too many fields."};
    return (HttpRefusal){0};
}

HttpRefusal http_lines_read(HttpLines *lines, char *bytes, size_t length,
                            const HttpLimits *limits, size_t *end)
{
    char *at = bytes + lines->seen, *last = bytes + length, *lf;
    HttpRefusal refusal;
    bool ended = false;

    *end = 0;
    while (!ended && (lf = memchr(at, '\n', (size_t)(last - at)))) {
        const char *line = bytes + lines->line;

        if (lf == line || lf[-1] != '\r')
            return no_crlf;
        if (lf > line + 1 && !http_chars_is(*line, HTTP_CHAR_TOKEN))
            return no_name;
        at = lf + 1;
        ended = end_line(lines, (uint32_t)(at - bytes));
    }
    lines->seen = ended ? lines->line : (uint32_t)length;
    refusal = check_lengths(lines, limits);
    if (!ended || refusal.status != 0)
        return refusal;
    replace_tabs(bytes + lines->fields, at);
    *end = lines->line;
    return refusal;
}
