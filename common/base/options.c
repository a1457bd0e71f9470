#define _GNU_SOURCE /* program_invocation_short_name */
#include "options.h"

#include "die.h"
#include "keep.h"
#include "trace.h"

#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LISTEN, DELAY, UPSTREAM, TRACE, COUNT };

static const struct {
    const char *name;
    const char *value;
    const char *help;
} known[COUNT] = {
    [LISTEN] = {"--listen", "ENDPOINT",
                "tcp:8080, tcp:0 (a free port), unix:/path"},
    [DELAY] = {"--delay", "SECONDS", "how long slow answers take"},
    [UPSTREAM] = {"--upstream", "URL", "the server to ask"},
    [TRACE] = {"--trace", "FILE", "record what runs when, as JSON"},
};

typedef struct {
    bool taken[COUNT]; /* whether this program takes the option */
    const char *values[COUNT];
} Line;

static _Noreturn void refuse(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

static _Noreturn void refuse(const char *format, ...)
{
    va_list args;

    fprintf(stderr, "%s: ", program_invocation_short_name);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputs("; --help tells what it takes\n", stderr);
    exit(1);
}

static _Noreturn void help(const Line *line)
{
    printf("usage: %s [OPTION VALUE]...\n", program_invocation_short_name);
    for (int i = 0; i < COUNT; i++)
        if (line->taken[i])
            printf("  %-10s %-8s  %s%s%s%s\n", known[i].name, known[i].value,
                   known[i].help, line->values[i] ? " [" : "",
                   line->values[i] ? line->values[i] : "",
                   line->values[i] ? "]" : "");
    printf("  %-10s %-8s  print this and exit\n", "--help", "");
    exit(0);
}

/* The number of the option that a word names, alone or before a "=". */
static int option_of(const char *word)
{
    size_t length = strcspn(word, "=");
    int option = 0;

    while (option < COUNT && (strlen(known[option].name) != length ||
                              memcmp(known[option].name, word, length) != 0))
        option++;
    return option;
}

/* Reads what the program says that it takes: "--delay 10 --upstream". */
static void declare(Line *line, const char *others)
{
    char *rest = (char *)as_text(keep(value_text(others))), *word;
    int option = COUNT;

    while ((word = strsep(&rest, " "))) {
        if (!*word)
            continue;
        if (*word != '-' && option < COUNT) {
            line->values[option] = word;
            continue;
        }
        option = option_of(word);
        if (option == COUNT)
            die("options_parse: no program can take %s", word);
        line->taken[option] = true;
    }
}

static void read_words(Line *line, char **words)
{
    for (; *words; words++) {
        int option = option_of(*words);
        const char *value = strchr(*words, '=');

        if (strcmp(*words, "--help") == 0)
            help(line);
        if (option == COUNT || !line->taken[option])
            refuse("there is no option \"%s\"", *words);
        value = value ? value + 1 : *++words;
        if (!value)
            refuse("%s needs a value", known[option].name);
        line->values[option] = value;
    }
}

static double seconds(const char *text)
{
    char *end;
    double number = strtod(text, &end);

    if (end == text || *end || !isfinite(number) || number < 0)
        refuse("--delay is a number of seconds from 0, not \"%s\"", text);
    return number;
}

Options options_parse(int argc, char **argv, const char *others)
{
    Line line = {.taken[TRACE] = true};
    Options options = {0};

    if (others) {
        declare(&line, "--listen tcp:8080");
        declare(&line, others);
    }
    read_words(&line, argv + 1);
    options.listen = line.values[LISTEN];
    options.upstream = line.values[UPSTREAM];
    if (line.values[TRACE])
        trace_open(line.values[TRACE]);
    if (line.values[DELAY])
        options.delay = seconds(line.values[DELAY]);
    return options;
}
