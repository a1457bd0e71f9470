/*
 * The table of calls: a call comes in with its time, gets a slot and a number
 * that names it, and leaves when it is run or removed. The heap beside the
 * slots has the times, and timers_heap.c keeps it in order.
 *
 * The reactor fills the table; the alarm, or reactor_advance(), runs it.
 */
#include "timers_inside.h"

#include "die.h"
#include "keep.h"
#include "trace.h"
#include "xmalloc.h"

#include <math.h>
#include <stdlib.h>

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
        timers->slots[slot] = (TimersSlot){.place = timers->free_slot};
        timers->free_slot = slot;
    }
    timers->room = room;
}

static TimersEntry new_entry(Timers *timers, double when, uint32_t slot)
{
    if (!isfinite(when))
        die("timers: cannot schedule a call at %g seconds", when);
    return (TimersEntry){when, timers->sequence++, slot};
}

DelayedCall timers_add(Timers *timers, double when, void (*fn)(void *arg),
                       void *arg)
{
    uint32_t number;
    TimersSlot *slot;

    /* The first free slot leaves its list. The call gets a number that no
       call has had, and its entry a place at the end of the heap. */
    if (!timers->free_slot)
        make_room(timers);
    number = timers->free_slot;
    slot = &timers->slots[number];
    timers->free_slot = slot->place;
    *slot =
        (TimersSlot){.fn = fn, .arg = arg, .number = ++timers->last_number};
    timers_heap_put(timers, ++timers->count, new_entry(timers, when, number));
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
        timers_heap_put(timers, place, new_entry(timers, when, call.slot));
    return place;
}

/* The heap's last entry fills the gap, from where it may have to go up or
   down. A slot without a number belongs to no
   call: its DelayedCall finds nothing from now on. */
static void take_call_out(Timers *timers, uint32_t place)
{
    uint32_t number = timers->heap[place].slot;
    TimersSlot *slot = &timers->slots[number];
    TimersEntry last = timers->heap[timers->count--];

    if (place <= timers->count)
        timers_heap_put(timers, place, last);
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
    TimersSlot slot = timers->slots[timers->heap[1].slot];
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
