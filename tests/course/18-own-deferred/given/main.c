/*
 * A Deferred of your own is linked with this: it runs one of the library's
 * tests of Deferred, by its name, and, without a name, chapter 4.
 *
 *     18-own-deferred --test deferred_returned "(rule 19)"
 */
#include <stdio.h>
#include <string.h>

typedef int Main(int argc, char **argv);

Main main_of_deferred, main_of_deferred_returned, main_of_deferred_chain,
    main_of_deferred_cancel, main_of_deferred_cancel_reach,
    main_of_deferred_reentry, main_of_deferred_life,
    main_of_deferred_unhandled, main_of_deferred_bounded_chain, main_of_fire;

static const struct {
    const char *name;
    Main *main;
} tests[] = {
    {"deferred", main_of_deferred},
    {"deferred_returned", main_of_deferred_returned},
    {"deferred_chain", main_of_deferred_chain},
    {"deferred_cancel", main_of_deferred_cancel},
    {"deferred_cancel_reach", main_of_deferred_cancel_reach},
    {"deferred_reentry", main_of_deferred_reentry},
    {"deferred_life", main_of_deferred_life},
    {"deferred_unhandled", main_of_deferred_unhandled},
    {"deferred_bounded_chain", main_of_deferred_bounded_chain},
};

int main(int argc, char **argv)
{
    if (argc < 3 || strcmp(argv[1], "--test") != 0)
        return main_of_fire(argc, argv);
    for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++)
        if (strcmp(argv[2], tests[i].name) == 0)
            return tests[i].main(argc - 2, argv + 2);
    fprintf(stderr, "there is no test of the name %s\n", argv[2]);
    return 2;
}
