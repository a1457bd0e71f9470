/*
 * Gather: many Deferreds become one.
 *
 * The members are given away to the gather, and the result is one Deferred.
 * The array of members stays the caller's and may be gone after the call.
 * Canceling the gathered Deferred cancels every member that still runs; it
 * then fires as the members tell it.
 *
 * Each member's good result stays in the member as well, for callbacks that
 * are added to it later; its failure does not: the gather has handled it.
 */
#ifndef GATHER_H
#define GATHER_H

#include "deferred.h"

/* Fires when all members have, with the list of their results in the order
   of the array, in whatever order they came. If one fails, fails at once with
   its failure, whose index says which member it was, and cancels those that
   still run. No members at all: fires with an empty list. (Twisted's
   gatherResults, which leaves the others running.) */
Deferred *gather(Deferred *const *members, size_t count);

/* Waits for all members in any case and never fails: fires with the
   list of their results, some of which may be failures. (Twisted's
   DeferredList.) */
Deferred *gather_all(Deferred *const *members, size_t count);

/* Fires with the first good result, as a list of two: the index of the
   member (an int) and its result; cancels the others. When all fail, fails
   with the failure of the last member of the array; no member at all is
   UV_EINVAL. (Twisted's race.) */
Deferred *gather_first(Deferred *const *members, size_t count);

#endif
