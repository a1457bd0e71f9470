/*
 * The heap of the table of calls: a binary heap in an array, the earliest call
 * first. timers.c brings an entry and a free place, the last one or a gap;
 * here the entry goes up or down from there until the order is right again,
 * which takes log n steps at most.
 *
 * Whenever an entry gets another place, we tell its slot. That is how a call
 * is found in the middle of the heap.
 */
#include "timers_inside.h"

/* Writes an entry, and tells its slot the place. */
static void put_entry(Timers *timers, uint32_t place, TimersEntry entry)
{
    timers->heap[place] = entry;
    timers->slots[entry.slot].place = place;
}

static bool is_before(const TimersEntry *a, const TimersEntry *b)
{
    return a->when < b->when ||
           (a->when == b->when && a->sequence < b->sequence);
}

/* Puts an entry at a free place. While it comes before its parent, the parent
   moves down and the entry takes the parent's place. */
static void sift_up(Timers *timers, uint32_t place, TimersEntry entry)
{
    while (place > 1 && is_before(&entry, &timers->heap[place / 2])) {
        put_entry(timers, place, timers->heap[place / 2]);
        place /= 2;
    }
    put_entry(timers, place, entry);
}

/* The same towards the leaves: the earlier child moves up. */
static void sift_down(Timers *timers, uint32_t place, TimersEntry entry)
{
    const TimersEntry *heap = timers->heap;
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

/* Only one of the two ways can be open: a parent that is later than the entry
   is later than all that is below it. */
void timers_heap_put(Timers *timers, uint32_t place, TimersEntry entry)
{
    if (place > 1 && is_before(&entry, &timers->heap[place / 2]))
        sift_up(timers, place, entry);
    else
        sift_down(timers, place, entry);
}
