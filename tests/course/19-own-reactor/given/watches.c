#include "steps.h"

#include "scene.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

void watches_three(Loop *loop, const char *data)
{
    Line *a = scene_line(loop, "A"), *b = scene_line(loop, "B");

    scene_line(loop, "C");
    scene_look(loop, "nothing has come");
    scene_send(b);
    b->leaves_it = true;
    scene_look(loop, "a byte has come");
    b->leaves_it = false;
    scene_look(loop, "it is still there");
    scene_look(loop, "it is gone");
    loop_watch(loop, a->other, POLLOUT, scene_note_room, a);
    scene_look(loop, "there is room");
}

/* That is POLLHUP, which comes unasked. */
void watches_hang_up(Loop *loop, const char *data)
{
    int ends[2];

    if (pipe(ends) != 0)
        abort();
    loop_watch(loop, ends[0], POLLIN, scene_note_hang_up, "A");
    close(ends[1]);
    scene_look(loop, "hang-up");
    close(ends[0]);
}

static void ignore(int number)
{
}

/* poll() ends early then, and nothing is ready. */
void watches_signal(Loop *loop, const char *data)
{
    const struct itimerval often = {{0, 5000}, {0, 5000}}, never = {0};
    struct sigaction action = {.sa_handler = ignore};

    scene_send(scene_line(loop, "A"));
    scene_look(loop, "a byte has come");
    sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &often, NULL);
    loop_poll(loop, 50);
    setitimer(ITIMER_REAL, &never, NULL);
    scene_print("a signal has come");
}

/* Prints which of the lines were not called just once; but one is left out. */
static void print_wrong_ones(Line **lines, int count, const Line *left_out)
{
    scene_forget();
    for (int i = 0; i < count; i++)
        if (lines[i]->called != 1 && lines[i] != left_out)
            scene_note((void *)lines[i]->name);
    scene_print("not called just once");
}

/* The lists grow, and so may move, while the loop walks along them. */
void watches_meanwhile(Loop *loop, const char *data)
{
    Line *lines[2] = {scene_line(loop, "A"), scene_line(loop, "B")};

    for (int i = 0; i < 2; i++) {
        lines[i]->adds = 20;
        scene_send(lines[i]);
    }
    loop_poll(loop, 0);
    print_wrong_ones(lines, 2, NULL);
}

void watches_before(Loop *loop, const char *data)
{
    Line *a = scene_line(loop, "A");

    scene_send(a);
    scene_send(scene_line(loop, "B"));
    loop_unwatch(loop, a->fd);
    if (fcntl(a->fd, F_GETFD) < 0)
        scene_note("(A is closed)");
    scene_look(loop, "both are ready");
}

/* Both are ready, and who is called first lets the other one go. */
static void drop_each_other(Loop *loop, bool replace)
{
    Line *a = scene_line(loop, "A"), *b = scene_line(loop, "B");

    a->drops = b;
    b->drops = a;
    a->replaces = b->replaces = replace;
    scene_send(a);
    scene_send(b);
    loop_poll(loop, 0);
    scene_print_one("both are ready");
}

void watches_each_other(Loop *loop, const char *data)
{
    drop_each_other(loop, false);
}

void watches_replace(Loop *loop, const char *data)
{
    drop_each_other(loop, true);
}

/* Whether the one that is unwatched was called before is not said. */
static void crowd(Loop *loop, char who, char whom)
{
    static const char *const names[] = {"A", "B", "C", "D", "E", "F"};
    Line *lines[6], *dropped;

    for (int i = 0; i < 6; i++) {
        lines[i] = scene_line(loop, names[i]);
        scene_send(lines[i]);
    }
    dropped = lines[whom - 'A'];
    lines[who - 'A']->drops = dropped;
    loop_poll(loop, 0);
    print_wrong_ones(lines, 6, dropped);
}

void watches_crowd(Loop *loop, const char *data)
{
    for (; *data; data += 2)
        crowd(loop, data[0], data[1]);
}

/* poll() takes no more entries than a process may have descriptors. */
void watches_come_and_go(Loop *loop, const char *data)
{
    const struct rlimit few = {40, 40};
    Line *a = scene_line(loop, "A");

    setrlimit(RLIMIT_NOFILE, &few);
    for (int i = 0; i < 50; i++) {
        loop_unwatch(loop, a->fd);
        loop_watch(loop, a->fd, POLLIN, scene_read, a);
    }
    scene_send(a);
    scene_look(loop, "a byte has come");
}
