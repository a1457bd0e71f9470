/* An order comes in from exercise 16, and is served after the time that it
   takes. The clock is the exercise's, so a day takes no time. */
#include "kiosk.h"

#include "defer_later.h"

static const double service = 0.01;     /* seconds */
static const double an_age = 24 * 3600; /* no friend waits as long */

static double seconds_to_serve(const Kiosk *kiosk, double now, int window)
{
    double opens_at = kiosk->closes_at + kiosk->closed_for;
    double takes = window == KIOSK_WINDOWS - 1 ? kiosk->slow : service;

    if (now >= kiosk->closes_at && now < opens_at)
        return opens_at - now + takes;
    return takes;
}

Deferred *kiosk_order(const Kiosk *kiosk, Reactor *reactor, int window)
{
    static int64_t ordered[KIOSK_WINDOWS];

    ordered[window] += 1;
    if (kiosk->loses > 0 && ordered[window] % kiosk->loses == 0)
        return defer_later(reactor, an_age, NULL, NULL);
    return defer_later(
        reactor, seconds_to_serve(kiosk, reactor_seconds(reactor), window),
        NULL, NULL);
}
