/*
 * Text of the other side, in the encoding that its Content-Type names, made
 * UTF-8 by iconv(). response_body.c asks, when it knows the whole body. What
 * the C library takes for UTF-8 is checked once more, for it may be lax.
 */
#include "charset.h"

#include "buffer.h"
#include "charset_inside.h"
#include "text.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <strings.h>
#include <uv.h>

/* Returns the start of a parameter's value, or NULL. */
static const char *find_parameter(const char *list, const char *name)
{
    size_t length = strlen(name);

    while ((list = strchr(list, ';'))) {
        list += 1 + strspn(list + 1, " \t");
        if (strncasecmp(list, name, length) == 0 && list[length] == '=')
            return list + length + 1;
    }
    return NULL;
}

bool charset_name(const char *content_type, char name[CHARSET_SIZE])
{
    const char *value = NULL;
    size_t length;

    name[0] = '\0';
    if (content_type)
        value = find_parameter(content_type, "charset");
    if (!value)
        return false;
    value += strspn(value, "\"' \t");
    length = strcspn(value, "\"'; \t");
    if (length >= CHARSET_SIZE)
        length = CHARSET_SIZE - 1;
    memcpy(name, value, length);
    name[length] = '\0';
    return length > 0;
}

/* windows-1252 has five holes, which the Encoding Standard fills with the
   control characters of these numbers, as ISO-8859-1 has them. */
static bool fill_hole(const char *charset, char **rest, size_t *length,
                      Buffer *text)
{
    if (strcmp(charset, "CP1252") != 0 || *length == 0 ||
        !strchr("\x81\x8D\x8F\x90\x9D", **rest))
        return false;
    buffer_add(text, "\xC2", 1);
    buffer_add(text, (*rest)++, 1);
    --*length;
    return true;
}

/* One call of iconv(). Without input it writes the rest that it still holds.
   Returns false if the input cannot be read. */
static bool convert_some(iconv_t from, char **rest, size_t *length,
                         Buffer *text)
{
    char *to;
    size_t room, status;

    buffer_reserve(text, 2 * *length + 16);
    to = text->bytes + text->length;
    room = text->room - text->length;
    status = iconv(from, *length > 0 ? rest : NULL, length, &to, &room);
    text->length = (size_t)(to - text->bytes);
    return status != (size_t)-1 || errno == E2BIG;
}

/* iconv() stops at a byte that it cannot read. If that is a hole we fill it,
   and go on after it. */
static bool convert(iconv_t from, const char *charset, const char *bytes,
                    size_t length, Buffer *text)
{
    char *rest = (char *)bytes;

    while (length > 0)
        if (!convert_some(from, &rest, &length, text) &&
            !fill_hole(charset, &rest, &length, text))
            return false;
    return convert_some(from, &rest, &length, text);
}

static bool convert_from(const char *charset, const char *bytes, size_t length,
                         Buffer *text)
{
    iconv_t from = iconv_open("UTF-8", charset);
    bool converted;

    if ((intptr_t)from == -1)
        return false;
    converted = convert(from, charset, bytes, length, text);
    iconv_close(from);
    return converted;
}

/* Text ends with a NUL, so it cannot hold one. */
static Value value_of(Buffer *text)
{
    buffer_add(text, "", 1);
    if (strlen(text->bytes) + 1 < text->length)
        return value_failure(UV_EILSEQ, "there is a NUL in the text");
    /* A C library may take more for UTF-8 than RFC 3629 does. */
    if (!text_is_utf8(text->bytes, text->length))
        return value_failure(UV_EILSEQ, "the text is not UTF-8");
    return value_text(text->bytes);
}

Value charset_decode(const char *charset, const char *bytes, size_t length)
{
    const char *name = charset_iconv_name(charset);
    Buffer text = {0};
    Value value;

    if (!name)
        return value_failure(UV_EILSEQ, "the charset \"%s\" is not known",
                             charset);
    value =
        convert_from(name, bytes, length, &text)
            ? value_of(&text)
            : value_failure(UV_EILSEQ, "the text cannot be read as %s", name);
    buffer_free(&text);
    return value;
}
