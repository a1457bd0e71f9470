/* Shutdown triggers: phases, and waiting between them. */
#include "triggers.h"

#include "event_notes.h"
#include "nothing_left.h"

#include <uv.h>

static Triggers *triggers;

static void begin_test(void)
{
    triggers = triggers_new();
}

static void end_test(void)
{
    triggers_free(triggers);
}

static Value say(Value none, void *text)
{
    note("%s", (const char *)text);
    return value_none();
}

static Value say_and_wait(Value none, void *d)
{
    note("before");
    return value_deferred(d);
}

static Value say_and_fail(Value none, void *text)
{
    note("%s", (const char *)text);
    return value_failure(UV_EIO, "a trigger that fails");
}

static unsigned add(TriggerPhase phase, const char *text)
{
    return triggers_add(triggers, phase, say, (void *)text);
}

static void done(void *text)
{
    note("%s", (const char *)text);
}

static void fire(void)
{
    triggers_fire(triggers, done, "done");
}

static void add_to_unknown_phase(void *unused)
{
    add((TriggerPhase)4, "never");
}

static void unknown_phase(void)
{
    begin_test();
    CHECK_DIES(add_to_unknown_phase, NULL, "there is no phase 4");
    end_test();
}

static void each_phase(void)
{
    for (int phase = TRIGGER_BEFORE; phase <= TRIGGER_AFTER; phase++) {
        begin_test();
        notes[0] = '\0';
        add((TriggerPhase)phase, "ran");
        CHECK_TEXT(notes, "");
        fire();
        CHECK_TEXT(notes, "ran done");
        end_test();
    }
}

static void phases_in_order(void)
{
    begin_test();
    add(TRIGGER_AFTER, "after1");
    add(TRIGGER_DURING, "during1");
    add(TRIGGER_BEFORE, "before1");
    add(TRIGGER_BEFORE, "before2");
    add(TRIGGER_DURING, "during2");
    add(TRIGGER_AFTER, "after2");
    fire();
    CHECK_TEXT(notes, "before1 before2 during1 during2 after1 after2 done");
    end_test();
}

static void waits(void)
{
    Deferred *d = deferred_new(), *given = d;

    begin_test();
    triggers_add(triggers, TRIGGER_BEFORE, say_and_wait, given);
    add(TRIGGER_DURING, "during");
    add(TRIGGER_AFTER, "after");
    fire();
    CHECK_TEXT(notes, "before");
    deferred_fire(&d, value_none());
    CHECK_TEXT(notes, "before during after done");
    end_test();
}

static void waits_for_all(void)
{
    Deferred *a = deferred_new(), *b = deferred_new();

    begin_test();
    triggers_add(triggers, TRIGGER_BEFORE, say_and_wait, a);
    triggers_add(triggers, TRIGGER_BEFORE, say_and_wait, b);
    add(TRIGGER_DURING, "during");
    fire();
    deferred_fire(&a, value_none());
    CHECK_TEXT(notes, "before before");
    deferred_fire(&b, value_none());
    CHECK_TEXT(notes, "before before during done");
    end_test();
}

static Deferred *to_be_fired;

static Value fire_earlier(Value none, void *unused)
{
    note("fires");
    deferred_fire(&to_be_fired, value_none());
    return value_none();
}

static void fires_an_earlier_one(void)
{
    Deferred *last = deferred_new();

    begin_test();
    to_be_fired = deferred_new();
    triggers_add(triggers, TRIGGER_BEFORE, say_and_wait, to_be_fired);
    triggers_add(triggers, TRIGGER_BEFORE, fire_earlier, NULL);
    triggers_add(triggers, TRIGGER_BEFORE, say_and_wait, last);
    add(TRIGGER_DURING, "during");
    fire();
    CHECK_TEXT(notes, "before fires before");
    deferred_fire(&last, value_none());
    CHECK_TEXT(notes, "before fires before during done");
    end_test();
}

static void failures(void)
{
    Deferred *d = deferred_new();

    begin_test();
    triggers_add(triggers, TRIGGER_BEFORE, say_and_fail, "fails");
    triggers_add(triggers, TRIGGER_BEFORE, say_and_wait, d);
    add(TRIGGER_BEFORE, "before");
    triggers_add(triggers, TRIGGER_DURING, say_and_fail, "fails");
    add(TRIGGER_DURING, "during");
    fire();
    deferred_fire(&d, value_failure(UV_EIO, "a Deferred that fails"));
    CHECK_TEXT(notes, "fails before before fails during done");
    unhandled_expected = 3;
    end_test();
}

static void run_once(void)
{
    begin_test();
    add(TRIGGER_BEFORE, "before");
    add(TRIGGER_DURING, "during");
    add(TRIGGER_AFTER, "after");
    fire();
    fire();
    CHECK_TEXT(notes, "before during after done done");
    end_test();
}

static Value add_more(Value none, void *unused)
{
    note("adds");
    add(TRIGGER_BEFORE, "before");
    add(TRIGGER_DURING, "during");
    return value_none();
}

static void added_while_they_run(void)
{
    begin_test();
    triggers_add(triggers, TRIGGER_BEFORE, add_more, NULL);
    triggers_add(triggers, TRIGGER_AFTER, add_more, NULL);
    fire();
    CHECK_TEXT(notes, "adds before during adds done");
    end_test();
}

static void freed_while_waiting(void)
{
    Deferred *d = deferred_new();

    begin_test();
    triggers_add(triggers, TRIGGER_BEFORE, say_and_wait, d);
    add(TRIGGER_DURING, "during");
    fire();
    triggers_free(triggers);
    deferred_fire(&d, value_none());
    CHECK_TEXT(notes, "before");
}

static void two_tables(void)
{
    Deferred *d = deferred_new(), *e = deferred_new();
    Triggers *other = triggers_new();

    begin_test();
    triggers_add(triggers, TRIGGER_BEFORE, say_and_wait, d);
    add(TRIGGER_AFTER, "after");
    triggers_add(other, TRIGGER_BEFORE, say_and_wait, e);
    fire();
    triggers_fire(other, done, "other");
    deferred_fire(&d, value_none());
    CHECK_TEXT(notes, "before before after done");
    deferred_fire(&e, value_none());
    CHECK_TEXT(notes, "before before after done other");
    triggers_free(other);
    end_test();
}

static void free_is_a_phase_of_its_own(void)
{
    begin_test();
    add(TRIGGER_FREE, "free1");
    add(TRIGGER_FREE, "free2");
    add(TRIGGER_AFTER, "after");
    fire();
    CHECK_TEXT(notes, "after done");
    triggers_fire_free(triggers);
    CHECK_TEXT(notes, "after done free1 free2");
    end_test();
}

static const UnitTest tests[] = {
    {"an unknown phase stops the program", unknown_phase},
    {"a trigger of any phase runs when fired, not before", each_phase},
    {"triggers run before, during and after, each in the order of adding",
     phases_in_order},
    {"a trigger of the free phase does not run at the stop",
     free_is_a_phase_of_its_own},
    {"the next phase waits for the Deferred of a before trigger", waits},
    {"the next phase waits for all Deferreds", waits_for_all},
    {"a trigger may fire the Deferred of an earlier one",
     fires_an_earlier_one},
    {"failures are reported and stop nothing", failures},
    {"triggers run once", run_once},
    {"a trigger added to a later phase runs; one added to a past phase does "
     "not",
     added_while_they_run},
    {"later phases never run if the table is freed while it waits",
     freed_while_waiting},
    {"two tables do not disturb each other", two_tables},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
