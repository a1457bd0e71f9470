/*
 * Report: what a run has found, as lines to read.
 */
#ifndef REPORT_H
#define REPORT_H

#include "chart.h"
#include "run.h"

/* Prints one run: how much was asked and answered, and the percentiles. */
void report_run(const Plan *plan, const Tally *tally);

/* Prints one line of the table in which the rate is doubled; its heading comes
   above the first. */
void report_rate(int64_t rate, const Tally *tally);

/* Whether a rate is too high: 99 % took longer than limit, in seconds, or more
   than 1 % was not answered right. */
bool report_breaks(const Tally *tally, double limit);

/* Prints why it is too high. */
void report_break(int64_t rate, const Tally *tally);

/* The same figures for a chart: one run as lines over its percentiles, or one
   rate as a point. */
void report_chart_run(Chart *chart, const Plan *plan, const Tally *tally);
void report_chart_rate(Chart *chart, int64_t rate, const Tally *tally);

#endif
