#include "charset.h"

#include "buffer.h"
#include "text.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <strings.h>
#include <uv.h>

static const char *const known[] = {
    "UTF-8",        "US-ASCII", "ISO-8859-1", "latin1",   "ISO-8859-15",
    "windows-1252", "UTF-16",   "UTF-16LE",   "UTF-16BE", NULL,
};

/* Where the value of a parameter begins, or NULL. */
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
    value += strspn(value, "\"");
    length = strcspn(value, "\"; \t");
    if (length >= CHARSET_SIZE)
        length = CHARSET_SIZE - 1;
    memcpy(name, value, length);
    name[length] = '\0';
    return length > 0;
}

static bool convert(iconv_t from, const char *bytes, size_t length,
                    Buffer *text)
{
    char *rest = (char *)bytes;

    while (length > 0) {
        char *to;
        size_t room, status;

        buffer_reserve(text, 2 * length + 8);
        to = text->bytes + text->length;
        room = text->room - text->length;
        status = iconv(from, &rest, &length, &to, &room);
        text->length = (size_t)(to - text->bytes);
        if (status == (size_t)-1 && errno != E2BIG)
            return false;
    }
    return true;
}

static bool convert_from(const char *charset, const char *bytes,
                         size_t length, Buffer *text)
{
    iconv_t from = iconv_open("UTF-8", charset);
    bool converted;

    if ((intptr_t)from == -1)
        return false;
    converted = convert(from, bytes, length, text);
    iconv_close(from);
    return converted;
}

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

static const char *find_known(const char *charset)
{
    const char *const *name = known;

    while (*name && strcasecmp(*name, charset) != 0)
        name++;
    return *name;
}

Value charset_decode(const char *charset, const char *bytes, size_t length)
{
    const char *name = find_known(charset);
    Buffer text = {0};
    Value value;

    if (!name)
        return value_failure(UV_EILSEQ, "the charset \"%s\" is not known",
                             charset);
    value = convert_from(name, bytes, length, &text) ? value_of(&text) :
            value_failure(UV_EILSEQ, "the text cannot be read as %s", name);
    buffer_free(&text);
    return value;
}
