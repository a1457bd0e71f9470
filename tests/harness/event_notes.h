/*
 * Notes of the events of a test, in order, as one text: "a b c". A test
 * compares notes with the text that it expects. Notes that do not fit are
 * cut off.
 */
#ifndef EVENT_NOTES_H
#define EVENT_NOTES_H

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static char notes[4096];

static inline __attribute__((format(printf, 1, 2))) void
note(const char *format, ...)
{
    size_t length = strlen(notes);
    va_list args;

    if (length + 1 >= sizeof notes)
        return;
    if (length > 0)
        notes[length++] = ' ';
    va_start(args, format);
    vsnprintf(notes + length, sizeof notes - length, format, args);
    va_end(args);
}

/* As a delayed call: notes the text that it is handed. */
static inline void note_text(void *text)
{
    note("%s", (const char *)text);
}

#endif
