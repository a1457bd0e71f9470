/* Shutdown triggers: removed before, while and after they run. */
#include "triggers.h"

#include "event_notes.h"
#include "nothing_left.h"

#include <uv.h>

static Triggers *triggers;
static unsigned victim;

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

static Value remove_victim(Value none, void *text)
{
    int status = triggers_remove(triggers, victim);

    note("%s", status == 0 ? "removed" : uv_err_name(status));
    return value_none();
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

static void removed(void)
{
    unsigned number;

    begin_test();
    add(TRIGGER_BEFORE, "first");
    number = add(TRIGGER_BEFORE, "second");
    CHECK_INT(triggers_remove(triggers, number), 0);
    fire();
    CHECK_TEXT(notes, "first done");
    end_test();
}

static void removed_twice(void)
{
    unsigned number;

    begin_test();
    number = add(TRIGGER_DURING, "a");
    CHECK_INT(triggers_remove(triggers, number + 1), UV_ENOENT);
    CHECK_INT(triggers_remove(triggers, 0), UV_ENOENT);
    CHECK_INT(triggers_remove(triggers, number), 0);
    CHECK_INT(triggers_remove(triggers, number), UV_ENOENT);
    end_test();
}

static void removes_one_that_has_run(void)
{
    begin_test();
    victim = add(TRIGGER_BEFORE, "first");
    triggers_add(triggers, TRIGGER_BEFORE, remove_victim, NULL);
    add(TRIGGER_BEFORE, "second");
    fire();
    CHECK_TEXT(notes, "first ENOENT second done");
    end_test();
}

static void removes_one_of(TriggerPhase own, TriggerPhase other)
{
    begin_test();
    triggers_add(triggers, own, remove_victim, NULL);
    victim = add(other, "first");
    add(other, "second");
    fire();
    CHECK_TEXT(notes, "removed second done");
    end_test();
}

static void removes_one_before(void)
{
    removes_one_of(TRIGGER_BEFORE, TRIGGER_BEFORE);
}

static void removes_one_during(void)
{
    removes_one_of(TRIGGER_DURING, TRIGGER_DURING);
}

static void removes_one_of_the_next_phase(void)
{
    removes_one_of(TRIGGER_BEFORE, TRIGGER_DURING);
}

static void removed_while_waiting(void)
{
    Deferred *d = deferred_new();
    unsigned during;

    begin_test();
    triggers_add(triggers, TRIGGER_BEFORE, say_and_wait, d);
    during = add(TRIGGER_DURING, "during");
    add(TRIGGER_AFTER, "after");
    fire();
    triggers_remove(triggers, during);
    deferred_fire(&d, value_none());
    CHECK_TEXT(notes, "before after done");
    end_test();
}

static void removes_its_twin(void)
{
    begin_test();
    add(TRIGGER_BEFORE, "twin");
    triggers_add(triggers, TRIGGER_BEFORE, remove_victim, NULL);
    victim = add(TRIGGER_DURING, "twin");
    fire();
    CHECK_TEXT(notes, "twin removed done");
    end_test();
}

static const UnitTest tests[] = {
    {"a removed trigger does not run", removed},
    {"removing an unknown trigger, or one twice, is refused", removed_twice},
    {"removing a trigger that has run is refused", removes_one_that_has_run},
    {"a before trigger may remove another one", removes_one_before},
    {"a during trigger may remove another one", removes_one_during},
    {"a before trigger may remove a during trigger",
     removes_one_of_the_next_phase},
    {"a during trigger is removed while the phase before it waits",
     removed_while_waiting},
    {"a before trigger removes the twin of one that has run",
     removes_its_twin},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
