/*
 * Charset: text that came in another encoding, made UTF-8.
 *
 * Only the encodings that the web still uses are taken: the C library knows
 * hundreds, and which of them is used is for the other side to say.
 */
#ifndef CHARSET_H
#define CHARSET_H

#include "value.h"

enum { CHARSET_SIZE = 32 };

/* Copies the charset parameter of a Content-Type, which may be NULL, to
   name. Returns false, and name is empty, if there is none (RFC 9110 section
   8.3.2); one that is too long is cut. */
bool charset_name(const char *content_type, char name[CHARSET_SIZE]);

/* Turns length octets in this charset into text. Fails with UV_EILSEQ where
   they are not in it, hold a NUL, or nothing is known of the charset. */
Value charset_decode(const char *charset, const char *bytes, size_t length);

#endif
