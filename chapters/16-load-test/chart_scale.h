/*
 * The parts that both forms of a chart use. For chart.c and chart_svg.c.
 */
#ifndef CHART_SCALE_H
#define CHART_SCALE_H

#include "chart.h"

#include <stdio.h>

/* The scale, as powers of ten: from 10 microseconds to 100 seconds. */
enum { CHART_LEAST = -5, CHART_MOST = 2 };

/* Returns a time's place on the scale, from 0 to 1. */
double chart_height(double seconds);

/* Returns the name of ten to this power, in seconds: "1 ms". */
const char *chart_tick(int power);

/* Writes it as SVG. */
void chart_svg(FILE *out, const Chart *chart);

#endif
