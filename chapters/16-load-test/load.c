/* Chapter 16: how long visitors wait for a server.

   The options become a plan (run.h); a run of it fills a tally; report.c shows
   that. With --listen it is the server to practice on instead. */

#include "client.h"
#include "coroutine.h"
#include "keep.h"
#include "options.h"
#include "practice.h"
#include "react.h"
#include "report.h"
#include "scenario.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { MOST_RATE = 1000000 };

static const char *listen_on, *scenario_file, *chart_name;
static const char *url = "http://127.0.0.1:8080";
static double hold = 0.4, every = 2, limit;
static Plan plan = {.seconds = 10, .timeout = 10};

static const Option own_options[] = {
    {"--url", "the server to ask", .url = &url},
    {"--seconds", "how long to ask", .seconds = &plan.seconds, .least = 0.001,
     .most = 86400},
    {"--clients", "how many ask, each one thing at a time",
     .count = &plan.clients, .most = 10000},
    {"--rate", "how many requests are due in a second", .count = &plan.rate,
     .most = MOST_RATE},
    {"--until", "double the rate until 99 % take longer", .seconds = &limit},
    {"--timeout", "when to give a request up", .seconds = &plan.timeout,
     .least = 0.001, .most = 86400},
    {"--scenario", "the pages to ask for, instead of /",
     .text = &scenario_file, .value = "FILE"},
    {"--chart", "draw it, to NAME.svg and NAME.txt", .text = &chart_name,
     .value = "NAME"},
    {"--listen", "ask nothing: be a server that hiccups", .text = &listen_on,
     .value = "ENDPOINT"},
    {"--hold", "how long it stands still", .seconds = &hold, .most = 60},
    {"--every", "how often", .seconds = &every, .most = 3600},
    {0},
};

static Scenario scenario;
static Chart chart;
static Tally tally;
static bool any_right; /* answers, in a search */

/* Doubles the rate until it is too much, and prints each as it comes. */
static Value search(void *arg)
{
    for (; plan.rate <= MOST_RATE; plan.rate *= 2) {
        tally = (Tally){0};
        await(run(&plan, &tally));
        any_right |= tally.right > 0;
        report_rate(plan.rate, &tally);
        report_chart_rate(&chart, plan.rate, &tally);
        /* Ctrl-C: this rate was not asked to its end, so do not judge it. */
        if (reactor_stopping(plan.reactor))
            return value_none();
        if (report_breaks(&tally, limit)) {
            report_break(plan.rate, &tally);
            return value_none();
        }
    }
    puts("No rate was too much.");
    return value_none();
}

/* Options that do not fit together, or files that cannot be used. */
static _Noreturn void refuse(const char *sentence)
{
    fprintf(stderr, "%s\n", sentence);
    exit(1);
}

/* All that can be wrong is found before the first request is sent. */
static void check_options(void)
{
    Value flaw = value_none();

    if (limit > 0 && (plan.rate == 0 || plan.clients > 0))
        refuse("--until doubles the rate of an open loop: it needs the --rate "
               "to begin with, and no --clients");
    if (hold > 0 && hold >= every)
        refuse("--hold has to be less than --every");
    if (chart_name && !chart_can_write(chart_name))
        exit(1);
    if (scenario_file)
        flaw = keep(scenario_read(&scenario, scenario_file, url));
    else
        scenario_of_one(&scenario, url);
    if (failed(flaw))
        refuse(as_failure(flaw)->message);
    plan.scenario = &scenario;
    /* Without a rate and without clients there would be nothing to do. */
    if (plan.rate == 0 && plan.clients == 0)
        plan.clients = 1;
}

/* Runs until the work is done, or until Ctrl-C, and shows what there is. */
static int ask(Reactor *reactor)
{
    int status;

    printf("asking %s (Ctrl-C ends it, and shows the result so far)\n", url);
    fflush(stdout);
    plan.client = client_new(reactor);
    status =
        react(reactor, limit > 0 ? async(search, NULL) : run(&plan, &tally));
    /* The requests that are still under way end here. */
    client_free(plan.client);
    reactor_free(reactor);
    if (limit == 0) {
        any_right = tally.right > 0;
        report_run(&plan, &tally);
        report_chart_run(&chart, &plan, &tally);
    }
    if (chart_name && !chart_write(&chart, chart_name))
        status = 1;
    return any_right ? status : 1;
}

int main(int argc, char **argv)
{
    options_parse_plain(argc, argv, own_options);
    check_options();
    plan.reactor = reactor_new();
    if (listen_on)
        return practice_run(plan.reactor, listen_on, hold, every);
    return ask(plan.reactor);
}
