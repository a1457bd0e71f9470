/* Deferred: a pointer that is NULL, as deferred_fire() leaves it, stops the
   program with a sentence that names the function. */
#include "deferred_inside.h"
#include "noting_callbacks.h"

#include "gather.h"

static void add_callback(void *d)
{
    deferred_add_callback(d, plus_one, NULL);
}

static void add_errback(void *d)
{
    deferred_add_errback(d, plus_one, NULL);
}

static void add_callbacks(void *d)
{
    deferred_add_callbacks(d, plus_one, plus_one, NULL);
}

static void add_both(void *d)
{
    deferred_add_both(d, plus_one, NULL);
}

static void return_it(void *d)
{
    value_deferred(d);
}

static void deliver(void *d)
{
    note_result(d);
}

static void ignore(void *d)
{
    deferred_ignore(d);
}

static void chain(void *d)
{
    Deferred *to = deferred_new();

    deferred_chain(d, &to);
}

static void take(void *d)
{
    Value taken;

    deferred_take(d, &taken);
}

static void gather_it(void *d)
{
    Deferred *member = d;

    gather(&member, 1);
}

static void do_nothing(void *arg)
{
}

static void on_cancel(void *d)
{
    deferred_on_cancel(d, do_nothing, NULL);
}

static void on_cancel_later(void *d)
{
    deferred_on_cancel_later(d, do_nothing, NULL);
}

static void cancel(void *d)
{
    deferred_cancel(d);
}

static void hold(void *d)
{
    deferred_pause(d);
}

static void release(void *d)
{
    deferred_unpause(d);
}

static void awaits(void *d)
{
    deferred_awaits(d);
}

static void set_awaited(void *d)
{
    deferred_set_awaited(d, NULL);
}

static const struct {
    const char *name;
    void (*fn)(void *d);
} functions[] = {
    {"deferred_add_callback", add_callback},
    {"deferred_add_errback", add_errback},
    {"deferred_add_callbacks", add_callbacks},
    {"deferred_add_both", add_both},
    {"value_deferred", return_it},
    {"deferred_deliver", deliver},
    {"deferred_ignore", ignore},
    {"deferred_chain", chain},
    {"deferred_take", take},
    {"gather", gather_it},
    {"deferred_on_cancel", on_cancel},
    {"deferred_on_cancel_later", on_cancel_later},
    {"deferred_cancel", cancel},
    {"deferred_pause", hold},
    {"deferred_unpause", release},
    {"deferred_awaits", awaits},
    {"deferred_set_awaited", set_awaited},
};

static void each_function_says_so(void)
{
    for (size_t i = 0; i < COUNT(functions); i++) {
        char sentence[128];

        snprintf(sentence, sizeof sentence, ": %s: the Deferred is NULL; ",
                 functions[i].name);
        CHECK_DIES(functions[i].fn, NULL, sentence);
    }
}

static void add_after_the_fire(void *unused)
{
    Deferred *d = deferred_new();

    deferred_fire(&d, value_int(1));
    deferred_add_callback(d, plus_one, NULL);
}

static void the_likely_mistake_is_named(void)
{
    CHECK_DIES(add_after_the_fire, NULL,
               "deferred_add_callback: the Deferred is NULL; deferred_fire() "
               "sets the pointer to NULL, so use it before you fire\n");
}

static const UnitTest tests[] = {
    {"a Deferred that is NULL stops the program, in each function (rule A2)",
     each_function_says_so},
    {"a Deferred used after its fire says why it is NULL (rule A2)",
     the_likely_mistake_is_named},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
