/* The lines of a trace: slices, lanes, and the lives of Deferreds. */
#include "trace_reader.h"

#include <pthread.h>

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

static const UnitTest tests[] = {
    {"a recorded trace can be read", what_was_recorded_can_be_read},
    {"the end of a lane repeats its name", the_end_of_a_lane_repeats_its_name},
    {"a Deferred is made, waits, is canceled and fires",
     the_life_of_a_deferred},
    {"a slice has the address of its function, as nm prints it",
     a_slice_has_the_address_of_its_function},
    {"threads do not mix up their lines", threads_do_not_mix_their_lines},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), NULL, argc, argv);
}
