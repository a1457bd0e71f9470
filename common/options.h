/*
 * Options: the command line of a chapter's program.
 *
 * Every program takes --listen ENDPOINT and --help. What else it takes it
 * says as one would type it, with the defaults:
 *
 *     Options options = options_parse(argc, argv, "--delay 10");
 */
#ifndef OPTIONS_H
#define OPTIONS_H

typedef struct {
    const char *listen;     /* an endpoint, "tcp:8080" if not given */
    double delay;           /* seconds, from --delay */
    const char *upstream;   /* a URL, from --upstream, or NULL */
} Options;

/* Reads the command line, where --delay=2 is the same as --delay 2. For
   --help it prints the options with their defaults and exits with 0; for an
   option that the program does not take, a value that is missing or can not
   be, or anything else, it says so in one sentence and exits with 1. */
Options options_parse(int argc, char **argv, const char *others);

#endif
