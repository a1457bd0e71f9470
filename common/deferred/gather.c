/*
 * A gather is a group of members, each with a callback of ours.
 *
 * Member_done() notes a member's result. The last one, or the first that
 * settles the group early, fires the group's Deferred; in the latter case the
 * other members are canceled, and the group lives until each of them has
 * ended.
 */
#include "gather.h"

#include "deferred_inside.h"
#include "thread.h"
#include "xmalloc.h"

#include <stdlib.h>
#include <uv.h>

/* What settles the group before all members have their results. */
typedef enum { A_FAILURE, A_SUCCESS, NOTHING } Early;

typedef struct Group Group;

typedef struct {
    Group *group;
    Deferred *d; /* NULL when it has its result */
    Value result;
} Member;

/* Lives until the last member has its result, which may be long after it
   has fired. */
struct Group {
    Early early;
    Deferred *fires; /* NULL when it has fired */
    size_t count;
    size_t missing; /* members without a result, and uses */
    Member members[];
};

static Value list_of_results(const Group *group)
{
    Value *results = xcalloc(group->count, sizeof *results);
    Value list;

    for (size_t i = 0; i < group->count; i++)
        results[i] = value_copy(group->members[i].result);
    list = value_list(results, group->count);
    free(results);
    return list;
}

static Value failure_of(const Group *group, size_t index)
{
    Value result = group->members[index].result;

    return value_failure_of(as_failure(result), (int)index);
}

/* The result when all members have theirs and none settled it early. */
static Value last_word(const Group *group)
{
    if (group->early != A_SUCCESS)
        return list_of_results(group);
    if (group->count == 0)
        return value_failure(UV_EINVAL, "there is no member to wait for");
    return failure_of(group, group->count - 1);
}

static void release_group(Group *group)
{
    if (--group->missing > 0)
        return;
    if (group->fires)
        deferred_fire(&group->fires, last_word(group));
    for (size_t i = 0; i < group->count; i++)
        value_free(group->members[i].result);
    free(group);
}

/* The group may lose its last member on the way, so this is a use too. */
static void cancel_members(void *arg)
{
    Group *group = arg;

    group->missing++;
    for (size_t i = 0; i < group->count; i++)
        if (group->members[i].d)
            deferred_cancel(group->members[i].d);
    release_group(group);
}

static Value first_word(const Group *group, size_t index)
{
    Value result = group->members[index].result;
    Value pair[2] = {value_int((int64_t)index)};

    if (failed(result))
        return failure_of(group, index);
    pair[1] = value_copy(result);
    return value_list(pair, 2);
}

static Value member_done(Value result, void *arg)
{
    Member *member = arg;
    Group *group = member->group;
    Early what = failed(result) ? A_FAILURE : A_SUCCESS;

    member->d = NULL;
    member->result = value_copy(result);
    if (group->fires && what == group->early) {
        deferred_fire(&group->fires,
                      first_word(group, (size_t)(member - group->members)));
        cancel_members(group);
    }
    release_group(group);
    return failed(result) ? value_none() : result;
}

/* All are paused until all are given away: the first failure cancels the
   others, and must find each of them alive. */
static void take_members(Group *group, Deferred *const *members)
{
    for (size_t i = 0; i < group->count; i++) {
        Member *member = &group->members[i];

        *member = (Member){.group = group, .d = members[i]};
        deferred_life_give_away(members[i], "gather");
        deferred_pause(members[i]);
        deferred_add_both(members[i], member_done, member);
    }
    for (size_t i = 0; i < group->count; i++)
        deferred_unpause(members[i]);
}

static Deferred *gather_until(Early early, Deferred *const *members,
                              size_t count)
{
    Group *group = xcalloc(1, sizeof *group + count * sizeof(Member));
    Deferred *d = deferred_new();

    group->early = early;
    group->fires = d;
    group->count = count;
    group->missing = count + 1;
    deferred_on_cancel_later(d, cancel_members, group);
    take_members(group, members);
    release_group(group);
    return d;
}

Deferred *gather(Deferred *const *members, size_t count)
{
    thread_check("gather");
    return gather_until(A_FAILURE, members, count);
}

Deferred *gather_all(Deferred *const *members, size_t count)
{
    thread_check("gather_all");
    return gather_until(NOTHING, members, count);
}

Deferred *gather_first(Deferred *const *members, size_t count)
{
    thread_check("gather_first");
    return gather_until(A_SUCCESS, members, count);
}
