/*
 * Each time that more of a head has come, the server hands in all of it, from
 * its first byte. The request line is read byte by byte (http_request_line.h);
 * of a field we only look at the first byte and at the end of its line, since
 * llhttp will read it anyway. Nothing after the limits is looked at, so that a
 * head which is too long and has a mistake gets the same answer in whatever
 * pieces it comes.
 */
#include "http_lines.h"

#include "http_chars.h"
#include "http_request_line.h"

#include <string.h>

static const HttpRefusal fine = {0};
static const HttpRefusal no_crlf = {400, "A line does not end with CR LF."};
static const HttpRefusal no_name = {
    400, "A line of the head does not begin with a name."};
static const HttpRefusal line_too_long = {414,
                                          "The request line is too long."};
static const HttpRefusal too_long = {431, "The head is too long."};

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

/* Tabs are rare: most often one search through all the fields finds none. */
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

/* Skips the empty lines before a request line. Returns whether the line has
   begun: a CR that came last may be the beginning of another empty one. */
static bool skip_empty_lines(HttpLines *lines, const char *bytes,
                             size_t length)
{
    const char *at = bytes + lines->start, *end = bytes + length;

    while (end - at >= 2 && at[0] == '\r' && at[1] == '\n')
        at += 2;
    lines->start = lines->line = lines->seen = (uint32_t)(at - bytes);
    return end - at >= 2 || (end - at == 1 && *at != '\r');
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Both limits hold for the first line; more of it than the smaller one is not
   looked at. */
static HttpRefusal read_first_line(HttpLines *lines, const char *bytes,
                                   size_t length, const HttpLimits *limits)
{
    const char *line = bytes + lines->line, *at = bytes + lines->seen;
    size_t come = length - lines->line;
    size_t most = smaller(limits->line_bytes, limits->head_bytes);
    HttpRequestPart part = lines->part;
    HttpRefusal refusal =
        http_request_line_read(&part, line, &at, line + smaller(come, most));

    /* part is a bit-field, which has no address */
    lines->part = part;
    lines->seen = (uint32_t)(at - bytes);
    if (part == HTTP_REQUEST_DONE) {
        lines->fields = lines->line = lines->seen;
        lines->lines = 1;
    } else if (refusal.status == 0 && come > most) {
        return most == limits->line_bytes ? line_too_long : too_long;
    }
    return refusal;
}

/* A line after the request line has ended, at lf. */
static HttpRefusal check_field(HttpLines *lines, const char *line,
                               const char *lf, const HttpLimits *limits)
{
    if (lf[-1] != '\r')
        return no_crlf;
    if (lf == line + 1)
        return fine;
    if (!http_chars_is(*line, HTTP_CHAR_TOKEN))
        return no_name;
    if (lines->lines > limits->head_fields)
        return (HttpRefusal){431, "The head has too many fields."};
    lines->lines++;
    return fine;
}

/* Looks at the lines after the request line, up to the empty one. */
static HttpRefusal find_end(HttpLines *lines, char *bytes, size_t length,
                            const HttpLimits *limits, size_t *end)
{
    size_t come = length - lines->start;
    char *last = bytes + lines->start + smaller(come, limits->head_bytes);
    char *at = bytes + lines->seen, *lf;

    while ((lf = memchr(at, '\n', (size_t)(last - at)))) {
        char *line = bytes + lines->line;
        HttpRefusal refusal = check_field(lines, line, lf, limits);

        if (refusal.status != 0)
            return refusal;
        at = lf + 1;
        lines->line = lines->seen = (uint32_t)(at - bytes);
        if (lf == line + 1) {
            replace_tabs(bytes + lines->fields, line);
            *end = lines->line;
            return fine;
        }
    }
    lines->seen = (uint32_t)(last - bytes);
    return come > limits->head_bytes ? too_long : fine;
}

HttpRefusal http_lines_read(HttpLines *lines, char *bytes, size_t length,
                            const HttpLimits *limits, size_t *end)
{
    HttpRefusal refusal = fine;

    *end = 0;
    if (length > HTTP_LINES_MOST)
        return too_long;
    if (lines->seen == lines->start && !skip_empty_lines(lines, bytes, length))
        return fine;
    if (lines->fields == 0)
        refusal = read_first_line(lines, bytes, length, limits);
    if (refusal.status == 0 && lines->fields > 0)
        refusal = find_end(lines, bytes, length, limits, end);
    return refusal;
}
