/*
 * A model of Deferreds as a backend of a script: the same rules in the
 * simplest words, with recursion, arrays of fixed size, and nothing freed
 * before the script ends.
 */
#ifndef DEFERRED_MODEL_H
#define DEFERRED_MODEL_H

#include "deferred_script.h"

#include <stdlib.h>
#include <uv.h>

enum { STEPS = 2 * FUEL, TEXTS = 1 << 20, DEEPEST = 32 };

typedef struct {
    bool failed;
    const char *text; /* as it reads in a trace; a failure's without f */
} Result;

typedef enum { CALLBACKS, RECEIVER, WAITER, MEMBER } StepOf;

typedef struct {
    StepOf of;
    Action *callback; /* or the receiver */
    Action *errback;
    int waiter; /* or the gather's slot */
    int member;
} ModelStep;

typedef struct {
    Result result;
    ModelStep steps[STEPS];
    int first, end;
    int awaited; /* or -1 */
    Action *canceller;
    unsigned pauses;
    bool cancels_later, canceling, swallows;
    bool firing, waiting, held; /* ends that are open; in a Value */
    bool fired, running, busy, queued, gone, gathers;
    bool owed; /* a cancel, to what it waits for next */
    struct {   /* if it gathers */
        GatherKind kind;
        int count, missing;
        int slots[MEMBERS]; /* or -1, when it has its result */
        Result results[MEMBERS];
    } group;
} Model;

static Model models[SLOTS];
static const Result nothing = {false, "-"};
static char texts[TEXTS];
static size_t texts_used;
static unsigned model_depth, model_reported;
static bool running_when_held[SLOTS];
static int waiting_line[SLOTS], line_first, line_end;

static __attribute__((format(printf, 1, 2))) const char *
text_of(const char *format, ...)
{
    char *text = texts + texts_used;
    va_list args;

    va_start(args, format);
    texts_used += (size_t)vsnprintf(text, TEXTS - texts_used, format, args);
    texts_used++;
    va_end(args);
    if (texts_used >= TEXTS)
        abort();
    return text;
}

static Result failure_of(const char *text)
{
    return (Result){true, text};
}

static const char *reads(Result result)
{
    return result.failed ? text_of("f%s", result.text) : result.text;
}

static bool settled(const Model *m)
{
    return m->fired && m->awaited < 0 && !m->pauses && !m->running &&
           !m->queued && m->first == m->end;
}

static void end_model(Model *m)
{
    if (m->gone || m->waiting || m->held || m->busy || m->canceling ||
        !settled(m))
        return;
    if (m->result.failed) {
        model_reported++;
        m->result = nothing;
    }
    m->gone = !m->firing;
}

static void add_step(Model *m, ModelStep step)
{
    if (m->end == STEPS)
        abort();
    m->steps[m->end++] = step;
}

static Result result_of(Out out)
{
    if (out.kind == NONE)
        return nothing;
    return (Result){out.kind == FAILURE, text_of("%d", out.number)};
}

static bool waits(int slot, int target)
{
    return slot == target ||
           (slot >= 0 && waits(models[slot].awaited, target));
}

static void wait_for(int slot, int inner)
{
    Model *m = &models[slot], *other = &models[inner];

    if (waits(inner, slot)) {
        m->result = failure_of("EINVAL");
    } else if (settled(other)) {
        m->result = other->result;
        other->result = nothing;
        end_model(other);
    } else {
        m->result = nothing;
        m->awaited = inner;
        add_step(other, (ModelStep){.of = WAITER, .waiter = slot});
    }
}

static void call_model(int slot, const ModelStep *step)
{
    Model *m = &models[slot];
    Action *action = m->result.failed ? step->errback : step->callback;
    Out out;

    if (!action)
        return;
    m->running = true;
    out = run_callback(action, reads(m->result));
    m->running = false;
    if (out.kind == DEFERRED && running_when_held[out.number]) {
        m->result = failure_of("EINVAL");
    } else if (out.kind == DEFERRED) {
        models[out.number].held = false;
        wait_for(slot, out.number);
    } else if (out.kind != UNCHANGED) {
        m->result = result_of(out);
    }
}

static void member_settled(int slot, const ModelStep *step);
static void run_model(int slot);
static void model_cancel(int slot);

static void run_now(int slot)
{
    Model *m = &models[slot];

    m->busy = true;
    while (!m->pauses && m->awaited < 0 && m->first < m->end) {
        ModelStep step = m->steps[m->first++];

        if (step.of == CALLBACKS) {
            call_model(slot, &step);
        } else if (step.of == MEMBER) {
            m->running = true;
            member_settled(slot, &step);
            m->running = false;
            if (m->result.failed)
                m->result = nothing;
        } else if (step.of == RECEIVER) {
            m->running = true;
            if (step.callback)
                run_receiver(step.callback, reads(m->result));
            m->running = false;
            m->result = nothing;
        } else {
            models[step.waiter].awaited = -1;
            models[step.waiter].result = m->result;
            models[step.waiter].owed = m->owed;
            m->owed = false;
            m->result = nothing;
            run_now(step.waiter);
        }
    }
    m->busy = false;
    if (m->owed && m->awaited >= 0) {
        m->owed = false;
        model_cancel(m->awaited);
    } else {
        m->owed = m->owed && m->pauses;
        end_model(m);
    }
}

static void run_line(void)
{
    while (line_first != line_end) {
        int slot = waiting_line[line_first++ % SLOTS];

        models[slot].queued = false;
        run_now(slot);
    }
}

static void run_model(int slot)
{
    Model *m = &models[slot];

    if (m->busy || m->queued || !m->fired)
        return;
    if (model_depth == DEEPEST) {
        m->queued = true;
        waiting_line[line_end++ % SLOTS] = slot;
        return;
    }
    model_depth++;
    run_now(slot);
    if (model_depth == 1)
        run_line();
    model_depth--;
}

static void fire_model(int slot, Result result)
{
    Model *m = &models[slot];

    m->fired = true;
    m->canceller = NULL;
    m->result = result;
    run_model(slot);
}

#endif
