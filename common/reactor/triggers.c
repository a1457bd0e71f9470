/*
 * A list of functions for each phase. The phase "before" is over when its
 * last Deferred has fired: `waiting` counts them down.
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
    Trigger *phases[TRIGGER_FREE + 1];
    unsigned last_number;
    unsigned waiting; /* for so many Deferreds */
    bool abandoned;
    void (*done)(void *arg);
    void *done_arg;
};

Triggers *triggers_new(void)
{
    return xcalloc(1, sizeof(Triggers));
}

static void drop(Trigger **link)
{
    Trigger *trigger = *link;

    *link = trigger->next;
    free(trigger);
}

/* A Deferred that is waited for may fire later still, and then looks here:
   the last of them frees what is left. */
void triggers_free(Triggers *triggers)
{
    for (int phase = TRIGGER_BEFORE; phase <= TRIGGER_FREE; phase++)
        while (triggers->phases[phase])
            drop(&triggers->phases[phase]);
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
            drop(link);
            return 0;
        }
    }
    return UV_ENOENT;
}

static Deferred *run_first(Triggers *triggers, TriggerPhase phase)
{
    Trigger trigger = *triggers->phases[phase];
    Kept *mark = keep_begin();
    Deferred *d;

    drop(&triggers->phases[phase]);
    d = maybe_deferred(trigger.fn, trigger.arg);
    keep_end(mark);
    return d;
}

static void run_phase(Triggers *triggers, TriggerPhase phase)
{
    while (triggers->phases[phase])
        deferred_ignore(run_first(triggers, phase));
}

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

static Value trigger_has_ended(Value result, void *triggers)
{
    wait_for_one_less(triggers);
    return result;
}

/* It waits for itself as well: so the next phase does not begin before all
   triggers of this one have been called. */
void triggers_fire(Triggers *triggers, void (*done)(void *arg), void *arg)
{
    triggers->done = done;
    triggers->done_arg = arg;
    triggers->waiting++;
    while (triggers->phases[TRIGGER_BEFORE]) {
        Deferred *d = run_first(triggers, TRIGGER_BEFORE);

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
