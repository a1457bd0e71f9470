/* A tally comes in, and lines for the terminal go out, or points for a chart.
   Here we choose what to show: the percentiles, failures beside them, and a
   sentence if the generator itself was to blame. */
#include "report.h"

#include <inttypes.h>
#include <stdio.h>

static const double shares[] = {50, 90, 99, 99.9, 100};
static const char *const share_names[] = {"50 %", "90 %", "99 %", "99.9 %",
                                          "longest"};
enum { SHARES = sizeof shares / sizeof *shares };

/* More than that and we say so, in seconds. */
static const double late = 0.001;

/* The most of its requests that may fail before a rate counts as too high. */
static const double few = 0.01;

static double ms(const Histogram *histogram, double percent)
{
    return 1000 * histogram_percentile(histogram, percent);
}

static uint64_t bad(const Tally *tally)
{
    return tally->wrong + tally->failed + tally->timed_out;
}

/* Wrong answers and failures are no use to a visitor, however fast. */
static double goodput(const Tally *tally)
{
    return tally->seconds > 0 ? (double)tally->right / tally->seconds : 0;
}

static void print_kind(const Plan *plan)
{
    if (plan->clients == 0)
        printf("open loop, %" PRId64 " requests a second\n", plan->rate);
    else if (plan->rate == 0)
        printf("closed loop, clients: %" PRId64 "\n", plan->clients);
    else
        printf("%" PRId64 " requests a second, shared by clients: %" PRId64
               "\n",
               plan->rate, plan->clients);
}

static void print_counts(const Tally *tally)
{
    uint64_t ended = tally->right + bad(tally);

    printf("%" PRIu64 " asked in %.1f s: %" PRIu64 " right, %" PRIu64
           " wrong, %" PRIu64 " failed, %" PRIu64 " timed out\n",
           tally->asked, tally->seconds, tally->right, tally->wrong,
           tally->failed, tally->timed_out);
    /* Only after Ctrl-C. */
    if (ended < tally->asked)
        printf("%" PRIu64 " were still under way\n", tally->asked - ended);
    if (tally->failed > 0)
        printf("first failure: %s\n", tally->failure);
    printf("%.1f right answers a second\n", goodput(tally));
}

static void print_percentiles(const char *name, const Histogram *histogram)
{
    printf("%-10s", name);
    for (int i = 0; i < SHARES; i++)
        printf("%10.2f ms", ms(histogram, shares[i]));
    putchar('\n');
}

/* In a closed loop each request is sent when it is due, so the second row
   would be the first one again. */
static void print_table(const Plan *plan, const Tally *tally)
{
    printf("%-10s", "");
    for (int i = 0; i < SHARES; i++)
        printf("%13s", share_names[i]);
    putchar('\n');
    print_percentiles("from sent", &tally->from_sent);
    if (plan->rate > 0)
        print_percentiles("from due", &tally->from_due);
}

void report_run(const Plan *plan, const Tally *tally)
{
    print_kind(plan);
    print_counts(tally);
    print_table(plan, tally);
    /* With few clients, requests also wait for a free one. */
    if (plan->clients == 0 &&
        histogram_percentile(&tally->lateness, 99) > late)
        printf("The generator was late itself: 1 of 100 requests was sent "
               "%.2f ms or more after it was due.\n",
               ms(&tally->lateness, 99));
}

void report_rate(int64_t rate, const Tally *tally)
{
    static bool has_heading;

    if (!has_heading)
        printf("%8s %8s %7s %8s %13s %13s %13s\n", "rate", "right/s", "bad",
               "at once", "50 %", "99 %", "sent late");
    has_heading = true;
    printf("%8" PRId64 " %8.0f %7" PRIu64 " %8" PRIu64
           " %10.2f ms %10.2f ms %10.2f ms\n",
           rate, goodput(tally), bad(tally), tally->at_once,
           ms(&tally->from_due, 50), ms(&tally->from_due, 99),
           ms(&tally->lateness, 99));
    fflush(stdout);
}

bool report_breaks(const Tally *tally, double limit)
{
    return (double)bad(tally) > few * (double)tally->asked ||
           histogram_percentile(&tally->from_due, 99) > limit;
}

/* If the generator was late by a good part of the whole time, it may be all of
   the cause, and we must not blame the server. */
void report_break(int64_t rate, const Tally *tally)
{
    double lateness = histogram_percentile(&tally->lateness, 99);

    printf("It breaks at %" PRId64 " a second.\n", rate);
    if (tally->failed > 0)
        printf("Requests failed, the first one with: %s\n", tally->failure);
    if (tally->wrong > 0)
        printf("Answers with a wrong status: %" PRIu64 "\n", tally->wrong);
    /* A tenth is a rough limit; at the cliff it is mostly a half, or none. */
    if (lateness > histogram_percentile(&tally->from_due, 99) / 10)
        puts("The generator was late itself, so it is full. The server may or "
             "may not be.");
    else
        puts("The generator was in time, so the server is full, or the way to "
             "it.");
}

void report_chart_run(Chart *chart, const Plan *plan, const Tally *tally)
{
    chart->title = "Latency: this share of requests took no longer";
    chart_add_line(chart, "from sent");
    if (plan->rate > 0)
        chart_add_line(chart, "from due");
    for (int i = 0; i < SHARES; i++)
        chart_add_point(chart, share_names[i],
                        (double[]){
                            histogram_percentile(&tally->from_sent, shares[i]),
                            histogram_percentile(&tally->from_due, shares[i]),
                        });
}

void report_chart_rate(Chart *chart, int64_t rate, const Tally *tally)
{
    char label[24];

    if (chart->points == 0) {
        chart->title = "Latency from due, against requests a second";
        chart_add_line(chart, "50 %");
        chart_add_line(chart, "99 %");
    }
    snprintf(label, sizeof label, "%" PRId64, rate);
    chart_add_point(chart, label,
                    (double[]){histogram_percentile(&tally->from_due, 50),
                               histogram_percentile(&tally->from_due, 99)});
}
