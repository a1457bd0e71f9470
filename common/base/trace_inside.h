/*
 * The inside of the trace, for its own files: trace.c (slices and
 * Deferreds), trace_lanes.c, and trace_file.c, which writes their lines.
 * All others include trace.h.
 */
#ifndef TRACE_INSIDE_H
#define TRACE_INSIDE_H

#include "trace.h"

/* Begins a line, from any thread; other threads wait until you call
   trace_file_end(). The time is from uv_hrtime(), in ns. */
void trace_file_begin(char phase, const char *name, uint64_t time);

/* Adds to the line, as printf formats it; 199 bytes at most. */
void trace_file_add(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

/* Adds a JSON string. Bytes that are not UTF-8 become U+FFFD. */
void trace_file_add_text(const char *text);

/* Adds "0x1234", an address in the program as nm prints it. */
void trace_file_add_address(const void *address);

/* Returns whether the address is in the program, and not in a shared
   library. */
bool trace_file_has(const void *address);

/* Closes the line and writes it. */
void trace_file_end(void);

/* Returns the size of the character at the start of text, in bytes, or 0 if
   the text is not UTF-8 there. */
size_t trace_file_character(const char *text);

#endif
