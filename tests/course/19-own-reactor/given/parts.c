/*
 * For the checks of exercise 19: tries the functions of own_loop.h one by one
 * and prints a line for each step, with its result.
 *
 * It is linked into the learner's program, and takes the place of main() if
 * the variable LOOP_STEPS names steps. So a check needs one program, and a
 * save one link.
 */

#include "scene.h"
#include "steps.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_TURNS = 1000 };

static Line *waiting;

static void send_to_waiting(void *loop)
{
    scene_note("call");
    scene_send(waiting);
}

/* A call sends a byte to a line, whose second byte stops the loop. */
static void parts_all(Loop *loop, const char *data)
{
    double due = loop_seconds() + 0.03;
    unsigned turns = 0;

    waiting = scene_line(loop, "A");
    loop_call_at(loop, due, send_to_waiting, loop);
    loop_call_at(loop, due + 60, scene_note, "too late");
    for (; waiting->called == 0 && turns < MOST_TURNS; turns++)
        loop_turn(loop);
    scene_print("called");
    printf("slept: %s\n", turns <= 5 ? "yes" : "no");
    printf("early: %s\n", loop_seconds() < due ? "yes" : "no");
    waiting->stops = true;
    scene_send(waiting);
    loop_run(loop);
    scene_print("until the end");
    loop_unwatch(loop, waiting->fd);
}

static const struct {
    const char *name;
    void (*run)(Loop *loop, const char *data);
} all_steps[] = {
    {"order", calls_in_order},
    {"added", calls_added},
    {"taken back", calls_taken_back},
    {"time-outs", calls_time_outs},
    {"three", watches_three},
    {"hang-up", watches_hang_up},
    {"signal", watches_signal},
    {"meanwhile", watches_meanwhile},
    {"before", watches_before},
    {"each other", watches_each_other},
    {"replace", watches_replace},
    {"crowd", watches_crowd},
    {"come and go", watches_come_and_go},
    {"all", parts_all},
};

static void run_steps(const char *name, const char *data)
{
    Loop *loop;

    for (size_t i = 0; i < sizeof all_steps / sizeof *all_steps; i++)
        if (strcmp(name, all_steps[i].name) == 0) {
            loop = loop_new();
            all_steps[i].run(loop, data);
            loop_free(loop);
            scene_end();
        }
}

__attribute__((constructor)) static void take_the_place_of_main(void)
{
    char *names = getenv("LOOP_STEPS");

    if (!names)
        return;
    setvbuf(stdout, NULL, _IOLBF, 0);
    for (char *name = strtok(names, ","); name; name = strtok(NULL, ","))
        run_steps(name, getenv("LOOP_DATA"));
    exit(0);
}
