/*
 * Charset: text that came in another encoding, made UTF-8.
 *
 * Taken are the encodings of the WHATWG Encoding Standard, by all the labels
 * that it lists: "utf-8", "utf8", "latin1", "shift_jis" ... As there, and in
 * every browser, "iso-8859-1" and "us-ascii" mean windows-1252. The C library
 * knows hundreds more, but which of them is used would be for the other side
 * to say.
 */
#ifndef CHARSET_H
#define CHARSET_H

#include "value.h"

enum { CHARSET_SIZE = 32 };

/* Copies the charset parameter of a Content-Type, which may be NULL, to
   name. Returns false, and name is empty, if there is none (RFC 9110 section
   8.3.2). Quotes around it are left out; one that is too long is cut. */
bool charset_name(const char *content_type, char name[CHARSET_SIZE]);

/* Turns length bytes in this charset into text. Fails with UV_EILSEQ if they
   cannot be read in it, if they hold a NUL, or if the charset is not one of
   those. */
Value charset_decode(const char *charset, const char *bytes, size_t length);

#endif
