/*
 * Histogram: a million times in 18 KB, of which we can ask any percentile.
 *
 * It counts how many times fall into each of its buckets. A bucket is 1 %
 * wide: its upper edge is 1.01 times its lower one. So a percentile is exact
 * to 1 %, and never too small: it is the upper edge of the bucket that holds
 * the exact value. The first bucket ends at one microsecond, the last at two
 * hours, and takes all that is longer.
 *
 * Counts can be added up, so two histograms can be merged. Percentiles
 * cannot: there is no way to get the 99th percentile of all from those of the
 * parts.
 */
#ifndef HISTOGRAM_H
#define HISTOGRAM_H

#include <stdint.h>

enum { HISTOGRAM_BUCKETS = 2300 };

/* Empty if all is zero. */
typedef struct {
    uint64_t counts[HISTOGRAM_BUCKETS];
    uint64_t count; /* of all */
    double longest; /* seconds, exact */
} Histogram;

/* Counts one time; one that is 0 or less goes to the first bucket. */
void histogram_add(Histogram *histogram, double seconds);

/* Adds what other has counted; other stays as it is. */
void histogram_merge(Histogram *into, const Histogram *other);

/* Returns the time, in seconds, that this share of all times does not exceed:
   50 is the median, 100 the longest. 0 if nothing was counted. */
double histogram_percentile(const Histogram *histogram, double percent);

#endif
