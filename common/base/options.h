/*
 * Options: the command line of a chapter's program.
 *
 * Every server takes --listen ENDPOINT, --trace FILE and --help. What else it
 * takes it says as one would type it, with the defaults:
 *
 *     Options options = options_parse(argc, argv, "--delay 10");
 *
 * A program that is not a server takes --trace and --help alone, and says
 * NULL.
 */
#ifndef OPTIONS_H
#define OPTIONS_H

typedef struct {
    const char *listen;   /* an endpoint, "tcp:8080" if not given; NULL in
                               a program that is not a server */
    double delay;         /* seconds, from --delay */
    const char *upstream; /* a URL, from --upstream, or NULL */
} Options;

/* Reads the command line, where --delay=2 is the same as --delay 2. For
   --help it prints the options with their defaults and exits with 0; for an
   option that the program does not take, a value that is missing or cannot
   be, or anything else, it says so in one sentence and exits with 1. */
Options options_parse(int argc, char **argv, const char *others);

#endif
