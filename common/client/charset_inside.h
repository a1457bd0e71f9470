/*
 * The inside of Charset: the table of names (charset_labels.c), for
 * charset.c.
 */
#ifndef CHARSET_INSIDE_H
#define CHARSET_INSIDE_H

#include <stdbool.h>
#include <stddef.h>

/* What iconv() calls the encoding of this label, in any case, or NULL. */
const char *charset_iconv_name(const char *label);

#endif
