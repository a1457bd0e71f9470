/*
 * Scenario: which pages are asked for, and how often each.
 *
 * A file has a page a line: its weight, its path, and the status of a right
 * answer, 200 if you leave it out. Lines that begin with # are comments.
 *
 *     # weight  path      status
 *     20        /coro
 *     15        /error    400
 *     10        /sleep/1
 *
 * Of any 45 requests in a row, 20 go to /coro here. The pages take turns, as
 * evenly as they can, so that two runs ask for the same.
 */
#ifndef SCENARIO_H
#define SCENARIO_H

#include "value.h"

#include <stdint.h>

enum { SCENARIO_PAGES = 100 };

typedef struct {
    const char *url;
    int64_t weight; /* from 1 to 1,000,000 */
    int64_t status; /* of a right answer */
    int64_t credit; /* scenario_next(): who is next */
} Page;

/* Empty if all is zero. */
typedef struct {
    Page pages[SCENARIO_PAGES];
    int count;
    int64_t weights; /* the sum */
} Scenario;

/* Reads a file; url comes before each path ("http://127.0.0.1:8080"). Returns
   none; or a failure whose message names the file, the line and the mistake.
   The pages' URLs are kept (keep.h). */
Value scenario_read(Scenario *scenario, const char *file, const char *url);

/* One page, "/", and no other. */
void scenario_of_one(Scenario *scenario, const char *url);

/* Returns the page whose turn it is. */
const Page *scenario_next(Scenario *scenario);

#endif
