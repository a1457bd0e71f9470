/*
 * The inside of the table of calls, for its two files: timers.c and
 * timers_heap.c.
 *
 * It has two arrays: the heap holds the times, in heap order, and the slots
 * hold the rest of each call. An entry of the heap moves; its slot stays, and
 * knows the entry's place. So we find a call by its slot, and move or remove
 * it in log n steps.
 */
#ifndef TIMERS_INSIDE_H
#define TIMERS_INSIDE_H

#include "timers.h"

typedef struct {
    double when;
    uint64_t sequence; /* orders the entries of the same time */
    uint32_t slot;
} TimersEntry;

typedef struct {
    void (*fn)(void *arg);
    void *arg;
    uint64_t number; /* of the call; 0 if the slot is free */
    uint32_t place;  /* in the heap; of a free slot, the next one */
    bool is_housekeeping;
} TimersSlot;

/* The entry at i is not later than those at 2i and 2i + 1. We do not use place
   0 and slot 0: so a DelayedCall of zeros names no call. */
struct Timers {
    TimersEntry *heap;
    TimersSlot *slots;
    uint32_t count;     /* entries, from place 1 */
    uint32_t room;      /* of both arrays, place 0 included */
    uint32_t free_slot; /* the first of a list, or 0 */
    uint64_t sequence;  /* for the next entry */
    uint64_t last_number;
    unsigned owners; /* free the table when it falls to 0 */
};

/* Writes an entry to a place that is free, or that it has already, and then
   moves it up or down to where the heap's order wants it. */
void timers_heap_put(Timers *timers, uint32_t place, TimersEntry entry);

#endif
