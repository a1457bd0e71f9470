/*
 * Exercise 2: a town crier shouts each word as often as you pay for. Ask for
 * /repeat/3/hear, and you hear "hear hear hear". Ten times is the limit, as
 * criers get hoarse.
 *
 *     make try-02      runs this program
 *     make check-02    checks it
 */

#include "app.h"
#include "keep.h"

static Value repeat(Request *request)
{
    /* TODO 1: answer with the word, as often as the path says, with a space
       between. keep() lends you a text for as long as this function runs:
           const char *both = as_text(keep(value_textf("%s %s", a, b))); */
    int64_t times = request_int(request, "times");
    const char *word = request_text(request, "word");
    const char *shout = word;

    for (; times > 1; times--)
        shout = as_text(keep(value_textf("%s %s", shout, word)));
    return value_text(shout);
    /* end of TODO 1 */
}

int main(int argc, char **argv)
{
    Options options = options_parse(argc, argv, NULL);
    Reactor *reactor = reactor_new();
    App *app = app_new();

    /* TODO 2: let nothing through but GET, and 1 to 10 times. */
    app_route(app, "GET /repeat/<int(min=1,max=10):times>/<word>", repeat);
    /* end of TODO 2 */
    return app_run(app, reactor, options.listen);
}
