/* report.c adds lines and points, and load.c asks for the files. A chart goes
   out in two forms: as plain text, which is made here, and as SVG, which
   chart_svg.c makes. Both take their scale from chart_height(). */
#include "chart_scale.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

void chart_add_line(Chart *chart, const char *name)
{
    if (chart->lines < CHART_LINES)
        chart->names[chart->lines++] = name;
}

void chart_add_point(Chart *chart, const char *label, const double *seconds)
{
    if (chart->points == CHART_POINTS)
        return;
    snprintf(chart->labels[chart->points], CHART_LABEL, "%s", label);
    for (int i = 0; i < chart->lines; i++)
        chart->seconds[i][chart->points] = seconds[i];
    chart->points += 1;
}

/* A time of 0 has no logarithm; it is drawn at the bottom. */
double chart_height(double seconds)
{
    double height = (log10(fmax(seconds, 1e-9)) - CHART_LEAST) /
                    (CHART_MOST - CHART_LEAST);

    return fmin(fmax(height, 0), 1);
}

const char *chart_tick(int power)
{
    static const char *const names[] = {"10 us", "0.1 ms", "1 ms", "10 ms",
                                        "0.1 s", "1 s",    "10 s", "100 s"};

    return names[power - CHART_LEAST];
}

/* "99 %       from due  [==========        ]   384.12 ms" */
static void write_bar(FILE *out, const Chart *chart, int line, int point)
{
    static const char bar[] = "===================================";
    int width = (int)strlen(bar); /* of the whole scale */
    double seconds = chart->seconds[line][point];
    int length = (int)lround(chart_height(seconds) * width);

    /* The label is printed once for all lines of a point. */
    fprintf(out, "%-9s %-9s |%.*s%*s %10.2f ms\n",
            line == 0 ? chart->labels[point] : "", chart->names[line], length,
            bar, width - length, "", 1000 * seconds);
}

static void write_text(FILE *out, const Chart *chart)
{
    fprintf(out, "%s\n\n", chart->title);
    fprintf(out, "%20s10 us%30s\n", "", "100 s");
    for (int point = 0; point < chart->points; point++)
        for (int line = 0; line < chart->lines; line++)
            write_bar(out, chart, line, point);
}

/* Returns NULL, after a sentence, if there can be no such file. */
static FILE *open_file(const char *name, const char *ending, const char *mode)
{
    char path[4096];
    FILE *file;

    snprintf(path, sizeof path, "%s%s", name, ending);
    file = fopen(path, mode);
    if (!file)
        fprintf(stderr, "cannot write %s: %s\n", path, strerror(errno));
    return file;
}

typedef void Write(FILE *out, const Chart *chart);

/* A full disk may show as late as in fclose(). */
static bool write_file(const Chart *chart, const char *name,
                       const char *ending, Write *write)
{
    FILE *file = open_file(name, ending, "w");
    bool done;

    if (!file)
        return false;
    write(file, chart);
    done = !ferror(file);
    if (fclose(file) == 0 && done)
        return true;
    fprintf(stderr, "cannot write %s%s: %s\n", name, ending, strerror(errno));
    return false;
}

bool chart_write(const Chart *chart, const char *name)
{
    return write_file(chart, name, ".svg", chart_svg) &&
           write_file(chart, name, ".txt", write_text);
}

/* To add nothing is a way to try. */
static bool can_write(const char *name, const char *ending)
{
    FILE *file = open_file(name, ending, "a");

    return file && fclose(file) == 0;
}

bool chart_can_write(const char *name)
{
    return can_write(name, ".svg") && can_write(name, ".txt");
}
