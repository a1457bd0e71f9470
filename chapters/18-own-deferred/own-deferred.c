/* Chapter 18: what a Deferred is made of. */

#include "options.h"
#include "reactor.h"
#include "tiny.h"

#include <stdio.h>

static Value slice(Value loaf, void *arg)
{
    return value_textf("eight slices of %s", as_text(loaf));
}

static Value butter(Value slices, void *arg)
{
    return value_textf("%s with butter", as_text(slices));
}

static Value eat(Value slices, void *who)
{
    printf("%s: %s\n", (char *)who, as_text(slices));
    return value_text("crumbs");
}

static void open_oven(void *bread)
{
    puts("the oven is opened");
    if (!tiny_fire(bread, value_text("rye bread")))
        puts("there was nothing left to fire");
}

static void come_late(void *bread)
{
    puts("somebody comes late");
    tiny_then(bread, eat, "the late one");
}

int main(int argc, char **argv)
{
    Reactor *reactor = reactor_new();
    Tiny *bread;

    options_parse_plain(argc, argv, NULL);
    bread = tiny_new();
    tiny_then(bread, slice, NULL);
    tiny_then(bread, butter, NULL);
    tiny_then(bread, eat, "the early one");
    reactor_call_later(reactor, 0.5, open_oven, bread);
    reactor_call_later(reactor, 0.75, come_late, bread);
    puts("all is planned, and nothing is there");

    reactor_run(reactor);
    tiny_free(bread);
    reactor_free(reactor);
    return 0;
}
