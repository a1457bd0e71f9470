/*
 * The table of calls has two arrays: the heap holds the times, in heap order,
 * and the slots hold the rest of each call. An entry of the heap moves; its
 * slot stays, and knows the entry's place. So we find a call by its slot, and
 * move or remove it in log n steps.
 *
 * The reactor fills the table; the alarm, or reactor_advance(), runs it.
 */
#include "timers.h"

#include "die.h"
#include "keep.h"
#include "trace.h"
#include "xmalloc.h"

#include <math.h>
#include <stdlib.h>

typedef struct {
    double when;
    uint64_t sequence; /* orders the entries of the same time */
    uint32_t slot;
} Entry;

typedef struct {
    void (*fn)(void *arg);
    void *arg;
    uint64_t number; /* of the call; 0 if the slot is free */
    uint32_t place;  /* in the heap; of a free slot, the next one */
    bool is_housekeeping;
} Slot;

/* The entry at i is not later than those at 2i and 2i + 1. We do not use place
   0 and slot 0: so a DelayedCall of zeros names no call. */
struct Timers {
    Entry *heap;
    Slot *slots;
    uint32_t count;     /* entries, from place 1 */
    uint32_t room;      /* of both arrays, place 0 included */
    uint32_t free_slot; /* the first of a list, or 0 */
    uint64_t sequence;  /* for the next entry */
    uint64_t last_number;
    unsigned owners; /* free the table when it falls to 0 */
};

Timers *timers_new(void)
{
    Timers *timers = xcalloc(1, sizeof *timers);

    timers->owners = 1;
    timers->room = 1;
    timers->heap = xcalloc(1, sizeof *timers->heap);
    timers->slots = xcalloc(1, sizeof *timers->slots);
    return timers;
}

/* Other owners may still ask for their calls: with room 0 the table has
   none. */
void timers_free(Timers *timers)
{
    free(timers->heap);
    free(timers->slots);
    timers->heap = NULL;
    timers->slots = NULL;
    timers->count = 0;
    timers->room = 0;
    timers_release(timers);
}

Timers *timers_share(Timers *timers)
{
    timers->owners++;
    return timers;
}

void timers_release(Timers *timers)
{
    if (--timers->owners == 0)
        free(timers);
}

/* Doubles both arrays, and links the new slots into the list of free ones. */
static void make_room(Timers *timers)
{
    uint32_t room = timers->room * 2;

    timers->heap = xrealloc(timers->heap, room * sizeof *timers->heap);
    timers->slots = xrealloc(timers->slots, room * sizeof *timers->slots);
    for (uint32_t slot = timers->room; slot < room; slot++) {
        timers->slots[slot] = (Slot){.place = timers->free_slot};
        timers->free_slot = slot;
    }
    timers->room = room;
}

/* Writes an entry, and tells its slot the place. */
static void put_entry(Timers *timers, uint32_t place, Entry entry)
{
    timers->heap[place] = entry;
    timers->slots[entry.slot].place = place;
}

static bool is_before(const Entry *a, const Entry *b)
{
    return a->when < b->when ||
           (a->when == b->when && a->sequence < b->sequence);
}

/* Puts an entry at a free place. While it comes before its parent, the parent
   moves down and the entry takes the parent's place. */
static void sift_up(Timers *timers, uint32_t place, Entry entry)
{
    while (place > 1 && is_before(&entry, &timers->heap[place / 2])) {
        put_entry(timers, place, timers->heap[place / 2]);
        place /= 2;
    }
    put_entry(timers, place, entry);
}

/* The same towards the leaves: the earlier child moves up. */
static void sift_down(Timers *timers, uint32_t place, Entry entry)
{
    const Entry *heap = timers->heap;
    uint32_t child;

    while ((child = place * 2) <= timers->count) {
        if (child < timers->count && is_before(&heap[child + 1], &heap[child]))
            child++;
        if (!is_before(&heap[child], &entry))
            break;
        put_entry(timers, place, heap[child]);
        place = child;
    }
    put_entry(timers, place, entry);
}

/* The entry may have to go either way: its time is new, or it comes from
   another branch. */
static void sift_entry(Timers *timers, uint32_t place, Entry entry)
{
    if (place > 1 && is_before(&entry, &timers->heap[place / 2]))
        sift_up(timers, place, entry);
    else
        sift_down(timers, place, entry);
}

static Entry new_entry(Timers *timers, double when, uint32_t slot)
{
    if (!isfinite(when))
        die("timers: cannot schedule a call at %g seconds", when);
    return (Entry){when, timers->sequence++, slot};
}

DelayedCall timers_add(Timers *timers, double when, void (*fn)(void *arg),
                       void *arg)
{
    uint32_t number;
    Slot *slot;

    if (!timers->free_slot)
        make_room(timers);
    number = timers->free_slot;
    slot = &timers->slots[number];
    timers->free_slot = slot->place;
    *slot = (Slot){.fn = fn, .arg = arg, .number = ++timers->last_number};
    sift_up(timers, ++timers->count, new_entry(timers, when, number));
    return (DelayedCall){slot->number, number};
}

/* The place of a call in the heap, or 0. */
static uint32_t place_of(const Timers *timers, DelayedCall call)
{
    if (call.number == 0 || call.slot >= timers->room ||
        timers->slots[call.slot].number != call.number)
        return 0;
    return timers->slots[call.slot].place;
}

void timers_set_housekeeping(Timers *timers, DelayedCall call)
{
    if (place_of(timers, call))
        timers->slots[call.slot].is_housekeeping = true;
}

bool timers_find(const Timers *timers, DelayedCall call, double *when)
{
    uint32_t place = place_of(timers, call);

    if (place)
        *when = timers->heap[place].when;
    return place;
}

bool timers_move(Timers *timers, DelayedCall call, double when)
{
    uint32_t place = place_of(timers, call);

    if (place)
        sift_entry(timers, place, new_entry(timers, when, call.slot));
    return place;
}

/* The heap's last entry fills the gap. A slot without a number belongs to no
   call: its DelayedCall finds nothing from now on. */
static void take_call_out(Timers *timers, uint32_t place)
{
    uint32_t number = timers->heap[place].slot;
    Slot *slot = &timers->slots[number];
    Entry last = timers->heap[timers->count--];

    if (place <= timers->count)
        sift_entry(timers, place, last);
    slot->number = 0;
    slot->place = timers->free_slot;
    timers->free_slot = number;
}

bool timers_remove(Timers *timers, DelayedCall call)
{
    uint32_t place = place_of(timers, call);

    if (place)
        take_call_out(timers, place);
    return place;
}

size_t timers_count(const Timers *timers)
{
    return timers->count;
}

double timers_first(const Timers *timers)
{
    return timers->count > 0 ? timers->heap[1].when : INFINITY;
}

/* The call leaves the table first: in its own function it is over, and the
   function may add others. */
static void run_first_call(Timers *timers)
{
    Slot slot = timers->slots[timers->heap[1].slot];
    Kept *mark = keep_begin();

    take_call_out(timers, 1);
    trace_enter_lane(slot.is_housekeeping ? "housekeeping" : "delayed call",
                     (TraceFunction *)slot.fn, 0);
    slot.fn(slot.arg);
    trace_leave();
    keep_end(mark);
}

void timers_run(Timers *timers, double now)
{
    uint64_t end = timers->sequence; /* entries from here on are new */

    while (timers->count > 0 && timers_first(timers) <= now &&
           timers->heap[1].sequence < end)
        run_first_call(timers);
}
