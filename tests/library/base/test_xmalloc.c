/* The xmalloc family: it hands out memory, or stops the program. */
#include "xmalloc.h"

#include "unit.h"

#include <stdint.h>
#include <string.h>

/* More than there can be; the compilers must not see that. */
static volatile size_t far_too_much = PTRDIFF_MAX;

/* Lets AddressSanitizer return NULL, as malloc() does. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "allocator_may_return_null=1";
}

static void memory_of_no_size_is_memory(void)
{
    char *none = xmalloc(0), *nothing = xcalloc(0, 0);

    CHECK(none != NULL);
    CHECK(nothing != NULL);
    none = xrealloc(none, 0);
    CHECK(none != NULL);
    free(none);
    free(nothing);
}

static void memory_keeps_what_it_holds(void)
{
    static const char zeros[100];
    char *text = xstrdup("hello"), *cleared = xcalloc(10, 10);

    text = xrealloc(text, 1000);
    CHECK_TEXT(text, "hello");
    CHECK(memcmp(cleared, zeros, sizeof zeros) == 0);
    free(text);
    free(cleared);
}

static void take_too_much(void *unused)
{
    free(xmalloc(far_too_much));
}

static void clear_too_much(void *unused)
{
    free(xcalloc(far_too_much, far_too_much));
}

static void grow_too_much(void *unused)
{
    free(xrealloc(xmalloc(1), far_too_much));
}

static void without_memory_the_program_stops(void)
{
    CHECK_DIES(take_too_much, NULL, "out of memory");
    CHECK_DIES(clear_too_much, NULL, "out of memory");
    CHECK_DIES(grow_too_much, NULL, "out of memory");
}

static const UnitTest tests[] = {
    {"memory of no size is memory", memory_of_no_size_is_memory},
    {"memory keeps what it holds", memory_keeps_what_it_holds},
    {"without memory the program stops", without_memory_the_program_stops},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), NULL, argc, argv);
}
