/*
 * A script of Deferred operations, read from the octets of a fuzzer's input.
 *
 * Three octets are an operation: what to do, and with which Deferreds. The
 * operations are done in a world, by its backend: the library, or the model
 * of it. What happens is written into the world's trace. The script obeys
 * the library's one rule on pointers: it uses a Deferred only while one of
 * its ends, a Value of it or a pause of it is the script's. So what differs
 * between two traces is a mistake in one of the backends.
 */
#ifndef DEFERRED_SCRIPT_H
#define DEFERRED_SCRIPT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { SLOTS = 24, ACTIONS = 400, FUEL = 200, TRACE = 40000, MEMBERS = 4 };

/* What a callback returns: what it was lent, a number, or a Deferred. */
typedef enum { UNCHANGED, NONE, INT, FAILURE, DEFERRED } OutKind;

typedef struct {
    OutKind kind;
    int number; /* or the slot of the Deferred */
} Out;

/* What a callback, a canceller or a receiver of the script does. */
typedef struct {
    int id;
    int slot; /* of the Deferred that it was added to */
    uint8_t what;
    uint8_t first;
    uint8_t second;
} Action;

typedef enum { ANY_FAILURE, NO_FAILURE, FIRST_GOOD, GATHER_KINDS } GatherKind;

/* A world's Deferreds are told apart by the number of their slot. */
typedef struct {
    void (*make)(int slot);
    void (*succeed)(int slot, Out result);
    void (*add)(int slot, Action *callback, Action *errback);
    int (*fire)(int slot, Out result);
    int (*chain)(int slot, int to);
    void (*cancel)(int slot);
    void (*on_cancel)(int slot, Action *canceller, bool later);
    void (*pause)(int slot);
    void (*unpause)(int slot);
    void (*deliver)(int slot, Action *receiver);
    void (*ignore)(int slot);
    bool (*take)(int slot); /* and writes the result */
    bool (*hold)(int slot); /* in a Value, which may be a failure */
    void (*unhold)(int slot);
    void (*drop)(int slot); /* the Value */
    void (*gather)(int slot, GatherKind kind, const int *members, int count);
    void (*nest)(unsigned depth, Action *inside);
    void (*report)(void);
    unsigned (*alive)(void);
    unsigned (*unhandled)(void);
} Backend;

typedef enum { GONE, HELD, OWNED } Waiting;

typedef struct {
    Waiting waiting;
    bool firing; /* its firing end is the script's */
    bool gathers;
    unsigned pauses;
    uint32_t waits_for; /* or has done so: a bit for each slot */
} Slot;

typedef struct {
    const Backend *backend;
    const uint8_t *script;
    size_t left;
    int fuel; /* so many operations may still be done */
    Slot slots[SLOTS];
    int count;
    Action actions[ACTIONS];
    int actions_used;
    char trace[TRACE];
    size_t length;
} World;

static World *world; /* the one that runs */

static inline __attribute__((format(printf, 1, 2))) void
trace(const char *format, ...)
{
    size_t room = TRACE - world->length;
    va_list args;
    int length;

    va_start(args, format);
    length = vsnprintf(world->trace + world->length, room, format, args);
    va_end(args);
    world->length += (size_t)length < room ? (size_t)length : room - 1;
}

static inline uint8_t next_octet(void)
{
    if (world->left == 0)
        return 0;
    world->left--;
    return *world->script++;
}

static inline Action next_three(void)
{
    Action action = {.what = next_octet()};

    action.first = next_octet();
    action.second = next_octet();
    return action;
}

static inline Action *next_action(int slot)
{
    Action *action = &world->actions[world->actions_used];

    if (world->actions_used + 1 < ACTIONS)
        world->actions_used++;
    *action = next_three();
    action->id = world->actions_used;
    action->slot = slot;
    return action;
}

static inline bool is_ours(const Slot *slot)
{
    return slot->waiting != GONE || slot->firing || slot->pauses > 0;
}

static inline bool reaches(int from, int to, uint32_t *seen)
{
    if (from == to)
        return true;
    if (*seen & 1u << from)
        return false;
    *seen |= 1u << from;
    for (int i = 0; i < world->count; i++)
        if (world->slots[from].waits_for & 1u << i && reaches(i, to, seen))
            return true;
    return false;
}

/* Notes that slot will wait for another, unless that closes a circle through
   a gather: no library can see that, and all in it would wait for ever. */
static inline bool may_wait(int slot, int other)
{
    for (int i = 0; i < world->count; i++)
        if (world->slots[i].gathers && reaches(other, i, &(uint32_t){0}) &&
            reaches(i, slot, &(uint32_t){0}))
            return false;
    world->slots[slot].waits_for |= 1u << other;
    return true;
}

static inline int new_slot(Slot slot)
{
    world->slots[world->count] = slot;
    return world->count++;
}

static void perform(uint8_t what, uint8_t first, uint8_t second);

/* Gives a Deferred away to the callback's Deferred, if it can be had. */
static inline Out return_slot(const Action *action)
{
    int number = action->first % world->count;
    Slot *slot = &world->slots[number];

    if (slot->waiting == GONE || !may_wait(action->slot, number))
        return (Out){.kind = UNCHANGED};
    if (slot->waiting == HELD || world->backend->hold(number))
        slot->waiting = GONE;
    return (Out){.kind = DEFERRED, .number = number};
}

/* The callback of an action, which is lent a result that reads like this. */
static inline Out run_callback(const Action *action, const char *result)
{
    trace(" c%d=%s", action->id, result);
    switch (action->what % 8) {
    case 0:
        return (Out){.kind = UNCHANGED};
    case 1:
        return (Out){.kind = INT, .number = action->id};
    case 2:
        return (Out){.kind = FAILURE, .number = action->id};
    case 3:
        return (Out){.kind = NONE};
    case 4:
    case 5:
        return return_slot(action);
    default:
        perform(action->first, action->second, (uint8_t)action->id);
        return (Out){.kind = UNCHANGED};
    }
}

static inline void run_receiver(const Action *action, const char *result)
{
    trace(" d%d=%s", action->id, result);
    perform(action->first, action->second, action->what);
}

static inline void run_canceller(const Action *action)
{
    trace(" x%d", action->id);
    perform(action->first, action->second, action->what);
}

#endif
