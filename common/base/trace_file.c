/*
 * The file of a trace. trace.c and trace_lanes.c hand in one line after the
 * other, from any thread. We write each line at once: a crash leaves no time
 * to flush a buffer, and you may be watching the file.
 *
 * Each line is followed by the "]" that completes the array, and the next
 * line overwrites it. A pipe cannot go back: it gets the "]" at exit.
 */
#define _GNU_SOURCE /* dladdr(), program_invocation_name */
#include "trace_inside.h"

#include "buffer.h"
#include "text.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char closing[] = "\n]\n";

enum { CLOSING = sizeof closing - 1 };

bool trace_on;

/* Guards all that follows: trace_file_begin() locks it, trace_file_end()
   unlocks it. */
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int fd = -1;
static bool can_seek;
static off_t end_offset; /* of the last line: the next one starts there */
static Buffer line;
static uint64_t start_time; /* ns */
static uintptr_t program;   /* the address at which it has been loaded */
static unsigned threads;

/* The linker's name for the end of the program's code. */
extern const char etext;

/* Each thread has a number of its own, from 1. */
static _Thread_local unsigned thread;

/* A disk may be full. The lines that were written stay a complete array, and
   the program goes on without a trace. */
static void give_up_trace(void)
{
    fprintf(stderr, "%s: the trace ends here: %s\n",
            program_invocation_short_name, strerror(errno));
    close(fd);
    fd = -1;
}

static ssize_t write_at_end(const char *bytes, size_t length)
{
    if (can_seek)
        return pwrite(fd, bytes, length, end_offset);
    return write(fd, bytes, length);
}

/* The "]" is written, but not counted: the next line overwrites it. */
static void write_line(void)
{
    size_t length = line.length;

    if (can_seek)
        buffer_add(&line, closing, CLOSING);
    if (fd >= 0 && write_at_end(line.bytes, line.length) < 0)
        give_up_trace();
    end_offset += (off_t)length;
    buffer_drop(&line, line.length);
}

/* Slices and lanes that are open when the program ends stay open in the file,
   as they have not ended. Viewers draw them to the end. */
static void complete_file(void)
{
    pthread_mutex_lock(&mutex);
    if (trace_on && fd >= 0 && !can_seek && write(fd, closing, CLOSING) < 0)
        give_up_trace();
    if (fd >= 0)
        close(fd);
    fd = -1;
    buffer_free(&line);
    pthread_mutex_unlock(&mutex);
}

/* A program may be loaded anywhere. The address that nm prints for a function
   is its distance from the start of the program. */
static void find_program(void)
{
    Dl_info info;

    if (dladdr((void *)&trace_on, &info) != 0)
        program = (uintptr_t)info.dli_fbase;
}

void trace_open(const char *name)
{
    fd = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0) {
        fprintf(stderr, "cannot write %s: %s\n", name, strerror(errno));
        exit(1);
    }
    can_seek = lseek(fd, 0, SEEK_CUR) >= 0;
    find_program();
    start_time = uv_hrtime();
    thread = threads = 1;
    trace_on = true;
    buffer_add_text(&line, "[\n{\"ph\":\"M\",\"pid\":1,\"tid\":1,\"name\":"
                           "\"thread_name\",\"args\":{\"name\":\"loop\"}}");
    write_line();
    atexit(complete_file);
}

void trace_file_begin(char phase, const char *name, uint64_t time)
{
    pthread_mutex_lock(&mutex);
    if (!thread)
        thread = ++threads;
    trace_file_add(",\n{\"ph\":\"%c\",\"pid\":1,\"tid\":%u,\"ts\":%.3f,"
                   "\"name\":",
                   phase, thread, (double)(time - start_time) / 1e3);
    trace_file_add_text(name);
}

void trace_file_add(const char *format, ...)
{
    char text[200];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    buffer_add_text(&line, text);
}

/* text_is_utf8() judges whole characters: try each length from 1 to 4. */
size_t trace_file_character(const char *text)
{
    for (size_t size = 1; size <= 4 && text[size - 1]; size++)
        if (text_is_utf8(text, size))
            return size;
    return 0;
}

void trace_file_add_text(const char *text)
{
    size_t size;

    buffer_add_text(&line, "\"");
    for (; *text; text += size ? size : 1) {
        size = trace_file_character(text);
        /* size is 0 if the bytes here are not UTF-8: skip one of them. */
        if (*text == '"' || *text == '\\')
            trace_file_add("\\%c", *text);
        else if (size == 0)
            buffer_add_text(&line, "\\ufffd");
        else if ((unsigned char)*text < ' ')
            trace_file_add("\\u%04x", *text);
        else
            buffer_add(&line, text, size);
    }
    buffer_add_text(&line, "\"");
}

void trace_file_add_address(const void *address)
{
    trace_file_add("\"0x%zx\"", (size_t)((uintptr_t)address - program));
}

bool trace_file_has(const void *address)
{
    return (uintptr_t)address >= program && (const char *)address < &etext;
}

void trace_file_end(void)
{
    buffer_add_text(&line, "}");
    write_line();
    pthread_mutex_unlock(&mutex);
}
