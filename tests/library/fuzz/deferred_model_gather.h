/*
 * The model's gathers: what common/deferred/gather.h promises.
 */
#ifndef DEFERRED_MODEL_GATHER_H
#define DEFERRED_MODEL_GATHER_H

#include "deferred_model.h"

static void model_make(int slot);
static void model_cancel(int slot);

static void model_unpause(int slot)
{
    if (--models[slot].pauses == 0)
        run_model(slot);
}

static Result failure_of_member(const Model *group, int member)
{
    const char *text = group->group.results[member].text;

    return failure_of(
        text_of("%.*s@%d", (int)strcspn(text, "@"), text, member));
}

static Result last_word_of(const Model *group)
{
    const char *text = "[";

    if (group->group.kind == FIRST_GOOD && group->group.count == 0)
        return failure_of("EINVAL");
    if (group->group.kind == FIRST_GOOD)
        return failure_of_member(group, group->group.count - 1);
    for (int i = 0; i < group->group.count; i++)
        text = text_of("%s%s%s", text, i ? " " : "",
                       reads(group->group.results[i]));
    return (Result){false, text_of("%s]", text)};
}

static void release_group(int slot)
{
    Model *group = &models[slot];

    if (--group->group.missing == 0 && !group->fired) {
        group->firing = false;
        fire_model(slot, last_word_of(group));
    }
}

static void cancel_members(int slot)
{
    Model *group = &models[slot];

    group->group.missing++;
    for (int i = 0; i < group->group.count; i++)
        if (group->group.slots[i] >= 0)
            model_cancel(group->group.slots[i]);
    release_group(slot);
}

static void member_settled(int slot, const ModelStep *step)
{
    Model *group = &models[step->waiter];
    Result result = models[slot].result;
    GatherKind settles = result.failed ? ANY_FAILURE : FIRST_GOOD;

    group->group.slots[step->member] = -1;
    group->group.results[step->member] = result;
    if (!group->fired && group->group.kind == settles) {
        Result word = {false, text_of("[%d %s]", step->member, result.text)};

        group->firing = false;
        fire_model(step->waiter, result.failed
                                     ? failure_of_member(group, step->member)
                                     : word);
        cancel_members(step->waiter);
    }
    release_group(step->waiter);
}

static void model_gather(int slot, GatherKind kind, const int *members,
                         int count)
{
    Model *group = &models[slot];

    model_make(slot);
    group->gathers = group->cancels_later = true;
    group->group.kind = kind;
    group->group.count = count;
    group->group.missing = count + 1;
    for (int i = 0; i < count; i++) {
        group->group.slots[i] = members[i];
        models[members[i]].waiting = false;
        models[members[i]].pauses++;
        add_step(&models[members[i]],
                 (ModelStep){.of = MEMBER, .waiter = slot, .member = i});
    }
    for (int i = 0; i < count; i++)
        model_unpause(members[i]);
    release_group(slot);
}

#endif
