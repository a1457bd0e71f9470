/*
 * Percent-encoding (RFC 3986 section 2.1): of a path or a query that a client
 * has sent, and of names and values that we put into a URL. The decoder writes
 * to room of its caller; the encoder makes new text, as text.c does.
 */
#include "text.h"

#include "keep.h"
#include "xmalloc.h"

#include <stdlib.h>
#include <string.h>
#include <uv.h>

static int hex_digit(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    if (digit >= 'a' && digit <= 'f')
        return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F')
        return digit - 'A' + 10;
    return -1;
}

/* The byte that the %XX at the start of length bytes means, or 0, which
   is none that may come so. */
static int escaped_byte(const char *escape, size_t length)
{
    int high = length > 2 ? hex_digit(escape[1]) : -1;
    int low = length > 2 ? hex_digit(escape[2]) : -1;

    return high < 0 || low < 0 ? 0 : high * 16 + low;
}

/* A text ends at its first '\0', so an encoded one is refused. The usual case,
   plain ASCII, is UTF-8 without a second look. The text never becomes
   longer. */
int text_percent_decode(const char *encoded, size_t length, char *decoded)
{
    char *out = decoded;
    bool ascii = true;

    for (size_t i = 0; i < length; i++) {
        int byte = (unsigned char)encoded[i];

        if (byte == '%') {
            byte = escaped_byte(encoded + i, length - i);
            i += 2;
        }
        if (byte == 0)
            return UV_EINVAL;
        ascii = ascii && byte < 0x80;
        *out++ = (char)byte;
    }
    *out = '\0';
    if (!ascii && !text_is_utf8(decoded, (size_t)(out - decoded)))
        return UV_EINVAL;
    return (int)(out - decoded);
}

/* RFC 3986 section 2.3. */
static bool is_unreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || strchr("-._~", c);
}

const char *text_percent_encode(const char *text)
{
    static const char digits[] = "0123456789ABCDEF";
    char *encoded = xmalloc(3 * strlen(text) + 1), *out = encoded;

    for (; *text; text++) {
        unsigned char byte = (unsigned char)*text;

        if (is_unreserved(*text)) {
            *out++ = *text;
        } else {
            *out++ = '%';
            *out++ = digits[byte / 16];
            *out++ = digits[byte % 16];
        }
    }
    *out = '\0';
    keep_finally(free, encoded);
    return encoded;
}
