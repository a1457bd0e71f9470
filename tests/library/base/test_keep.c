/* Tests of common/base/keep.c: what lives as long as the running callback. */
#include "keep.h"

#include "unit.h"

static char log_text[32];

static void note(void *arg)
{
    strcat(log_text, arg);
}

static void free_letter(void *object)
{
    note(object);
}

static const BoxType letter = {"letter", free_letter};

static void keep_letter(const char *text)
{
    keep(value_object(&letter, (void *)text));
}

static void keep_returns_what_it_takes(void)
{
    Kept *mark = keep_begin();
    Value text = value_text("a");

    CHECK(value_same(keep(text), text));
    CHECK_TEXT(as_text(text), "a");
    keep_end(mark);
}

static void what_needs_no_memory_is_not_kept(void)
{
    Kept *mark = keep_begin();

    CHECK_INT(as_int(keep(value_int(7))), 7);
    CHECK_INT(keep(value_none()).kind, VALUE_NONE);
    CHECK(keep_begin() == mark);
}

static void the_end_frees_the_last_first(void)
{
    Kept *mark = keep_begin();

    keep_letter("a");
    keep_finally(note, "b");
    keep_letter("c");
    CHECK_TEXT(log_text, "");
    keep_end(mark);
    CHECK_TEXT(log_text, "cba");
    keep_end(mark);
    CHECK_TEXT(log_text, "cba");
}

static void collections_nest(void)
{
    Kept *outer = keep_begin(), *inner;

    keep_letter("a");
    inner = keep_begin();
    keep_letter("b");
    keep_end(inner);
    CHECK_TEXT(log_text, "b");
    keep_letter("c");
    keep_end(outer);
    CHECK_TEXT(log_text, "bca");
}

static void keep_one_more(void *arg)
{
    note("f");
    keep_letter(arg);
}

static void what_is_kept_at_the_end_is_freed_too(void)
{
    Kept *mark = keep_begin();

    keep_finally(keep_one_more, "a");
    keep_end(mark);
    CHECK_TEXT(log_text, "fa");
}

static void a_copy_that_is_kept_leaves_the_original(void)
{
    Kept *mark = keep_begin();
    Value text = value_text("still there");

    keep(value_copy(text));
    keep_end(mark);
    CHECK_TEXT(as_text(text), "still there");
    value_free(text);
}

static void swap_changes_the_collection(void)
{
    Kept *here, *mark = keep_begin();

    keep_letter("a");
    here = keep_swap(NULL);
    CHECK(keep_begin() == NULL);
    keep_letter("b");
    keep_end(NULL);
    CHECK_TEXT(log_text, "b");
    CHECK(keep_swap(here) == NULL);
    keep_end(mark);
    CHECK_TEXT(log_text, "ba");
}

static void what_main_keeps_lives_on(void)
{
    keep(value_text("until the program ends"));
}

static const UnitTest tests[] = {
    {"keep returns what it takes", keep_returns_what_it_takes},
    {"a Value without memory is not kept", what_needs_no_memory_is_not_kept},
    {"the end frees the last first", the_end_frees_the_last_first},
    {"collections nest", collections_nest},
    {"a Value that is kept at the end is freed too",
     what_is_kept_at_the_end_is_freed_too},
    {"a copy that is kept leaves the original",
     a_copy_that_is_kept_leaves_the_original},
    {"swap changes the collection", swap_changes_the_collection},
    {"a Value that main keeps lives on, and is no leak",
     what_main_keeps_lives_on},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), NULL, argc, argv);
}
