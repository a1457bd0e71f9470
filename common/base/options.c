/* argv comes in, and each value goes to the variable of its option. Three
   lists are searched: --listen, which only a server has; the program's own;
   and the options of every program. */
#define _GNU_SOURCE /* program_invocation_short_name */
#include "options.h"

#include "descriptors.h"
#include "die.h"
#include "keep.h"
#include "number.h"
#include "option_value.h"
#include "trace.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The values that the program does not ask for itself. */
static const char *endpoint = "tcp:8080";
static const char *trace_file;

static const Option of_a_server[] = {
    {"--listen", "tcp:8080, tcp:0 (a free port), unix:/path",
     .text = &endpoint, .value = "ENDPOINT"},
    {0},
};

static const Option of_all[] = {
    {"--trace", "record what runs when, as JSON", .text = &trace_file,
     .value = "FILE"},
    {0},
};

enum { LISTS = 3 }; /* each ends with {0}; one that is NULL is empty */

static _Noreturn void refuse(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

static _Noreturn void refuse(const char *format, ...)
{
    va_list args;

    fprintf(stderr, "%s: ", program_invocation_short_name);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputs("; try --help\n", stderr);
    exit(1);
}

/* "--clients NUMBER how many ask, 1 to 1000 [64]". The value is the default,
   or the one that an earlier word has set. */
static void print_range(const Option *option)
{
    if (option->most > 0)
        printf(", %s to %s", number_text(option->least),
               number_text(option->most));
}

static void print_option(const Option *option)
{
    const char *value = option_value_show(option);

    printf("  %-10s %-8s  %s", option->name, option_value_kind(option),
           option->help);
    print_range(option);
    if (value)
        printf(" [%s]", value);
    putchar('\n');
}

static _Noreturn void print_help(const Option *const *lists)
{
    printf("usage: %s [OPTION VALUE]...\n", program_invocation_short_name);
    for (int i = 0; i < LISTS; i++)
        for (const Option *option = lists[i]; option && option->name; option++)
            print_option(option);
    printf("  %-10s %-8s  print this and exit\n", "--help", "");
    exit(0);
}

/* The option that a word names, alone or before a "=", or NULL. */
static const Option *find_option(const Option *const *lists, const char *word)
{
    size_t length = strcspn(word, "=");

    for (int i = 0; i < LISTS; i++)
        for (const Option *option = lists[i]; option && option->name; option++)
            if (strlen(option->name) == length &&
                memcmp(option->name, word, length) == 0)
                return option;
    return NULL;
}

/* A mistake in a list is found at every start, not when an option is used. */
static void check_lists(const Option *const *lists)
{
    for (int i = 0; i < LISTS; i++)
        for (const Option *option = lists[i]; option && option->name;
             option++) {
            option_value_check(option);
            /* The search finds the first option of that name. If it is not
               this one, there are two. */
            if (find_option(lists, option->name) != option)
                die("options_parse: there are two options %s", option->name);
        }
}

/* A value that is refused ends the program here. */
static void store(const Option *option, const char *text)
{
    Value result = keep(option_value_store(option, text));

    if (failed(result))
        refuse("%s", as_failure(result)->message);
}

static void read_words(const Option *const *lists, char **words)
{
    /* Each round takes a whole option: one word with a "=", or two. */
    for (; *words; words++) {
        const Option *option = find_option(lists, *words);
        const char *value = strchr(*words, '=');

        if (strcmp(*words, "--help") == 0)
            print_help(lists);
        if (!option)
            refuse("there is no option \"%s\"", *words);
        /* Without a "=" the next word is the value, or the NULL at the end. */
        value = value ? value + 1 : *++words;
        if (!value)
            refuse("%s needs a value", option->name);
        store(option, value);
    }
}

static void parse(char **argv, const Option *first, const Option *own)
{
    const Option *lists[LISTS] = {first, own, of_all};

    descriptors_fill(); /* or the trace could be written where we print */
    check_lists(lists);
    read_words(lists, argv + 1);
    if (trace_file)
        trace_open(trace_file);
}

Options options_parse(int argc, char **argv, const Option *own)
{
    parse(argv, of_a_server, own);
    return (Options){.listen = endpoint};
}

void options_parse_plain(int argc, char **argv, const Option *own)
{
    parse(argv, NULL, own);
}
