/*
 * Sky: the weather over an observatory. Its telescopes wait for clear hours.
 *
 * A look at one field of stars takes a clear hour, and clouds do not say how
 * long they stay. So sky_look() blocks, and is for other threads than the
 * loop's. You make the weather yourself:
 *
 *     /clear/3    three clear hours, for whichever looks come first
 *     /hold/3     the same, and then the loop is held up for a moment, as a
 *                 long callback would hold it up
 *     /sky        telescopes at work, the most at once, and fields seen
 */
#ifndef SKY_H
#define SKY_H

#include "app.h"

/* Adds these pages. When the reactor stops, so do all looks. */
void sky_open(App *app, Reactor *reactor);

/* Blocks until there is a clear hour, and uses it up. Returns none; or a
   failure: 503 if the reactor stops, 501 if this is the loop's thread. */
Value sky_look(void);

/* Call these when a chart is begun and when it has ended, on any thread. */
void sky_begin_chart(void);
void sky_end_chart(void);

#endif
