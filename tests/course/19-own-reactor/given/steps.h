/*
 * The steps that parts.c can run, each on a new loop. The check chooses the
 * data: for calls_in_order(), when A, B, C ... are due, in milliseconds from
 * now; for calls_time_outs(), when a first call is due, in seconds from now;
 * for watches_crowd(), "BEFC" for instance: B unwatches E, and another time F
 * unwatches C. The others get none.
 */
#ifndef STEPS_H
#define STEPS_H

#include "19-own-reactor/own_loop.h"

void calls_in_order(Loop *loop, const char *data);
void calls_added(Loop *loop, const char *data);
void calls_taken_back(Loop *loop, const char *data);
void calls_time_outs(Loop *loop, const char *data);
void watches_three(Loop *loop, const char *data);
void watches_hang_up(Loop *loop, const char *data);
void watches_meanwhile(Loop *loop, const char *data);
void watches_signal(Loop *loop, const char *data);
void watches_before(Loop *loop, const char *data);
void watches_each_other(Loop *loop, const char *data);
void watches_replace(Loop *loop, const char *data);
void watches_crowd(Loop *loop, const char *data);
void watches_come_and_go(Loop *loop, const char *data);

#endif
