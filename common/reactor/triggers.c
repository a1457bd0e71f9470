/*
 * A list of functions for each phase. reactor_stop() fires the first three,
 * reactor_free() the fourth. The phase "before" is over when the last of its
 * Deferreds has fired: `waiting` counts them down, and the last one starts
 * the phases after it.
 */
#include "triggers.h"

#include "die.h"
#include "keep.h"
#include "xmalloc.h"

#include <stdlib.h>
#include <uv.h>

typedef struct Trigger Trigger;

struct Trigger {
    Trigger *next;
    Callback *fn;
    void *arg;
    unsigned number;
};

struct Triggers {
    /* triggers_add() and triggers_remove(): */
    Trigger *phases[TRIGGER_FREE + 1]; /* in the order of adding */
    unsigned last_number;

    /* triggers_fire(): */
    unsigned waiting; /* the number of Deferreds that have not fired */
    void (*done)(void *arg);
    void *done_arg;

    /* triggers_free(): */
    bool abandoned; /* the last Deferred frees this */
};

Triggers *triggers_new(void)
{
    return xcalloc(1, sizeof(Triggers));
}

/* The link may be the head of a list, or any trigger's `next`. */
static void drop_trigger(Trigger **link)
{
    Trigger *trigger = *link;

    *link = trigger->next;
    free(trigger);
}

/* The Deferreds that we wait for may fire even later, and then look here: the
   last of them frees the rest. */
void triggers_free(Triggers *triggers)
{
    for (int phase = TRIGGER_BEFORE; phase <= TRIGGER_FREE; phase++)
        while (triggers->phases[phase])
            drop_trigger(&triggers->phases[phase]);
    if (triggers->waiting > 0)
        triggers->abandoned = true;
    else
        free(triggers);
}

unsigned triggers_add(Triggers *triggers, TriggerPhase phase, Callback *fn,
                      void *arg)
{
    Trigger *trigger = xcalloc(1, sizeof *trigger), **link;

    if (phase > TRIGGER_FREE)
        die("triggers_add: there is no phase %d", (int)phase);
    link = &triggers->phases[phase];
    while (*link)
        link = &(*link)->next;
    *link = trigger;
    trigger->fn = fn;
    trigger->arg = arg;
    trigger->number = ++triggers->last_number;
    return trigger->number;
}

int triggers_remove(Triggers *triggers, unsigned number)
{
    for (int phase = TRIGGER_BEFORE; phase <= TRIGGER_FREE; phase++) {
        Trigger **link = &triggers->phases[phase];

        while (*link && (*link)->number != number)
            link = &(*link)->next;
        if (*link) {
            drop_trigger(link);
            return 0;
        }
    }
    return UV_ENOENT;
}

/* The trigger leaves its list first: so it runs once, even if it fires or
   removes triggers itself. The caller owns the Deferred. */
static Deferred *run_first_trigger(Triggers *triggers, TriggerPhase phase)
{
    Trigger trigger = *triggers->phases[phase];
    Kept *mark = keep_begin();
    Deferred *d;

    drop_trigger(&triggers->phases[phase]);
    d = maybe_deferred(trigger.fn, trigger.arg);
    keep_end(mark);
    return d;
}

static void run_phase(Triggers *triggers, TriggerPhase phase)
{
    while (triggers->phases[phase])
        deferred_ignore(run_first_trigger(triggers, phase));
}

/* After the last Deferred of "before" the other phases run at once: we do not
   wait for theirs. */
static void wait_for_one_less(Triggers *triggers)
{
    if (--triggers->waiting > 0)
        return;
    if (triggers->abandoned) {
        free(triggers);
        return;
    }
    run_phase(triggers, TRIGGER_DURING);
    run_phase(triggers, TRIGGER_AFTER);
    triggers->done(triggers->done_arg);
}

/* The Deferred of a "before" trigger has fired. Its failure goes on, to be
   reported. */
static Value trigger_has_ended(Value result, void *triggers)
{
    wait_for_one_less(triggers);
    return result;
}

/* This function counts itself in `waiting`, too: so the next phase does not
   begin before it has called all triggers of this one. */
void triggers_fire(Triggers *triggers, void (*done)(void *arg), void *arg)
{
    triggers->done = done;
    triggers->done_arg = arg;
    triggers->waiting++;
    while (triggers->phases[TRIGGER_BEFORE]) {
        Deferred *d = run_first_trigger(triggers, TRIGGER_BEFORE);

        triggers->waiting++;
        deferred_add_both(d, trigger_has_ended, triggers);
        deferred_ignore(d);
    }
    wait_for_one_less(triggers);
}

void triggers_fire_free(Triggers *triggers)
{
    run_phase(triggers, TRIGGER_FREE);
}
