#include "http_body.h"

#include "http_chars.h"

HttpBody http_body_of_length(uint64_t length)
{
    return (HttpBody){.left = length, .state = HTTP_BODY_LENGTH};
}

HttpBody http_body_of_chunks(void)
{
    return (HttpBody){.state = HTTP_BODY_SIZE_BEGIN};
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

static HttpRefusal add_digit(HttpBody *body, char c, const Buffer *content,
                             const HttpLimits *limits)
{
    int digit = hex_digit(c);

    if (digit < 0)
        return (HttpRefusal){400, "The length of a chunk is not a number."};
    body->left = body->left * 16 + (unsigned)digit;
    body->state = HTTP_BODY_SIZE;
    if (content->length + body->left > limits->body_bytes)
        return (HttpRefusal){413, "The body is too long."};
    return (HttpRefusal){0};
}

static HttpRefusal read_size(HttpBody *body, char c, const Buffer *content,
                             const HttpLimits *limits)
{
    if (c == '\r')
        body->state = HTTP_BODY_SIZE_LF;
    else if (c == ';')
        body->state = HTTP_BODY_EXTENSION;
    else if (c == ' ' || c == '\t')
        body->state = HTTP_BODY_SPACE;
    else
        return add_digit(body, c, content, limits);
    return (HttpRefusal){0};
}

static HttpRefusal read_space(HttpBody *body, char c)
{
    if (c == ';')
        body->state = HTTP_BODY_EXTENSION;
    else if (c != ' ' && c != '\t')
        return (HttpRefusal){400, "A space follows the length of a chunk."};
    return (HttpRefusal){0};
}

/* An extension, or the value of a field. */
static HttpRefusal read_text(HttpBody *body, char c, HttpBodyState after_cr)
{
    if (c == '\r')
        body->state = after_cr;
    else if (!http_chars_is(c, HTTP_CHAR_TEXT))
        return (HttpRefusal){400, "A control character is in the body's "
                                  "framing."};
    return (HttpRefusal){0};
}

static HttpRefusal read_exactly(HttpBody *body, char c, char wanted,
                                HttpBodyState next)
{
    if (c != wanted)
        return (HttpRefusal){400, "A line or a chunk does not end with "
                                  "CR LF."};
    body->state = next;
    return (HttpRefusal){0};
}

static HttpRefusal read_line(HttpBody *body, char c)
{
    if (c == '\r')
        body->state = HTTP_BODY_LAST_LF;
    else if (http_chars_is(c, HTTP_CHAR_TOKEN))
        body->state = HTTP_BODY_NAME;
    else
        return (HttpRefusal){400, "A line of the trailer has no name."};
    return (HttpRefusal){0};
}

static HttpRefusal read_name(HttpBody *body, char c)
{
    if (c == ':')
        body->state = HTTP_BODY_VALUE;
    else if (!http_chars_is(c, HTTP_CHAR_TOKEN))
        return (HttpRefusal){400, "A name in the trailer is not a token."};
    return (HttpRefusal){0};
}

static HttpRefusal read_octet(HttpBody *body, char c, const Buffer *content,
                              const HttpLimits *limits)
{
    switch (body->state) {
    case HTTP_BODY_SIZE_BEGIN:
        return add_digit(body, c, content, limits);
    case HTTP_BODY_SIZE:
        return read_size(body, c, content, limits);
    case HTTP_BODY_SPACE:
        return read_space(body, c);
    case HTTP_BODY_EXTENSION:
        return read_text(body, c, HTTP_BODY_SIZE_LF);
    case HTTP_BODY_SIZE_LF:
        return read_exactly(body, c, '\n',
                            body->left > 0 ? HTTP_BODY_CHUNK : HTTP_BODY_LINE);
    case HTTP_BODY_CHUNK_CR:
        return read_exactly(body, c, '\r', HTTP_BODY_CHUNK_LF);
    case HTTP_BODY_CHUNK_LF:
        return read_exactly(body, c, '\n', HTTP_BODY_SIZE_BEGIN);
    case HTTP_BODY_LINE:
        return read_line(body, c);
    case HTTP_BODY_NAME:
        return read_name(body, c);
    case HTTP_BODY_VALUE:
        return read_text(body, c, HTTP_BODY_VALUE_LF);
    case HTTP_BODY_VALUE_LF:
        return read_exactly(body, c, '\n', HTTP_BODY_LINE);
    default:
        return read_exactly(body, c, '\n', HTTP_BODY_DONE);
    }
}

/* What could go on for ever: zeros before a length, an extension, a trailer.
   All share one limit. A chunk's other framing is not counted, for a body
   may come in many small chunks. */
static bool is_extra(const HttpBody *body)
{
    return (body->state == HTTP_BODY_SIZE && body->left == 0) ||
           body->state == HTTP_BODY_SPACE ||
           body->state == HTTP_BODY_EXTENSION || body->state >= HTTP_BODY_LINE;
}

static HttpRefusal read_counted(HttpBody *body, char c, const Buffer *content,
                                const HttpLimits *limits)
{
    body->extra += is_extra(body);
    if (body->extra > limits->head_bytes)
        return (HttpRefusal){431, "The body's extensions and trailer are too "
                                  "long."};
    return read_octet(body, c, content, limits);
}

static bool in_content(const HttpBody *body)
{
    return body->state == HTTP_BODY_LENGTH || body->state == HTTP_BODY_CHUNK;
}

static size_t read_content(HttpBody *body, const char *bytes, size_t length,
                           Buffer *content)
{
    size_t used = body->left < length ? (size_t)body->left : length;

    buffer_reserve(content, used + 1);
    buffer_add(content, bytes, used);
    content->bytes[content->length] = '\0';
    body->left -= used;
    if (body->left == 0)
        body->state = body->state == HTTP_BODY_CHUNK ? HTTP_BODY_CHUNK_CR
                                                     : HTTP_BODY_DONE;
    return used;
}

HttpRefusal http_body_read(HttpBody *body, const char *bytes, size_t length,
                           Buffer *content, const HttpLimits *limits,
                           size_t *used)
{
    HttpRefusal refusal = {0};

    *used = 0;
    while (*used < length && !http_body_done(body) && refusal.status == 0) {
        if (in_content(body))
            *used +=
                read_content(body, bytes + *used, length - *used, content);
        else
            refusal = read_counted(body, bytes[(*used)++], content, limits);
    }
    return refusal;
}
