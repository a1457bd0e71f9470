/*
 * The server hands in the bytes that come after a head. Content is copied to
 * a buffer, in large moves; the rest, which is little, is read byte by byte:
 * there is a state for each place, and a function for each state. So no input
 * is kept, and a body may come in any pieces.
 */
#include "http_body.h"

#include "http_chars.h"
#include "http_extension.h"

static const HttpRefusal fine = {0};

HttpBody http_body_of_length(uint64_t length)
{
    return (HttpBody){.left = length, .state = HTTP_BODY_LENGTH};
}

HttpBody http_body_of_chunks(void)
{
    return (HttpBody){.state = HTTP_BODY_SIZE_BEGIN};
}

static HttpRefusal bad_body(const char *why)
{
    return (HttpRefusal){400, why};
}

static unsigned digit_value(char c)
{
    return c <= '9' ? (unsigned)(c - '0') : (unsigned)((c | 0x20) - 'a' + 10);
}

/* A sum could wrap: the limit may be SIZE_MAX. */
static bool is_too_long(const HttpBody *body, const Buffer *content,
                        const HttpLimits *limits)
{
    return content->length > limits->body_bytes ||
           body->left > limits->body_bytes - content->length;
}

/* The limit is checked at each digit, so that a length that is too long is
   refused before its end has come. */
static HttpRefusal add_digit(HttpBody *body, char c, const Buffer *content,
                             const HttpLimits *limits)
{
    bool fits = body->left <= UINT64_MAX / 16;

    if (!http_chars_is(c, HTTP_CHAR_HEX))
        return bad_body("The length of a chunk is not a number.");
    body->left = body->left * 16 + digit_value(c);
    body->state = HTTP_BODY_SIZE;
    if (!fits || is_too_long(body, content, limits))
        return (HttpRefusal){413, "The body is too long."};
    return fine;
}

/* An extension goes to the CR of its line; http_extension.c finds it. */
static HttpRefusal read_extension(HttpBody *body, char c)
{
    body->extension = http_extension_read(body->extension, c);
    if (body->extension == HTTP_EXTENSION_WRONG)
        return bad_body("A chunk's extensions are not names and values.");
    if (body->extension == HTTP_EXTENSION_DONE)
        body->state = HTTP_BODY_SIZE_LF;
    return fine;
}

/* After the first digit of a length: another one, or the end of it. */
static HttpRefusal read_size(HttpBody *body, char c, const Buffer *content,
                             const HttpLimits *limits)
{
    if (c == '\r') {
        body->state = HTTP_BODY_SIZE_LF;
        return fine;
    }
    if (c == ';' || c == ' ' || c == '\t') {
        body->state = HTTP_BODY_EXTENSION;
        body->extension = HTTP_EXTENSION_BEFORE;
        return read_extension(body, c);
    }
    return add_digit(body, c, content, limits);
}

/* At some places only one byte is right. */
static HttpRefusal read_exactly(HttpBody *body, char c, char wanted,
                                HttpBodyState next)
{
    if (c != wanted)
        return bad_body("A line or a chunk does not end with CR LF.");
    body->state = next;
    return fine;
}

/* A line of the trailer begins. An empty one ends the body. */
static HttpRefusal read_line(HttpBody *body, char c)
{
    if (c == '\r')
        body->state = HTTP_BODY_LAST_LF;
    else if (http_chars_is(c, HTTP_CHAR_TOKEN))
        body->state = HTTP_BODY_NAME;
    else
        return bad_body("A line of the trailer does not begin with a name.");
    return fine;
}

/* Names and values of the trailer are checked, but not kept: no handler may
   rely on fields that come so late. */
static HttpRefusal read_name(HttpBody *body, char c)
{
    if (c == ':')
        body->state = HTTP_BODY_VALUE;
    else if (!http_chars_is(c, HTTP_CHAR_TOKEN))
        return bad_body("The trailer has a byte that is not allowed there.");
    return fine;
}

static HttpRefusal read_value(HttpBody *body, char c)
{
    if (c == '\r')
        body->state = HTTP_BODY_VALUE_LF;
    else if (!http_chars_is(c, HTTP_CHAR_TEXT))
        return bad_body("The trailer has a byte that is not allowed there.");
    return fine;
}

/* A byte that does not belong to the content. */
static HttpRefusal read_byte(HttpBody *body, char c, const Buffer *content,
                             const HttpLimits *limits)
{
    switch (body->state) {
    case HTTP_BODY_SIZE_BEGIN:
        return add_digit(body, c, content, limits);
    case HTTP_BODY_SIZE:
        return read_size(body, c, content, limits);
    case HTTP_BODY_EXTENSION:
        return read_extension(body, c);
    case HTTP_BODY_SIZE_LF: /* the chunk of length 0 is the last one */
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
        return read_value(body, c);
    case HTTP_BODY_VALUE_LF:
        return read_exactly(body, c, '\n', HTTP_BODY_LINE);
    default: /* HTTP_BODY_LAST_LF */
        return read_exactly(body, c, '\n', HTTP_BODY_DONE);
    }
}

/* Whether the next byte belongs to what could go on for ever: zeros before a
   length, extensions, a trailer. All share one limit. A chunk's other framing
   is not counted, since a body may come in many small chunks. */
static bool is_extra(const HttpBody *body)
{
    return (body->state == HTTP_BODY_SIZE && body->left == 0) ||
           body->state == HTTP_BODY_EXTENSION || body->state >= HTTP_BODY_LINE;
}

static HttpRefusal read_counted(HttpBody *body, char c, const Buffer *content,
                                const HttpLimits *limits)
{
    body->extra += is_extra(body);
    if (body->extra > limits->head_bytes)
        return (HttpRefusal){431, "The body's extensions and trailer are too "
                                  "long."};
    return read_byte(body, c, content, limits);
}

static bool in_content(const HttpBody *body)
{
    return body->state == HTTP_BODY_LENGTH || body->state == HTTP_BODY_CHUNK;
}

/* A NUL after the content makes a C text of it, for request_body(); it is
   not a part of it, and the next piece overwrites it. */
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
    HttpRefusal refusal = fine;

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
