/*
 * UTF-8, and the characters of HTML. Text comes in as bytes that a client may
 * have sent; new text goes out, kept until the running handler ends (keep.h),
 * so that no caller has to free it. A character is decoded, changed by the C
 * library's tables, and encoded again; bytes that are not UTF-8 are never
 * guessed at. Percent-encoding is in text_percent.c.
 */
#include "text.h"

#include "die.h"
#include "keep.h"
#include "xmalloc.h"

#include <locale.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <wctype.h>

static char *keep_room(size_t size)
{
    char *room = xmalloc(size);

    keep_finally(free, room);
    return room;
}

/* The length in bytes of a character, by its first byte; 0 if no character
   begins like that. */
static size_t utf8_size(unsigned char first)
{
    if (first < 0x80)
        return 1;
    if (first < 0xc0 || first >= 0xf8)
        return 0;
    return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

/* Reads the character at the start of length bytes, 1 or more. Returns its
   length, or 0 if it is not UTF-8: cut short, too long a form (RFC 3629
   section 3), or half of a UTF-16 pair. */
static size_t utf8_decode(const char *bytes, size_t length,
                          uint32_t *character)
{
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *in = (const unsigned char *)bytes;
    size_t size = utf8_size(in[0]);

    if (size == 0 || size > length)
        return 0;
    *character = size == 1 ? in[0] : in[0] & (0x7fu >> size);
    for (size_t i = 1; i < size; i++) {
        if ((in[i] & 0xc0) != 0x80)
            return 0;
        *character = *character << 6 | (in[i] & 0x3f);
    }
    if (*character < smallest[size] || *character > 0x10ffff ||
        (*character >= 0xd800 && *character < 0xe000))
        return 0;
    return size;
}

/* The first byte says how many there are: 0xxxxxxx, 110xxxxx, 1110xxxx or
   11110xxx. Each further one, 10xxxxxx, has six bits of the character. Returns
   the end of what was written. */
static char *utf8_encode(uint32_t character, char *out)
{
    if (character < 0x80) {
        *out++ = (char)character;
    } else if (character < 0x800) {
        *out++ = (char)(0xc0 | character >> 6);
        *out++ = (char)(0x80 | (character & 0x3f));
    } else {
        if (character < 0x10000) {
            *out++ = (char)(0xe0 | character >> 12);
        } else {
            *out++ = (char)(0xf0 | character >> 18);
            *out++ = (char)(0x80 | (character >> 12 & 0x3f));
        }
        *out++ = (char)(0x80 | (character >> 6 & 0x3f));
        *out++ = (char)(0x80 | (character & 0x3f));
    }
    return out;
}

bool text_is_utf8(const char *bytes, size_t length)
{
    uint32_t character;

    while (length > 0) {
        size_t size = utf8_decode(bytes, length, &character);

        if (size == 0)
            return false;
        bytes += size;
        length -= size;
    }
    return true;
}

/* Counts the bytes that begin a character: all but 10xxxxxx. */
size_t text_length(const char *text)
{
    size_t length = 0;

    for (; *text; text++)
        length += (*text & 0xc0) != 0x80;
    return length;
}

/* A locale that knows Unicode's letters, for this file alone: the user's own
   may be "C", or Turkish, where the capital of i is another. */
static locale_t unicode(void)
{
    static const char *const names[] = {"C.UTF-8", "C.utf8", "en_US.UTF-8"};
    static locale_t locale;

    for (unsigned i = 0; !locale && i < sizeof names / sizeof *names; i++)
        locale = newlocale(LC_CTYPE_MASK, names[i], 0);
    if (!locale)
        die("text_upper: this system has neither of the locales C.UTF-8 and "
            "en_US.UTF-8, which know the capital letters");
    return locale;
}

const char *text_upper(const char *text)
{
    size_t left = strlen(text);
    /* Some capitals are longer than their small letters, none twice. */
    char *upper = keep_room(2 * left + 1), *out = upper;
    locale_t locale = unicode();

    while (left > 0) {
        uint32_t character;
        size_t size = utf8_decode(text, left, &character);

        /* A byte that is not UTF-8 is copied as it is. */
        if (size > 0)
            out = utf8_encode(towupper_l(character, locale), out);
        else
            *out++ = *text;
        text += size > 0 ? size : 1;
        left -= size > 0 ? size : 1;
    }
    *out = '\0';
    return upper;
}

const char *text_entity(char character)
{
    switch (character) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

const char *text_escape(const char *text)
{
    char *escaped = keep_room(strlen("&quot;") * strlen(text) + 1);
    char *out = escaped;

    for (; *text; text++) {
        const char *entity = text_entity(*text);

        if (entity)
            out = stpcpy(out, entity);
        else
            *out++ = *text;
    }
    *out = '\0';
    return escaped;
}
