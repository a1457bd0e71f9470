/* Times come in (run.c), and percentiles go out (report.c). The number of a
   time's bucket is its logarithm, in steps of 1 %. So adding a time costs one
   logarithm, and the memory does not grow with the number of times. */
#include "histogram.h"

#include <math.h>

static const double first_edge = 1e-6; /* seconds */
static const double growth = 1.01;     /* from one edge to the next */

static int bucket_of(double seconds)
{
    double steps;

    if (!(seconds > first_edge))
        return 0;
    steps = ceil(log(seconds / first_edge) / log(growth));
    return steps < HISTOGRAM_BUCKETS ? (int)steps : HISTOGRAM_BUCKETS - 1;
}

static double upper_edge(int bucket)
{
    return first_edge * pow(growth, bucket);
}

void histogram_add(Histogram *histogram, double seconds)
{
    histogram->counts[bucket_of(seconds)] += 1;
    histogram->count += 1;
    histogram->longest = fmax(histogram->longest, seconds);
}

void histogram_merge(Histogram *into, const Histogram *other)
{
    for (int i = 0; i < HISTOGRAM_BUCKETS; i++)
        into->counts[i] += other->counts[i];
    into->count += other->count;
    into->longest = fmax(into->longest, other->longest);
}

double histogram_percentile(const Histogram *histogram, double percent)
{
    /* The place of the time that we look for, in a sorted list, from 1.
       A hair less, since 99.9 % of 1,000 must not become number 1,000. */
    double place = ceil(percent / 100 * (double)histogram->count - 1e-6);
    uint64_t passed = 0;

    for (int i = 0; i < HISTOGRAM_BUCKETS - 1; i++) {
        passed += histogram->counts[i];
        if (passed > 0 && (double)passed >= place)
            return fmin(upper_edge(i), histogram->longest);
    }
    /* The last bucket has no upper edge, only a longest time. */
    return histogram->longest;
}
