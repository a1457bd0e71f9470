/*
 * The operations of the model: what common/deferred/deferred.h promises for
 * each of its functions.
 */
#ifndef DEFERRED_MODEL_OPS_H
#define DEFERRED_MODEL_OPS_H

#include "deferred_model_gather.h"

static void model_make(int slot)
{
    models[slot] = (Model){
        .result = nothing, .awaited = -1, .firing = true, .waiting = true};
}

static void model_succeed(int slot, Out result)
{
    model_make(slot);
    models[slot].firing = false;
    models[slot].fired = true;
    models[slot].result = result_of(result);
}

static void model_add(int slot, Action *callback, Action *errback)
{
    add_step(&models[slot], (ModelStep){.of = CALLBACKS,
                                        .callback = callback,
                                        .errback = errback});
    run_model(slot);
}

static int fire_late(Model *m)
{
    int status = m->swallows ? 0 : UV_EALREADY;

    m->swallows = false;
    m->firing = false;
    end_model(m);
    return status;
}

static int model_fire(int slot, Out result)
{
    Model *m = &models[slot];

    if (m->fired)
        return fire_late(m);
    m->firing = false;
    fire_model(slot, result_of(result));
    return 0;
}

static void model_cancel(int slot)
{
    Model *m = &models[slot];

    if (m->awaited >= 0) {
        model_cancel(m->awaited);
    } else if (m->queued || (m->fired && m->pauses)) {
        m->owed = true;
    } else if (!m->fired && !m->canceling) {
        Action *canceller = m->canceller;

        m->swallows = !canceller && !m->gathers;
        if (!m->cancels_later)
            m->canceller = NULL;
        m->canceling = true;
        if (m->gathers)
            cancel_members(slot);
        else if (canceller)
            run_canceller(canceller);
        m->canceling = false;
        if (m->fired)
            end_model(m);
        else if (!m->cancels_later)
            fire_model(slot, failure_of("ECANCELED"));
    }
}

static void forget_result(int slot)
{
    models[slot].waiting = false;
    add_step(&models[slot], (ModelStep){.of = RECEIVER});
    run_model(slot);
}

static int model_chain(int slot, int to)
{
    Model *m = &models[to];

    if (m->fired) {
        int status = fire_late(m);

        model_cancel(slot);
        forget_result(slot);
        return status;
    }
    models[slot].waiting = false;
    m->firing = false;
    m->fired = true;
    m->canceller = NULL;
    wait_for(to, slot);
    run_model(to);
    return 0;
}

static void model_on_cancel(int slot, Action *canceller, bool later)
{
    Model *m = &models[slot];

    if (m->fired)
        return;
    m->canceller = canceller;
    m->cancels_later = later;
}

static void model_pause(int slot)
{
    models[slot].pauses++;
}

static void model_deliver(int slot, Action *receiver)
{
    models[slot].waiting = false;
    add_step(&models[slot], (ModelStep){.of = RECEIVER, .callback = receiver});
    run_model(slot);
}

static void model_ignore(int slot)
{
    models[slot].waiting = false;
    end_model(&models[slot]);
}

static bool model_take(int slot)
{
    Model *m = &models[slot];

    if (!settled(m))
        return false;
    trace(" %s", reads(m->result));
    m->waiting = false;
    m->result = nothing;
    end_model(m);
    return true;
}

static bool model_hold(int slot)
{
    Model *m = &models[slot];

    running_when_held[slot] = m->running;
    if (m->running)
        return false;
    m->waiting = false;
    m->held = true;
    return true;
}

static void model_unhold(int slot)
{
    models[slot].held = false;
    models[slot].waiting = true;
}

static void model_drop(int slot)
{
    models[slot].held = false;
    end_model(&models[slot]);
}

static void model_nest(unsigned depth, Action *inside)
{
    model_depth += depth;
    perform(inside->what, inside->first, inside->second);
    model_depth = 0;
    if (depth > 0) {
        model_depth = 1;
        run_line();
        model_depth = 0;
    }
}

static void model_report(void)
{
    for (int i = 0; i < world->count; i++)
        if (!models[i].gone && settled(&models[i]) &&
            models[i].result.failed) {
            models[i].result = nothing;
            model_reported++;
        }
}

static unsigned model_alive(void)
{
    unsigned alive = 0;

    for (int i = 0; i < world->count; i++)
        alive += !models[i].gone;
    return alive;
}

static unsigned model_unhandled(void)
{
    return model_reported;
}

static const Backend model = {
    model_make,    model_succeed, model_add,       model_fire,
    model_chain,   model_cancel,  model_on_cancel, model_pause,
    model_unpause, model_deliver, model_ignore,    model_take,
    model_hold,    model_unhold,  model_drop,      model_gather,
    model_nest,    model_report,  model_alive,     model_unhandled,
};

#endif
