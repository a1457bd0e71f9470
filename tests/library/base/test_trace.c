/* The trace: a file that JSON's readers can read, whatever was recorded and
   however the program has ended. */
#include "trace.h"

#include "die.h"
#include "unit.h"

#include <jansson.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>

static char name[] = "/tmp/test_trace_XXXXXX";
static json_t *events;

/* Runs fn in a child that records, and reads the file. Returns the child's
   status. */
static int record(void (*fn)(void))
{
    int status;
    pid_t child;

    memcpy(name + strlen(name) - 6, "XXXXXX", 6);
    close(mkstemp(name));
    fflush(NULL);
    child = fork();
    if (child == 0) {
        trace_open(name);
        fn();
        exit(0);
    }
    waitpid(child, &status, 0);
    json_decref(events);
    events = json_load_file(name, 0, NULL);
    unlink(name);
    CHECK(json_is_array(events));
    return status;
}

static const char *text_of(const json_t *event, const char *key)
{
    return json_string_value(json_object_get(event, key));
}

static json_int_t number_of(const json_t *event, const char *key)
{
    return json_integer_value(json_object_get(event, key));
}

static const json_t *args_of(const json_t *event)
{
    return json_object_get(event, "args");
}

/* The event with this phase, or the nth after it. */
static const json_t *nth(const char *phase, size_t n)
{
    const json_t *event;
    size_t i;

    json_array_foreach(events, i,
                       event) if (strcmp(text_of(event, "ph"), phase) == 0 &&
                                  n-- == 0) return event;
    return NULL;
}

static size_t count(const char *phase)
{
    size_t found = 0;

    while (nth(phase, found))
        found++;
    return found;
}

static void lanes_and_deep_slices(void)
{
    unsigned lane = trace_begin("request", "GET", "/\"a\\b\n\"");

    trace_enter_lane("route", NULL, lane);
    for (int i = 0; i < 1000; i++)
        trace_enter_lane("deep", NULL, lane);
    trace_fired(2, 1);
    for (int i = 0; i < 1000; i++)
        trace_leave();
    trace_leave();
    trace_end(lane, "200");
    trace_end(0, "no lane");
    trace_leave();
}

static void what_was_recorded_can_be_read(void)
{
    CHECK_INT(record(lanes_and_deep_slices), 0);
    CHECK_INT(count("b"), 1);
    CHECK_INT(count("e"), 1);
    CHECK_INT(count("B"), 1001);
    CHECK_INT(count("E"), 1001);
    CHECK_INT(count("i"), 1);
    CHECK_TEXT(text_of(nth("b", 0), "name"), "GET /\"a\\b\n\"");
}

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

/* chrome://tracing takes a nameless end for the end of another lane. */
static void the_end_of_a_lane_repeats_its_name(void)
{
    CHECK_INT(record(two_lanes), 0);
    CHECK_TEXT(text_of(nth("b", 1), "name"), "wait 2.5 s");
    CHECK_INT(number_of(args_of(nth("b", 1)), "parent"), 1);
    for (size_t i = 0; i < 3; i++) {
        const json_t *begin = nth("b", i), *end = nth("e", i);

        CHECK_INT(number_of(end, "id"), number_of(begin, "id"));
        CHECK_TEXT(text_of(end, "name"), text_of(begin, "name"));
        CHECK_TEXT(text_of(end, "cat"), text_of(begin, "cat"));
    }
    CHECK_TEXT(text_of(args_of(nth("e", 0)), "outcome"), "client left");
    CHECK_TEXT(text_of(args_of(nth("e", 1)), "outcome"), "ECANCELED");
    CHECK_TEXT(text_of(args_of(nth("e", 2)), "outcome"), "404");
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

static void deferreds(void)
{
    TraceName first = trace_made(), second = trace_made();

    trace_enter("callback", (TraceFunction *)two_lanes, first);
    trace_waits(second.number, first.number);
    trace_canceled(second.number);
    trace_fired(second.number, 0);
    trace_fired(0, 0);
    trace_leave();
}

static void the_life_of_a_deferred(void)
{
    static const char *const names[] = {"made", "made", "waits", "canceled",
                                        "fired"};

    CHECK_INT(record(deferreds), 0);
    CHECK_INT(count("i"), COUNT(names));
    for (size_t i = 0; i < COUNT(names); i++)
        CHECK_TEXT(text_of(nth("i", i), "name"), names[i]);
    CHECK(json_array_size(json_object_get(args_of(nth("i", 0)), "at")) > 0);
    CHECK_INT(number_of(args_of(nth("i", 2)), "deferred"), 2);
    CHECK_INT(number_of(args_of(nth("i", 2)), "awaited"), 1);
    CHECK_INT(number_of(args_of(nth("i", 4)), "by"), 1);
    CHECK_INT(number_of(args_of(nth("B", 0)), "deferred"), 1);
}

static char symbol[32];

/* As nm prints it, but for the zeros in front. */
static void read_symbol(void)
{
    FILE *nm = popen("nm /proc/$PPID/exe | "
                     "sed -n 's/^0*\\([0-9a-f]*\\) t two_lanes$/0x\\1/p'",
                     "r");

    CHECK(nm && fscanf(nm, "%31s", symbol) == 1);
    pclose(nm);
}

static void a_slice_has_the_address_of_its_function(void)
{
    read_symbol();
    CHECK_INT(record(deferreds), 0);
    CHECK_TEXT(text_of(args_of(nth("B", 0)), "fn"), symbol);
}

static void *record_much(void *unused)
{
    for (int i = 0; i < 500; i++) {
        unsigned lane = trace_begin_below(7, "thread", "in a thread");

        trace_enter_lane("thread function", NULL, lane);
        trace_leave();
        trace_end(lane, "");
    }
    return NULL;
}

static void four_threads(void)
{
    pthread_t threads[4];

    for (size_t i = 0; i < COUNT(threads); i++)
        pthread_create(&threads[i], NULL, record_much, NULL);
    record_much(NULL);
    for (size_t i = 0; i < COUNT(threads); i++)
        pthread_join(threads[i], NULL);
}

static void threads_do_not_mix_their_lines(void)
{
    CHECK_INT(record(four_threads), 0);
    CHECK_INT(count("b"), 2500);
    CHECK_INT(count("e"), 2500);
    CHECK_INT(count("B"), 2500);
    CHECK_INT(number_of(args_of(nth("b", 0)), "parent"), 7);
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
    {"what was recorded can be read", what_was_recorded_can_be_read},
    {"the end of a lane repeats its name", the_end_of_a_lane_repeats_its_name},
    {"a long name is cut between two characters",
     a_name_is_cut_between_characters},
    {"after die(), abort() and SIGKILL the file is whole, to the last event",
     after_any_end_the_last_events_are_there},
    {"while the program runs the file can be read, too",
     it_can_be_read_meanwhile},
    {"a Deferred is made, waits, is canceled and fires",
     the_life_of_a_deferred},
    {"a slice has the address of its function, as nm prints it",
     a_slice_has_the_address_of_its_function},
    {"threads do not mix up their lines", threads_do_not_mix_their_lines},
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
