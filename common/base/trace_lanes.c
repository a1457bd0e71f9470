/*
 * The lanes of a trace: work that lasts while other functions run. A lane's
 * last line has to repeat the name of its first one, or chrome://tracing takes
 * them for two. So we keep the names of the open lanes, in a hash table of
 * lists, until their lanes end. Any thread may begin a lane, and any other
 * may end it.
 */
#include "trace_inside.h"

#include "xmalloc.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A name has 200 bytes at most, with its NUL. */
enum { LISTS = 256, ROOM = 200 };

typedef struct Lane Lane;

struct Lane {
    Lane *next;
    unsigned number;
    char name[ROOM];
};

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
/* Under the mutex: */
static Lane *lists[LISTS];
static unsigned last_lane;

/* Adds text to a name, as many whole characters as there is room for. */
static void add_to_name(char *name, const char *text)
{
    size_t length = strlen(name);

    while (*text) {
        size_t size = trace_file_character(text);

        size += size == 0; /* a byte that is not UTF-8 counts as one */
        if (length + size >= ROOM)
            break;
        memcpy(name + length, text, size);
        length += size;
        text += size;
    }
    name[length] = '\0';
}

/* "GET /greet/ada": a name and, for some, which one of its kind. */
static Lane *new_lane(const char *name, const char *detail)
{
    Lane *lane = xcalloc(1, sizeof *lane), **list;

    add_to_name(lane->name, name);
    if (detail) {
        add_to_name(lane->name, " ");
        add_to_name(lane->name, detail);
    }
    pthread_mutex_lock(&mutex);
    /* The number chooses the list: both under one lock. */
    lane->number = ++last_lane;
    list = &lists[lane->number % LISTS];
    lane->next = *list;
    *list = lane;
    pthread_mutex_unlock(&mutex);
    return lane;
}

/* The caller owns the lane then. NULL if it is not open; lane 0 never is. */
static Lane *take_lane(unsigned number)
{
    Lane **link = &lists[number % LISTS], *lane;

    pthread_mutex_lock(&mutex);
    while (*link && (*link)->number != number)
        link = &(*link)->next;
    lane = *link;
    if (lane)
        *link = lane->next;
    pthread_mutex_unlock(&mutex);
    return lane;
}

static void begin_lane_line(char phase, const Lane *lane)
{
    trace_record_awake();
    trace_file_begin(phase, lane->name, uv_hrtime());
    trace_file_add(",\"cat\":\"lane\",\"id\":%u", lane->number);
}

unsigned trace_record_begin(unsigned parent, const char *kind,
                            const char *name, const char *detail)
{
    const Lane *lane = new_lane(name, detail);

    begin_lane_line('b', lane);
    trace_file_add(",\"args\":{\"kind\":\"%s\",\"parent\":%u}", kind, parent);
    trace_file_end();
    return lane->number;
}

unsigned trace_record_delay(const char *kind, const char *name, double seconds)
{
    char detail[32];

    snprintf(detail, sizeof detail, "%g s", seconds);
    return trace_record_begin(trace_record_lane(), kind, name, detail);
}

void trace_record_end(unsigned number, const char *outcome)
{
    Lane *lane = take_lane(number);

    if (!lane)
        return;
    begin_lane_line('e', lane);
    trace_file_add(",\"args\":{\"outcome\":");
    trace_file_add_text(outcome);
    trace_file_add("}");
    trace_file_end();
    free(lane);
}

void trace_record_end_code(unsigned lane, int code)
{
    char outcome[32];

    if (code < 0)
        uv_err_name_r(code, outcome, sizeof outcome);
    else
        snprintf(outcome, sizeof outcome, "%d", code);
    trace_record_end(lane, outcome);
}
