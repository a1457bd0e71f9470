/*
 * Numbers out of text.
 */
#ifndef NUMBER_H
#define NUMBER_H

#include "value.h"

/* Reads a whole number in base 10, with or without a sign, and nothing
   around it. Returns an int; or a failure: UV_EINVAL for text that is not a
   number, UV_ERANGE for one that does not fit in 64 bits. */
Value number_read(const char *text);

#endif
