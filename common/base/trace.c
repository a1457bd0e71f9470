#include "trace.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uv.h>

enum { DEEPEST = 256 };     /* slices further down are not told apart */

typedef struct {
    unsigned deferred;
    unsigned lane;
} Slice;

bool trace_on;
static FILE *file;
static uint64_t start;
static unsigned lanes;
static unsigned numbers;
static Slice slices[DEEPEST + 1];
static unsigned depth;

/* What is open when the program ends stays open in the file: so it was. */
static void finish(void)
{
    if (!trace_on)
        return;
    fputs("\n]\n", file);
    fclose(file);
    trace_on = false;
}

void trace_open(const char *name)
{
    file = fopen(name, "w");
    if (!file) {
        fprintf(stderr, "cannot write %s: %s\n", name, strerror(errno));
        exit(1);
    }
    start = uv_hrtime();
    trace_on = true;
    fputs("[\n{\"ph\":\"M\",\"pid\":1,\"tid\":1,\"name\":\"thread_name\","
          "\"args\":{\"name\":\"reactor\"}}", file);
    atexit(finish);
}

static void write_text(const char *text)
{
    fputc('"', file);
    for (; *text; text++)
        if (*text == '"' || *text == '\\')
            fprintf(file, "\\%c", *text);
        else if ((unsigned char)*text < ' ')
            fprintf(file, "\\u%04x", *text);
        else
            fputc(*text, file);
    fputc('"', file);
}

/* Begins an event; its caller closes the brace. Time is in microseconds. */
static void event(char phase, const char *name)
{
    fprintf(file, ",\n{\"ph\":\"%c\",\"pid\":1,\"tid\":1,\"ts\":%.3f,"
            "\"name\":", phase, (double)(uv_hrtime() - start) / 1e3);
    write_text(name);
}

static Slice *current(void)
{
    return &slices[depth < DEEPEST ? depth : DEEPEST];
}

void trace_enter(const char *what, unsigned deferred, unsigned lane)
{
    depth++;
    *current() = (Slice){deferred, lane};
    event('B', what);
    fprintf(file, ",\"args\":{\"deferred\":%u,\"lane\":%u}}", deferred, lane);
}

void trace_leave(void)
{
    event('E', "");
    fputc('}', file);
    depth--;
}

unsigned trace_lane(void)
{
    return current()->lane;
}

unsigned trace_begin(const char *kind, const char *format, ...)
{
    char name[200];
    va_list args;

    va_start(args, format);
    vsnprintf(name, sizeof name, format, args);
    va_end(args);
    lanes++;
    event('b', name);
    fprintf(file, ",\"cat\":\"lane\",\"id\":%u,\"args\":{\"kind\":\"%s\","
            "\"parent\":%u}}", lanes, kind, trace_lane());
    return lanes;
}

void trace_end(unsigned lane, const char *outcome)
{
    if (lane == 0)
        return;
    event('e', "");
    fprintf(file, ",\"cat\":\"lane\",\"id\":%u,\"args\":{\"outcome\":", lane);
    write_text(outcome);
    fputs("}}", file);
}

unsigned trace_number(void)
{
    return ++numbers;
}

void trace_fired(unsigned deferred, unsigned awaited)
{
    unsigned by = awaited ? awaited : current()->deferred;

    event('i', "fired");
    fprintf(file, ",\"s\":\"t\",\"args\":{\"deferred\":%u,\"by\":%u}}",
            deferred, by);
}
