/* A plan comes in, a tally goes out. Both loops are coroutines, which only
   decide when the next request is due. Each request is a chain of two
   callbacks, so that ten thousand can wait at one time. */
#include "run.h"

#include "coroutine.h"
#include "defer_later.h"
#include "gather.h"
#include "response.h"
#include "xmalloc.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
    const Plan *plan;
    Tally *tally;
    double begin;       /* all times are the reactor's, in seconds */
    double turned;      /* when the loop last turned for wait_until() */
    uint64_t taken;     /* requests of the plan, so far */
    uint64_t under_way; /* requests */
    Deferred *idle;     /* fires when none is, once all have been sent */
} Run;

typedef struct {
    Run *run;
    const Page *page;
    double due, sent;
    int status; /* of the answer; 0: there is none yet */
} Question;

static double now(const Run *run)
{
    return reactor_seconds(run->plan->reactor);
}

static Value read_head(Value response, void *arg)
{
    Question *question = arg;

    question->status = response_status(response);
    return value_deferred(response_bytes(response));
}

static void note_times(const Question *question)
{
    Tally *tally = question->run->tally;
    double end = now(question->run);

    histogram_add(&tally->from_sent, end - question->sent);
    histogram_add(&tally->from_due, end - question->due);
}

static void note_failed(Tally *tally, const char *why)
{
    if (tally->failed == 0)
        snprintf(tally->failure, sizeof tally->failure, "%s", why);
    tally->failed += 1;
}

static void note(const Question *question, Value body)
{
    Tally *tally = question->run->tally;

    if (failed(body) && as_failure(body)->code == UV_ETIMEDOUT) {
        tally->timed_out += 1;
        note_times(question);
    } else if (failed(body)) {
        /* If the program ends, we have canceled it ourselves. */
        if (as_failure(body)->code != UV_ECANCELED)
            note_failed(tally, as_failure(body)->message);
    } else if (question->status != question->page->status) {
        tally->wrong += 1;
    } else {
        tally->right += 1;
        note_times(question);
    }
}

/* Returns whether the answer was there, for the client of a closed loop. */
static Value end_question(Value body, void *arg)
{
    Question *question = arg;
    Run *run = question->run;

    note(question, body);
    free(question);
    run->under_way -= 1;
    if (run->under_way == 0 && run->idle)
        deferred_fire(&run->idle, value_none());
    return value_int(!failed(body));
}

static Deferred *ask(Run *run, double due)
{
    const Plan *plan = run->plan;
    Question *question = xcalloc(1, sizeof *question);
    const Page *page = scenario_next(plan->scenario);
    Deferred *d;

    *question = (Question){run, page, due, .sent = now(run)};
    histogram_add(&run->tally->lateness, question->sent - due);
    run->tally->asked += 1;
    run->under_way += 1;
    if (run->under_way > run->tally->at_once)
        run->tally->at_once = run->under_way;
    d = client_request(plan->client, &(ClientRequest){
                                         .url = page->url,
                                         .total_seconds = plan->timeout,
                                         .redirects = -1,
                                     });
    deferred_add_callback(d, read_head, question);
    deferred_add_both(d, end_question, question);
    return d;
}

/* A timer counts in milliseconds and may be one late. So we sleep one less,
   and let the loop turn without sleep for the rest. A request that was due
   before this turn of the loop began goes out at once. A later one waits for
   the next turn: if we lag, we would only send, and never read an answer. */
static void wait_until(Run *run, double due)
{
    Reactor *reactor = run->plan->reactor;

    while (due > run->turned && !reactor_stopping(reactor)) {
        double left = due - now(run);

        try_await(defer_later(reactor, fmax(left - 0.001, 0), NULL, NULL));
        run->turned = now(run);
    }
}

/* Waits until the next request is due: in a closed loop, not at all. Request n
   of a plan is due at n / rate, whatever became of those before it. Returns
   false if there is none any more. */
static bool wait_for_next(Run *run, double *due)
{
    const Plan *plan = run->plan;

    *due = now(run);
    if (plan->rate > 0)
        *due = run->begin + (double)run->taken / (double)plan->rate;
    if (*due >= run->begin + plan->seconds)
        return false;
    run->taken += 1;
    if (plan->rate > 0)
        wait_until(run, *due);
    return !reactor_stopping(plan->reactor);
}

/* One client asks again when it has its answer. After a failure it pauses, or
   a server that refuses would be asked without end. */
static Value ask_again_and_again(void *arg)
{
    Run *run = arg;
    Reactor *reactor = run->plan->reactor;
    double due;

    while (wait_for_next(run, &due))
        if (!as_int(await(ask(run, due))) && !reactor_stopping(reactor))
            try_await(defer_later(reactor, 0.01, NULL, NULL));
    return value_none();
}

static void run_clients(Run *run)
{
    size_t count = (size_t)run->plan->clients;
    Deferred **clients = xcalloc(count, sizeof(Deferred *));

    for (size_t i = 0; i < count; i++)
        clients[i] = async(ask_again_and_again, run);
    try_await(gather_all(clients, count));
    free(clients);
}

/* If the wait itself is canceled, as by Ctrl-C, the firing end is still ours.
   The requests end when the client is freed, and we must not be gone then. */
static void wait_for_rest(Run *run)
{
    while (run->under_way > 0) {
        run->idle = deferred_new();
        try_await(run->idle);
        deferred_fire(&run->idle, value_none());
    }
}

static void leave_out(Tally *tally)
{
    tally->asked += 1;
    note_failed(tally, "too many requests are under way already");
}

static void run_open(Run *run)
{
    double due;

    while (wait_for_next(run, &due))
        if (run->under_way < RUN_AT_ONCE)
            deferred_ignore(ask(run, due));
        else
            leave_out(run->tally);
    wait_for_rest(run);
}

/* The Run lives on the stack of this coroutine, as long as its requests. */
static Value run_plan(void *arg)
{
    Run run = *(Run *)arg;

    run.begin = now(&run);
    if (run.plan->clients > 0)
        run_clients(&run);
    else
        run_open(&run);
    run.tally->seconds = now(&run) - run.begin;
    return value_none();
}

Deferred *run(const Plan *plan, Tally *tally)
{
    /* The coroutine runs at once, to its first wait, and makes a copy. */
    return async(run_plan, &(Run){.plan = plan, .tally = tally});
}
