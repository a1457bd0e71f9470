/*
 * http_lines.c hands in the first line of a head, as far as it has come, and
 * learns how much of it may be a request line. Between two calls only the
 * part is remembered: the bytes themselves show the beginnings of method and
 * target. A complete line is then asked what it wants: a version, a method
 * and a target that we know?
 */
#include "http_request_line.h"

#include "http_chars.h"
#include "http_target.h"

#include <llhttp.h>
#include <string.h>

static const HttpRefusal fine = {0};
static const HttpRefusal no_request_line = {
    400, "The request line is not a method, a target and a version."};

/* The end of the line, after the target; instead of a 1 it may have any
   digit. */
static const char version[] = "HTTP/1.1\r\n";

enum { VERSION_LENGTH = sizeof version - 1 };

/* Skips a word of that kind and the space after it. The byte that at is on
   comes after a space, or begins the line, only if the word is empty. */
static HttpRefusal read_word(HttpRequestPart *part, const char *line,
                             const char **at, const char *end, int kind)
{
    *at = http_chars_skip(*at, end, kind);
    if (*at == end)
        return fine;
    if (**at != ' ' || *at == line || (*at)[-1] == ' ')
        return no_request_line;
    ++*at;
    ++*part;
    return fine;
}

static bool fits_version(char c, char wanted)
{
    return c == wanted || (wanted == '1' && http_chars_is(c, HTTP_CHAR_DIGIT));
}

/* Most often all of it is there, and it is 1.1. */
static HttpRefusal read_version(HttpRequestPart *part, const char **at,
                                const char *end)
{
    if (*part == HTTP_REQUEST_VERSION && end - *at >= VERSION_LENGTH &&
        memcmp(*at, version, VERSION_LENGTH) == 0) {
        *part = HTTP_REQUEST_DONE;
        *at += VERSION_LENGTH;
    }
    for (; *at < end && *part < HTTP_REQUEST_DONE; ++*at, ++*part) {
        char wanted = version[*part - HTTP_REQUEST_VERSION];

        if (wanted == '\r' && **at == '\n')
            return (HttpRefusal){400, "A line does not end with CR LF."};
        if (!fits_version(**at, wanted))
            return no_request_line;
    }
    return fine;
}

/* Whether llhttp has the method in its list for HTTP, which ends with SOURCE;
   the methods of other protocols come after it. */
static bool is_known(const char *method, size_t length)
{
    for (unsigned i = HTTP_DELETE; i <= HTTP_SOURCE; i++) {
        const char *known = llhttp_method_name((llhttp_method_t)i);

        if (*known == *method && strncmp(known, method, length) == 0 &&
            known[length] == '\0')
            return true;
    }
    return false;
}

/* The form of the line is right. Is it for us? CONNECT would be a tunnel, and
   TRACE would send the request back, with all secrets in it. */
static HttpRefusal check_line(const char *line, const char *end)
{
    const char *space = http_chars_skip(line, end, HTTP_CHAR_TOKEN);
    const char *target = space + 1, *target_end = end - VERSION_LENGTH - 1;
    bool is_options = memcmp(line, "OPTIONS ", 8) == 0;

    if (end[-5] != '1' || end[-3] > '1')
        return (HttpRefusal){505, "This server speaks HTTP/1.1 and 1.0."};
    if (memcmp(line, "CONNECT ", 8) == 0 || memcmp(line, "TRACE ", 6) == 0)
        return (HttpRefusal){501, "CONNECT and TRACE are not supported."};
    if (!is_known(line, (size_t)(space - line)))
        return (HttpRefusal){501, "This server does not know the method."};
    if (!http_target_is_valid(target, (size_t)(target_end - target),
                              is_options))
        return (HttpRefusal){400, "The target is neither a path nor an "
                                  "http URL."};
    return fine;
}

HttpRefusal http_request_line_read(HttpRequestPart *part, const char *line,
                                   const char **at, const char *end)
{
    HttpRefusal refusal = fine;

    if (*part == HTTP_REQUEST_METHOD)
        refusal = read_word(part, line, at, end, HTTP_CHAR_TOKEN);
    if (*part == HTTP_REQUEST_TARGET)
        refusal = read_word(part, line, at, end, HTTP_CHAR_TARGET);
    if (*part >= HTTP_REQUEST_VERSION)
        refusal = read_version(part, at, end);
    if (refusal.status == 0 && *part == HTTP_REQUEST_DONE)
        refusal = check_line(line, *at);
    return refusal;
}

void http_request_line_cut(char *line, char *end, char **target)
{
    char *space = strchr(line, ' ');

    *space = '\0';
    end[-VERSION_LENGTH - 1] = '\0';
    *target = space + 1;
}
