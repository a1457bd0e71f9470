/* A server as in the chapters before, and a call that holds up its loop, with
   every connection and every timer, again and again. The pages are those of
   scenario.txt: /coro from chapter 7, /error from chapter 5, /sleep from
   chapter 15. */
#include "practice.h"

#include "app.h"
#include "defer_later.h"

#include <inttypes.h>
#include <unistd.h>

static Reactor *reactor;
static double hold_seconds, pause_seconds;

static Value home(Request *request)
{
    return value_text("Hello, everybody!");
}

static Value coro(Request *request)
{
    return value_text("This is a coroutine-like function!");
}

static Value error(Request *request)
{
    return value_failure(400, "'hello' is not a number");
}

static Value say_slept(Value none, void *request)
{
    return value_textf("Slept for %" PRId64 " seconds",
                       request_int(request, "n"));
}

/* It waits, and the loop goes on: the opposite of stand_still(). */
static Value sleep_for(Request *request)
{
    return value_deferred(defer_later(
        reactor, (double)request_int(request, "n"), say_slept, request));
}

/* What this course tells you never to do. */
static void stand_still(void *arg)
{
    usleep((useconds_t)(hold_seconds * 1e6));
    reactor_call_later(reactor, pause_seconds, stand_still, NULL);
}

int practice_run(Reactor *its_reactor, const char *endpoint, double hold,
                 double every)
{
    App *app = app_new();

    reactor = its_reactor;
    hold_seconds = hold;
    pause_seconds = every - hold;
    if (hold > 0)
        reactor_call_later(reactor, pause_seconds, stand_still, NULL);
    app_route(app, "/", home);
    app_route(app, "/coro", coro);
    app_route(app, "/error", error);
    app_route(app, "/sleep/<int:n>", sleep_for);
    return app_run(app, reactor, endpoint);
}
