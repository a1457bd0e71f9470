/*
 * The inside of the stand-in, which its files share. Everyone else includes
 * upstream.h or upstream_routes.h.
 *
 *     upstream.c          the process: its begin and its end
 *     upstream_routes.c   what it answers well
 *     upstream_faults.c   what it answers badly
 *     upstream_stats.c    what it counts
 */
#ifndef UPSTREAM_INSIDE_H
#define UPSTREAM_INSIDE_H

#include "app.h"

/* upstream_faults.c: adds its routes. */
void upstream_faults_add(App *app);

/* upstream_stats.c: adds its routes. */
void upstream_stats_add(App *app);

/* Counts a request: it is in flight until the handler that calls this, or
   its coroutine, has ended. */
void upstream_stats_count(void);

#endif
