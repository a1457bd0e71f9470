/*
 * Chart: a few lines over labeled points, as SVG and as plain text.
 *
 * The values are seconds, and the scale is logarithmic, from 10 microseconds
 * to 100 seconds: each step up is ten times as long. The same chart is written
 * to two files, NAME.svg for the eye, light and dark, and NAME.txt for those
 * who cannot see it, or have only a terminal.
 */
#ifndef CHART_H
#define CHART_H

#include <stdbool.h>

enum { CHART_LINES = 2, CHART_POINTS = 24, CHART_LABEL = 24 };

/* Empty if all is zero. */
typedef struct {
    const char *title; /* a text constant */
    int lines, points;
    const char *names[CHART_LINES];
    char labels[CHART_POINTS][CHART_LABEL];
    double seconds[CHART_LINES][CHART_POINTS];
} Chart;

/* Adds a line; its name is a text constant. */
void chart_add_line(Chart *chart, const char *name);

/* Adds a point with a value for each line. When there is no room for one more,
   it is left out. */
void chart_add_point(Chart *chart, const char *label, const double *seconds);

/* Writes NAME.svg and NAME.txt. Returns whether that was done; if not, it has
   said why on stderr. */
bool chart_write(const Chart *chart, const char *name);

/* Whether these files can be written; if not, it has said why. It makes them,
   empty, if they do not exist, and leaves them alone if they do. */
bool chart_can_write(const char *name);

#endif
