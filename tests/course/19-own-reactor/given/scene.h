/*
 * The toys of parts.c: lines, that is, pairs of connected sockets of which the
 * loop watches one end, and a note of the names that were called.
 */
#ifndef SCENE_H
#define SCENE_H

#include "19-own-reactor/own_loop.h"

#include <stdbool.h>

typedef struct Line Line;

/* When a line's watch is called it reads one byte, and does more if told. */
struct Line {
    Loop *loop;
    const char *name;
    int fd; /* the end that is watched */
    int other;
    unsigned called;
    bool leaves_it; /* does not read */
    int adds;       /* the number of new lines to add */
    Line *drops;    /* unwatches that one, */
    bool replaces;  /* and gives its descriptor to a new line */
    bool stops;     /* the loop */
    bool dropped;
};

/* A new line with this name, watched for POLLIN. */
Line *scene_line(Loop *loop, const char *name);

/* Sends one byte to it. */
void scene_send(Line *line);

/* Watches: the first reads its line's byte, the others only take a note. */
void scene_read(int happened, void *line);
void scene_note_room(int happened, void *line);
void scene_note_hang_up(int happened, void *name);

/* Notes a name. */
void scene_note(void *name);

/* Prints a line "label: names", or "label: none", and forgets the names. */
void scene_print(const char *label);

/* Forgets the names. */
void scene_forget(void);

/* Prints, but only "one is called" if it was just one, no matter which. */
void scene_print_one(const char *label);

/* Lets the loop look at its descriptors once, without sleeping, and prints
   who was called. */
void scene_look(Loop *loop, const char *label);

/* Closes and frees all lines: the scene is empty again. */
void scene_end(void);

#endif
