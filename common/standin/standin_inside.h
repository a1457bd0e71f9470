/*
 * The inside of the stand-in, which its files share. Others include standin.h
 * or standin_routes.h.
 *
 *     standin.c          the process: its beginning and its end
 *     standin_routes.c   its good answers, and its counts
 *     standin_faults.c   its bad answers
 */
#ifndef STANDIN_INSIDE_H
#define STANDIN_INSIDE_H

#include "app.h"

/* standin_faults.c: adds its routes. */
void standin_faults_add(App *app);

/* standin_routes.c: counts a request. It is in flight until the handler that
   calls this, or its coroutine, has ended. */
void standin_routes_count(void);

#endif
