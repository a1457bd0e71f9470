/*
 * Options: the command line of a program.
 *
 * A program lists its options at the top, one a line: name, help, and the
 * variable that the value goes to. The value that the variable has already is
 * the default, and its type is the kind of the option.
 *
 *     static double delay = 2;
 *     static const char *upstream;
 *
 *     static const Option own_options[] = {
 *         {"--delay", "how long an answer takes", .seconds = &delay},
 *         {"--upstream", "the server to ask", .url = &upstream},
 *         {0},
 *     };
 *
 *     Options options = options_parse(argc, argv, own_options);
 *
 * Every server also takes --listen ENDPOINT, and every program --trace FILE
 * and --help. One that has no options of its own says NULL for the list.
 */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdint.h>

typedef struct {
    const char *name; /* "--delay" */
    const char *help; /* half a sentence, for --help */

    /* The value goes here: exactly one of these. */
    double *seconds;   /* finite, 0 or more: "2", ".25", "1e-3" */
    int64_t *count;    /* a whole number, 0 or more */
    const char **text; /* not empty */
    const char **url;  /* of a server (url.h), without a slash at its end */

    double least, most; /* of a number; most is 0 if there is no limit */
    const char *value;  /* what a text is, for --help: "FILE" */
} Option;

typedef struct {
    const char *listen; /* an endpoint (endpoint.h), "tcp:8080" by default;
                           lent as long as the program runs */
} Options;

/* Reads the command line of a server; --delay=2 is the same as --delay 2, and
   of two that are the same the last one counts. The list ends with {0}, and
   the texts that are stored live as long as the program. For --help it prints
   the options with their defaults and exits with 0. For an option that is not
   in the list, or a value that is missing or cannot be, it says so in one
   sentence on stderr and exits with 1. */
Options options_parse(int argc, char **argv, const Option *own);

/* The same for a program that is not a server: it takes no --listen. */
void options_parse_plain(int argc, char **argv, const Option *own);

#endif
