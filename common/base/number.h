/*
 * Numbers out of text, and into it.
 */
#ifndef NUMBER_H
#define NUMBER_H

#include "value.h"

/* Reads a whole number in base 10, with or without a sign, and nothing
   around it. Returns an int; or a failure: UV_EINVAL for text that is not a
   number, UV_ERANGE for one that does not fit in 64 bits. */
Value number_read(const char *text);

/* Reads a number with or without a point and an exponent ("2", ".25",
   "1e-5"), and nothing around it, into *number. Returns 0; or UV_EINVAL for
   text that is not a number, UV_ERANGE for one that a double cannot hold. */
int number_read_real(const char *text, double *number);

/* The shortest digits that read back as this finite number, never with an
   exponent: "0.00001", "1000000". (printf's %g writes 1e-05 and 1e+06, which
   have no place in a URL.) Minus zero is "0". Kept (keep.h). */
const char *number_text(double number);

#endif
