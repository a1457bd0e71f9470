/*
 * Texts: numbered texts in a file of SQLite's, each with a key. (This is
 * given; the exercise calls it.)
 *
 * SQLite waits for the disk, and while another program has locked the file. So
 * call these on a thread, with defer_to_thread(); all but texts_open(),
 * texts_last() and texts_close(), which are for main().
 */
#ifndef TEXTS_H
#define TEXTS_H

#include "value.h"

/* Opens the file, and creates it if it is not there; waits this number of
   seconds at most while it is locked. Returns 0, or -1 after a sentence on
   stderr. */
int texts_open(const char *file, double seconds);
void texts_close(void);

/* The number of the last text; 0 if there is none. */
int64_t texts_last(void);

/* Stores a key and a text, which come in a list. Returns the number, an int;
   or a failure, UV_EIO, if it could not be stored. */
Value texts_add(Value key_and_text);

/* The number of the text with this key, an int, or none if there is none; or a
   failure, UV_EIO. */
Value texts_find(Value key);

/* The text with this number, as "7 shark"; or a failure, UV_EIO. */
Value texts_read(Value number);

#endif
