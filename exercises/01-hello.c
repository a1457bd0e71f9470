/*
 * Exercise 1: a village bakery is on the web, and people ask only two things:
 * when it is open, and what bread there is today.
 *
 *     make try-01      runs this program
 *     make check-01    checks it
 */

#include "app.h"

static Value home(Request *request)
{
    return value_text("Hello, everybody!");
}

static Value hours(Request *request)
{
    /* TODO 1: answer with: Open from 6 to 12, closed on Mondays. */
    return value_failure(501, "TODO 1 is not done yet");
    /* end of TODO 1 */
}

/* TODO 2: a handler of your own, that answers with: Rye, spelt and wheat. */
/* end of TODO 2 */

int main(int argc, char **argv)
{
    Options options = options_parse(argc, argv, NULL);
    Reactor *reactor = reactor_new();
    App *app = app_new();

    app_route(app, "/", home);
    app_route(app, "/hours", hours);
    /* TODO 2: and its route, /bread. */
    /* end of TODO 2 */
    return app_run(app, reactor, options.listen);
}
