#include "steps.h"

#include "scene.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The clock stands still: a step takes no time. */
enum { NOW = 1000, MOST = 1000 };

void calls_in_order(Loop *loop, const char *data)
{
    static char names[] = "A\0B\0C\0D\0E\0F"; /* each a text */
    char *end;

    for (int i = 0; *data; i++, data = end) {
        double due = strtod(data, &end);

        loop_call_at(loop, NOW + due / 1000, scene_note, &names[2 * i]);
    }
    loop_run_calls(loop, NOW + 0.05);
    scene_print("at 50 ms");
    loop_run_calls(loop, NOW + 0.1);
    scene_print("at 100 ms");
}

static unsigned calls;

/* Would go on forever, in a loop that never gets to the next turn. */
static void call_again(void *loop)
{
    if (++calls < MOST)
        loop_call_at(loop, NOW, call_again, loop);
}

void calls_added(Loop *loop, const char *data)
{
    loop_call_at(loop, NOW, call_again, loop);
    loop_run_calls(loop, NOW);
    printf("calls in the first turn: %u\n", calls);
    calls = 0;
    loop_run_calls(loop, NOW);
    printf("calls in the second turn: %u\n", calls);
}

static uint64_t taken_back[2];

static void take_back(void *loop)
{
    scene_note("A");
    for (int i = 0; i < 2; i++)
        loop_cancel(loop, taken_back[i]);
}

void calls_taken_back(Loop *loop, const char *data)
{
    taken_back[0] = loop_call_at(loop, NOW, take_back, loop);
    taken_back[1] = loop_call_at(loop, NOW, scene_note, "B");
    loop_call_at(loop, NOW, scene_note, "C");
    loop_run_calls(loop, NOW);
    scene_print("A takes back A and B");
}

void calls_time_outs(Loop *loop, const char *data)
{
    char *end;
    uint64_t first;

    printf("no call: %d\n", loop_time_out(loop, NOW));
    loop_call_at(loop, NOW + 1e8, scene_note, "later");
    for (; *data; data = end) {
        double due = strtod(data, &end);
        int length = (int)(end - data);

        first = loop_call_at(loop, NOW + due, scene_note, "first");
        printf("%.*s s: %d\n", length, data, loop_time_out(loop, NOW));
        loop_cancel(loop, first);
        end += strspn(end, " ");
    }
}
