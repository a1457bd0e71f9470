/* The histogram of chapter 16, beside percentiles that are exact: those of the
   same times, sorted. */
#include "../../../chapters/16-load-test/histogram.h"
#include "unit.h"

#include <math.h>
#include <stdlib.h>

enum { TIMES = 10000 };

static double times[TIMES];
static Histogram histogram, other;

static int by_length(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Seven powers of ten, as many times in each. */
static void draw_times(int count)
{
    srand(16);
    for (int i = 0; i < count; i++) {
        times[i] = 1e-5 * pow(10, 7.0 * rand() / RAND_MAX);
        histogram_add(&histogram, times[i]);
    }
    qsort(times, (size_t)count, sizeof *times, by_length);
}

/* permille / 10 is the percentile. */
static double exact(int count, int permille)
{
    int place = (permille * count + 999) / 1000;

    return times[place == 0 ? 0 : place - 1];
}

static void check_close(double found, double wanted)
{
    CHECK(found >= wanted * (1 - 1e-9));
    CHECK(found <= wanted * (1.01 + 1e-9));
}

static void each_percentile(void)
{
    draw_times(TIMES);
    for (int permille = 1; permille <= 1000; permille++)
        check_close(histogram_percentile(&histogram, permille / 10.0),
                    exact(TIMES, permille));
}

static void few_times(void)
{
    for (int count = 1; count <= 20; count++) {
        histogram = (Histogram){0};
        draw_times(count);
        for (int permille = 0; permille <= 1000; permille += 5)
            check_close(histogram_percentile(&histogram, permille / 10.0),
                        exact(count, permille));
    }
}

static void one_of_a_thousand(void)
{
    for (int i = 0; i < 999; i++)
        histogram_add(&histogram, 0.001);
    histogram_add(&histogram, 1);
    check_close(histogram_percentile(&histogram, 99.9), 0.001);
    CHECK(histogram_percentile(&histogram, 100) == 1);
}

static void merged(void)
{
    Histogram both = {0};

    for (int i = 0; i < TIMES; i++) {
        double time = 1e-4 * (1 + rand() % 1000);

        histogram_add(i % 3 == 0 ? &histogram : &other, time);
        histogram_add(&both, time);
    }
    histogram_merge(&histogram, &other);
    CHECK_INT((int)histogram.count, TIMES);
    for (int permille = 0; permille <= 1000; permille++)
        CHECK(histogram_percentile(&histogram, permille / 10.0) ==
              histogram_percentile(&both, permille / 10.0));
}

static void nothing(void)
{
    CHECK(histogram_percentile(&histogram, 0) == 0);
    CHECK(histogram_percentile(&histogram, 50) == 0);
    CHECK(histogram_percentile(&histogram, 100) == 0);
}

static void out_of_range(void)
{
    histogram_add(&histogram, 0);
    histogram_add(&histogram, -1);
    CHECK(histogram_percentile(&histogram, 100) <= 1e-6);
    histogram_add(&histogram, 1e6);
    CHECK(histogram_percentile(&histogram, 100) == 1e6);
}

static const UnitTest tests[] = {
    {"each percentile is at most 1 % above the exact one", each_percentile},
    {"so it is for one time, and for twenty", few_times},
    {"one slow time of a thousand is not in the 99.9 %", one_of_a_thousand},
    {"two that are merged are as one that counted all", merged},
    {"of no times, all percentiles are 0", nothing},
    {"times that are too short or too long are counted", out_of_range},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), NULL, argc, argv);
}
