/* Room is doubled when it ends, so that a byte is moved a bounded number of
   times, however long the buffer becomes. */
#include "buffer.h"

#include "xmalloc.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void buffer_reserve(Buffer *buffer, size_t more)
{
    size_t needed = buffer->length + more;

    if (needed <= buffer->room)
        return;
    if (needed < 2 * buffer->room)
        needed = 2 * buffer->room;
    buffer->bytes = xrealloc(buffer->bytes, needed);
    buffer->room = needed;
}

void buffer_printf(Buffer *buffer, const char *format, ...)
{
    va_list args, again;
    int length;

    /* The first pass only counts. A va_list can be read once, so the second
       pass gets a copy. vsnprintf() writes a '\0' after the text: it needs
       room, but does not count as a byte of the buffer. */
    va_start(args, format);
    va_copy(again, args);
    length = vsnprintf(NULL, 0, format, args);
    buffer_reserve(buffer, (size_t)length + 1);
    vsnprintf(buffer->bytes + buffer->length, (size_t)length + 1, format,
              again);
    buffer->length += (size_t)length;
    va_end(again);
    va_end(args);
}

void buffer_drop(Buffer *buffer, size_t count)
{
    buffer->length -= count;
    /* An empty buffer may have no memory at all, which memmove() forbids. */
    if (buffer->length > 0)
        memmove(buffer->bytes, buffer->bytes + count, buffer->length);
}

void buffer_clear(Buffer *buffer, size_t keep)
{
    buffer->length = 0;
    /* One that has grown large, for once, gives its memory back. */
    if (buffer->room > keep)
        buffer_free(buffer);
}

void buffer_free(Buffer *buffer)
{
    free(buffer->bytes);
    *buffer = (Buffer){0};
}
