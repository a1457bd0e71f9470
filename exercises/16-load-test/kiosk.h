/*
 * Kiosk: it sells ice cream at three windows.
 *
 * An ice takes 10 ms. While the kiosk is closed, orders wait until it opens
 * again; some orders are lost, and never served. How bad it is, options say.
 * All times are those of the reactor's clock, which starts at 0.
 */
#ifndef KIOSK_H
#define KIOSK_H

#include "reactor.h"

enum { KIOSK_WINDOWS = 3 };

typedef struct {
    double closes_at;  /* seconds */
    double closed_for; /* seconds; 0: it is always open */
    double slow;       /* how long an ice takes at the last window */
    int64_t loses;     /* each order with this number at a window; 0: none */
} Kiosk;

/* Orders an ice at a window, 0 to 2. Fires with none when it is there. */
Deferred *kiosk_order(const Kiosk *kiosk, Reactor *reactor, int window);

#endif
