/*
 * Buffer: bytes that grow at the end and are used up at the front.
 *
 *     Buffer buffer = {0};
 *
 *     buffer_add(&buffer, bytes, length);
 *     ...
 *     buffer_free(&buffer);
 *
 * All zero is an empty one, which owns no memory. Read its bytes straight from
 * the fields; they move when it grows.
 */
#ifndef BUFFER_H
#define BUFFER_H

#include <stddef.h>
#include <string.h>

typedef struct {
    char *bytes;
    size_t length;
    size_t room; /* bytes that fit without growing */
} Buffer;

/* Makes room for this number of bytes more, at buffer->bytes + length. */
void buffer_reserve(Buffer *buffer, size_t more);

/* Adds text as printf formats it. */
void buffer_printf(Buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Takes the first count bytes away. */
void buffer_drop(Buffer *buffer, size_t count);

/* Empties it, and gives its memory back if that is more than keep. */
void buffer_clear(Buffer *buffer, size_t keep);

void buffer_free(Buffer *buffer);

/* Inline, for the server adds a dozen pieces to each answer: where length is
   a constant the compiler makes two moves of it. */
static inline void buffer_add(Buffer *buffer, const void *bytes, size_t length)
{
    if (buffer->room - buffer->length < length)
        buffer_reserve(buffer, length);
    if (length > 0)
        memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += length;
}

static inline void buffer_add_text(Buffer *buffer, const char *text)
{
    buffer_add(buffer, text, strlen(text));
}

#endif
