/* The file of a trace: JSON that can be read at any time, and however the
   program has ended. */
#include "trace_reader.h"

#include "die.h"

#include <signal.h>

static void two_lanes(void)
{
    unsigned request = trace_begin("request", "GET", "/"), delay;

    trace_enter_lane("handler", NULL, request);
    delay = trace_begin_delay("delay", "wait", 2.5);
    trace_leave();
    trace_end(request, "client left");
    trace_end_code(delay, -ECANCELED);
    trace_end_code(trace_begin("transfer", "GET /x", NULL), 404);
}

static void long_names(void)
{
    char path[420] = "";

    for (int i = 0; i < 5; i++) {
        memset(path, 'x', (size_t)i);
        path[i] = '\0';
        for (int j = 0; j < 100; j++)
            strcat(path, i % 2 ? "\xc3\xa9" : "\xf0\x9f\x8d\x9e");
        trace_begin("request", "GET", path);
    }
    trace_begin("request", "GET", "/\xff\xc3(\xe2\x82");
}

static void a_name_is_cut_between_characters(void)
{
    CHECK_INT(record(long_names), 0);
    for (size_t i = 0; i < 5; i++) {
        size_t length = strlen(text_of(nth("b", i), "name"));

        CHECK(length > 195 && length < 200);
    }
    CHECK_TEXT(text_of(nth("b", 5), "name"),
               "GET /\xef\xbf\xbd\xef\xbf\xbd(\xef\xbf\xbd\xef\xbf\xbd");
}

static void begin_and_die(void)
{
    trace_enter_lane("handler", NULL, 0);
    trace_begin("delay", "the last thing", NULL);
    die("a mistake");
}

static void begin_and_abort(void)
{
    trace_enter_lane("handler", NULL, 0);
    trace_begin("delay", "the last thing", NULL);
    abort();
}

static void begin_and_be_killed(void)
{
    trace_enter_lane("handler", NULL, 0);
    trace_begin("delay", "the last thing", NULL);
    raise(SIGKILL);
}

static void after_any_end_the_last_events_are_there(void)
{
    void (*const ends[])(void) = {begin_and_die, begin_and_abort,
                                  begin_and_be_killed};
    const int signals[] = {SIGABRT, SIGABRT, SIGKILL};

    for (size_t i = 0; i < COUNT(ends); i++) {
        CHECK_INT(record(ends[i]), signals[i]);
        CHECK_TEXT(text_of(nth("B", 0), "name"), "handler");
        CHECK_TEXT(text_of(nth("b", 0), "name"), "the last thing");
    }
}

static void read_on(void)
{
    for (int i = 0; i < 100; i++) {
        json_t *array;

        trace_begin("delay", "a moment", NULL);
        array = json_load_file(name, 0, NULL);
        CHECK_INT(json_array_size(array), 2 + i);
        json_decref(array);
    }
}

static void it_can_be_read_meanwhile(void)
{
    CHECK_INT(record(read_on), 0);
}

/* A pipe cannot go back, and is complete when the program has ended. */
static void a_pipe_can_be_recorded_into(void)
{
    int ends[2], status;
    char path[40];
    FILE *file;
    json_t *array;

    CHECK_INT(pipe(ends), 0);
    if (fork() == 0) {
        snprintf(path, sizeof path, "/dev/fd/%d", ends[1]);
        trace_open(path);
        two_lanes();
        exit(0);
    }
    close(ends[1]);
    file = fdopen(ends[0], "r");
    array = json_loadf(file, 0, NULL);
    wait(&status);
    CHECK_INT(status, 0);
    CHECK_INT(json_array_size(array), 9);
    json_decref(array);
    fclose(file);
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

static void record_on_a_full_disk(void *unused)
{
    trace_open("/dev/full");
    two_lanes();
}

static void a_full_disk_ends_the_trace_alone(void)
{
    CHECK_CONTAINS(unit_stderr_of(record_on_a_full_disk, NULL),
                   "the trace ends here: No space left on device");
}

static const UnitTest tests[] = {
    {"a long name is cut between two characters",
     a_name_is_cut_between_characters},
    {"after die(), abort() and SIGKILL the file is whole, to the last event",
     after_any_end_the_last_events_are_there},
    {"while the program runs the file can be read, too",
     it_can_be_read_meanwhile},
    {"a pipe can be recorded into", a_pipe_can_be_recorded_into},
    {"a file that cannot be written stops the program",
     a_file_that_cannot_be_written_stops_the_program},
    {"a full disk ends the trace, and not the program",
     a_full_disk_ends_the_trace_alone},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), NULL, argc, argv);
}
