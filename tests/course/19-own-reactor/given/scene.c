#include "scene.h"

#include "die.h"
#include "xmalloc.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MOST_LINES = 50 };

static Line *lines[MOST_LINES];
static int count;
static char notes[1000];
static unsigned names;

static void add_note(const char *text)
{
    size_t length = strlen(notes);

    snprintf(notes + length, sizeof notes - length, " %s", text);
}

void scene_note(void *name)
{
    names++;
    add_note(name);
}

void scene_forget(void)
{
    *notes = '\0';
    names = 0;
}

void scene_print(const char *label)
{
    printf("%s:%s\n", label, *notes ? notes : " none");
    scene_forget();
}

void scene_print_one(const char *label)
{
    if (names == 1)
        strcpy(notes, " one is called");
    scene_print(label);
}

void scene_look(Loop *loop, const char *label)
{
    loop_poll(loop, 0);
    scene_print(label);
}

static void connect_line(Line *line)
{
    int ends[2];

    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
        die("scene: %s", strerror(errno));
    line->fd = ends[0];
    line->other = ends[1];
}

static Line *new_line(Loop *loop, const char *name)
{
    Line *line = xcalloc(1, sizeof *line);

    line->loop = loop;
    line->name = name;
    connect_line(line);
    lines[count++] = line;
    return line;
}

Line *scene_line(Loop *loop, const char *name)
{
    Line *line = new_line(loop, name);

    loop_watch(loop, line->fd, POLLIN, scene_read, line);
    return line;
}

void scene_send(Line *line)
{
    send(line->other, "", 1, 0);
}

/* A new line takes the number of one that is closed, as the system's next
   accept() might. */
static void replace(Line *old)
{
    Line *new = new_line(old->loop, "C");

    dup2(new->fd, old->fd);
    close(new->fd);
    new->fd = old->fd;
    old->fd = -1;
    loop_watch(new->loop, new->fd, POLLIN, scene_read, new);
}

static void drop(Line *line, bool replaces)
{
    line->dropped = true;
    loop_unwatch(line->loop, line->fd);
    if (replaces)
        replace(line);
}

void scene_read(int happened, void *arg)
{
    Line *line = arg;
    char byte;

    line->called++;
    scene_note((void *)line->name);
    if (line->dropped)
        add_note("(after its loop_unwatch)");
    else if (!line->leaves_it && recv(line->fd, &byte, 1, MSG_DONTWAIT) < 0)
        add_note("(with nothing to read)");
    for (; line->adds > 0; line->adds--)
        scene_line(line->loop, "new");
    if (line->drops && !line->dropped)
        drop(line->drops, line->replaces);
    if (line->stops)
        loop_stop(line->loop);
}

void scene_note_room(int happened, void *line)
{
    scene_note((void *)((Line *)line)->name);
    add_note(happened & POLLOUT ? "(POLLOUT)" : "(no POLLOUT)");
}

void scene_note_hang_up(int happened, void *name)
{
    scene_note(name);
    add_note(happened & POLLHUP ? "(POLLHUP)" : "(no POLLHUP)");
}

void scene_end(void)
{
    while (count > 0) {
        Line *line = lines[--count];

        close(line->fd);
        close(line->other);
        free(line);
    }
}
