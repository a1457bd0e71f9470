/*
 * Text: UTF-8 from outside, made fit for the inside.
 *
 * The functions that return text hand it to keep(): it is lent to the
 * running callback, handler or coroutine until that ends (keep.h).
 */
#ifndef TEXT_H
#define TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* Text in upper case: the simple case mapping of Unicode, by the C library
   whatever the user's locale (e with acute becomes E with acute; a sharp s
   stays). Bytes that are not UTF-8 stay as they are. Stops the program if the
   system has no UTF-8 locale. */
const char *text_upper(const char *text);

/* Text with & < > " ' as entities, fit for HTML. */
const char *text_escape(const char *text);

/* The entity for a character that HTML does not take as it is, or NULL. */
const char *text_entity(char character);

/* Whether length bytes are well-formed UTF-8 (RFC 3629): no overlong form,
   no surrogate, nothing above U+10FFFF. */
bool text_is_utf8(const char *bytes, size_t length);

/* The number of characters (code points) of UTF-8 text. */
size_t text_length(const char *text);

/* Decodes %XX in length bytes of encoded into decoded, which has room for
   length + 1, and ends it with a NUL. Returns the decoded length, or
   UV_EINVAL for a bad escape, a NUL, or bytes that are not UTF-8. */
int text_percent_decode(const char *encoded, size_t length, char *decoded);

/* Text with all but RFC 3986's unreserved characters as %XX. */
const char *text_percent_encode(const char *text);

#endif
