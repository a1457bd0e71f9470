/*
 * OptionValue: one value of a command line, between its text and its
 * variable. For options.c.
 */
#ifndef OPTION_VALUE_H
#define OPTION_VALUE_H

#include "options.h"
#include "value.h"

/* Stops the program if the option does not name exactly one variable. */
void option_value_check(const Option *option);

/* Reads text and stores it in the option's variable. Returns none; or a
   failure whose message is a whole sentence: "--delay is a number of seconds
   from 0, not "x"". */
Value option_value_store(const Option *option, const char *text);

/* The value of the variable, as you would type it; NULL if there is none.
   Kept (keep.h). */
const char *option_value_show(const Option *option);

/* The kind of value, for --help: "SECONDS". */
const char *option_value_kind(const Option *option);

#endif
