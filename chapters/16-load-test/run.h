/*
 * Run: asks a server for some seconds, and counts the answers.
 *
 * In a closed loop there are some clients, and each asks again when it has its
 * answer. So the server sets the pace. In an open loop the clock sets it: each
 * request is due at a time that was fixed before, as with visitors who know
 * nothing of each other. Clients may also share such a plan. Then a request
 * that is due waits until one of them is free, and that wait is the difference
 * between "from sent" and "from due".
 *
 * Only right answers and time-outs have a place in the histograms; a time-out
 * counts with the time that it has waited. A server that quickly says no would
 * look fast if its refusals were in there.
 */
#ifndef RUN_H
#define RUN_H

#include "client.h"
#include "histogram.h"
#include "scenario.h"

/* What to ask, and how long. */
typedef struct {
    Reactor *reactor;
    Client *client;
    Scenario *scenario;
    double seconds;
    double timeout;  /* of one request, in seconds */
    int64_t clients; /* of a closed loop */
    int64_t rate; /* of an open one, in requests a second; 0: it is closed */
} Plan;

/* An open loop has no more requests under way. Others that become due count
   as failed: to send them, too, would only add to the lag, for a minute or
   more. */
enum { RUN_AT_ONCE = 4000 };

/* The result. Zero at the start. */
typedef struct {
    uint64_t asked;
    uint64_t right;     /* answered, with the status that the page has */
    uint64_t wrong;     /* answered, with another status */
    uint64_t failed;    /* not answered, or not even sent */
    uint64_t timed_out; /* not answered in time */
    uint64_t at_once;   /* the most that were under way at one time */
    char failure[200];  /* the first one that is not a time-out, in words */
    Histogram from_sent;
    Histogram from_due;
    Histogram lateness; /* from due to sent */
    double seconds;     /* from the start to the last answer */
} Tally;

/* Runs the plan, closed or open; both must live until the Deferred fires, with
   none. If the reactor stops or the Deferred is canceled, the tally has what
   was counted by then. */
Deferred *run(const Plan *plan, Tally *tally);

#endif
