/*
 * A server that answers as it is told, for the checks of exercises that
 * ask another server (tests/harness/scripted.bash).
 *
 *     PUT /script   forgets all that was before, and takes a script, one line
 *         for each answer to come:
 *
 *             2 0 200 /menu Soup
 *
 *         That is how many requests must have come, and how many been
 *         answered, before this answer goes out; its status; the path that it
 *         is for (with a * at the end, whatever follows); and its body, which
 *         "=sum" makes the sum of the two numbers in /add/3/4. In the place
 *         of a status may stand "silent", no answer ever, or "reset", which
 *         breaks the connection.
 *
 *     GET /log      lists the events since then, one a line: "asked
 *         /menu", "answered /menu", "left /menu" (the client has gone), and
 *         "in vain": an answer was held back for requests that did not come.
 *         From then on none is held back.
 */
#include "app.h"
#include "coroutine.h"
#include "defer_later.h"
#include "keep.h"
#include "request_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_LINES = 256 };

/* A right program must not fail because its machine is busy; only a wrong one
   waits so long, once. */
static const double patience = 3;

typedef struct {
    int asked;
    int answered;
    char status[16];
    char path[128];
    char body[128];
    bool used;
    bool done;
} Line;

static Reactor *reactor;
static Line lines[MOST_LINES];
static size_t line_count;
static FILE *events;
static char *events_text;
static size_t events_size;
static int asked;
static int answered;
static double latest; /* when something has come or gone */
static bool in_vain;

static void happens(const char *event, const char *path)
{
    fprintf(events, "%s %s\n", event, path);
    latest = reactor_seconds(reactor);
}

static void forget_all(void)
{
    if (events)
        fclose(events);
    free(events_text);
    events = open_memstream(&events_text, &events_size);
    asked = answered = 0;
    in_vain = false;
}

static Value put_script(Request *request)
{
    size_t length;
    const char *text = request_body(request, &length);

    forget_all();
    for (line_count = 0; line_count < MOST_LINES; line_count++) {
        Line *line = &lines[line_count];

        *line = (Line){0};
        text += strspn(text, "\n");
        if (*text == '\0')
            break;
        if (sscanf(text, "%d %d %15s %127s %127[^\n]", &line->asked,
                   &line->answered, line->status, line->path, line->body) < 4)
            return value_failure(400, "Line %zu is none.", line_count + 1);
        text += strcspn(text, "\n");
    }
    return value_none();
}

static Value show_log(Request *request)
{
    fflush(events);
    return value_text(events_text);
}

static bool is_for(const Line *line, const char *path)
{
    size_t length = strlen(line->path);

    if (line->path[length - 1] == '*')
        return strncmp(line->path, path, length - 1) == 0;
    return strcmp(line->path, path) == 0;
}

/* The next line for this path, or NULL. */
static Line *take_line(const char *path)
{
    for (size_t i = 0; i < line_count; i++) {
        Line *line = &lines[i];

        if (!line->used && is_for(line, path)) {
            line->used = true;
            snprintf(line->path, sizeof line->path, "%s", path);
            return line;
        }
    }
    return NULL;
}

static void at_end(void *arg)
{
    Line *line = arg;

    if (!line->done)
        happens("left", line->path);
}

/* If nothing more comes or goes, it waits in vain. */
static void hold_back(const Line *line)
{
    while (!in_vain && (asked < line->asked || answered < line->answered)) {
        await(defer_later(reactor, 0.005, NULL, NULL));
        if (!in_vain && reactor_seconds(reactor) - latest > patience) {
            in_vain = true;
            fputs("in vain\n", events);
        }
    }
}

static Value body_of(const Line *line)
{
    long a, b;

    if (strcmp(line->body, "=sum") == 0 &&
        sscanf(line->path, "/add/%ld/%ld", &a, &b) == 2)
        return value_textf("%ld", a + b);
    return value_text(line->body);
}

static Value answer(Request *request)
{
    Line *line = take_line(request_path(request));

    asked++;
    happens("asked", request_path(request));
    if (!line)
        return value_failure(404, "The script has no line for this.");
    keep_finally(at_end, line);
    hold_back(line);
    if (strcmp(line->status, "silent") == 0)
        await(defer_later(reactor, 3600, NULL, NULL));
    line->done = true;
    answered++;
    happens("answered", line->path);
    if (strcmp(line->status, "reset") == 0)
        request_break(request, "", 0, true);
    else
        request_set_status(request, atoi(line->status));
    return body_of(line);
}

int main(int argc, char **argv)
{
    Options options = options_parse(argc, argv, NULL);
    App *app = app_new();

    forget_all();
    reactor = reactor_new();
    app_route(app, "PUT /script", put_script);
    app_route(app, "GET /log", show_log);
    app_route_async(app, "/<path:any>", answer);
    return app_run(app, reactor, options.listen);
}
