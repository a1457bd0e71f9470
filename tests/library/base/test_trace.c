/* The trace: a file that JSON's readers can read, whatever was recorded. */
#include "trace.h"

#include "unit.h"

#include <jansson.h>
#include <string.h>

static char name[] = "/tmp/test_trace_XXXXXX";

static void record(void)
{
    unsigned lane;

    trace_open(name);
    lane = trace_begin("request", "GET", "/\"a\\b\n\"");
    trace_enter_lane("route", NULL, lane);
    for (int i = 0; i < 1000; i++)
        trace_enter_lane("deep", NULL, lane);
    trace_fired(2, 1);
    for (int i = 0; i < 1000; i++)
        trace_leave();
    trace_leave();
    trace_end(lane, "200");
    trace_end(0, "no lane");
}

/* The end of the program completes the file. */
static json_t *recorded(void)
{
    int status;
    pid_t child;
    json_t *events;

    close(mkstemp(name));
    fflush(NULL);
    child = fork();
    if (child == 0) {
        record();
        exit(0);
    }
    waitpid(child, &status, 0);
    CHECK_INT(status, 0);
    events = json_load_file(name, 0, NULL);
    unlink(name);
    CHECK(json_is_array(events));
    return events;
}

static size_t count(const json_t *events, const char *phase)
{
    const json_t *event;
    size_t i, found = 0;

    json_array_foreach(events, i, event) found +=
        strcmp(json_string_value(json_object_get(event, "ph")), phase) == 0;
    return found;
}

static void what_was_recorded_can_be_read(void)
{
    json_t *events = recorded();

    CHECK_INT(count(events, "b"), 1);
    CHECK_INT(count(events, "e"), 1);
    CHECK_INT(count(events, "B"), 1001);
    CHECK_INT(count(events, "E"), 1001);
    json_decref(events);
}

static void any_name_can_be_read(void)
{
    json_t *events = recorded();
    const json_t *lane = json_array_get(events, 1);

    CHECK_TEXT(json_string_value(json_object_get(lane, "name")),
               "GET /\"a\\b\n\"");
    json_decref(events);
}

static void open_in_no_folder(void *unused)
{
    trace_open("/nowhere/trace");
}

static void a_file_that_cannot_be_written_stops_the_program(void)
{
    CHECK_DIES(open_in_no_folder, NULL,
               "cannot write /nowhere/trace: No such file or directory");
    CHECK(!trace_on);
}

static const UnitTest tests[] = {
    {"a trace can be read", what_was_recorded_can_be_read},
    {"a trace with any name can be read", any_name_can_be_read},
    {"a file that cannot be written stops the program",
     a_file_that_cannot_be_written_stops_the_program},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), NULL, argc, argv);
}
