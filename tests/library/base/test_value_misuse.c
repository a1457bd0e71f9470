/* Tests of common/base/value.c: what stops the program. */
#include "deferred.h"
#include "unit.h"
#include "value.h"

#include <stdlib.h>
#include <uv.h>

static const BoxType cart = {"cart", free};
static const BoxType other = {"other", free};

static void int_of_text(void *arg)
{
    as_int(value_text("7"));
}

static void text_of_int(void *arg)
{
    as_text(value_int(7));
}

static void text_of_bytes(void *arg)
{
    as_text(value_bytes("a", 1));
}

static void text_of_failure(void *arg)
{
    as_text(value_failure_at("a.c", 7, UV_EINVAL, "it broke"));
}

static void bytes_of_none(void *arg)
{
    size_t length;

    as_bytes(value_none(), &length);
}

static void bytes_of_list(void *arg)
{
    size_t length;

    as_bytes(value_list(NULL, 0), &length);
}

static void count_of_text(void *arg)
{
    as_count(value_text("a"));
}

static void item_of_text(void *arg)
{
    as_item(value_text("a"), 0);
}

static void item_that_is_not_there(void *arg)
{
    as_item(value_list((Value[]){value_int(1)}, 1), 1);
}

static void object_of_text(void *arg)
{
    as_object(value_text("a"), &cart);
}

static void object_of_other(void *arg)
{
    as_object(value_object(&other, NULL), &cart);
}

static void failure_of_deferred(void *arg)
{
    as_failure(value_deferred(deferred_new()));
}

static void the_wrong_kind_stops_the_program(void)
{
    CHECK_DIES(int_of_text, NULL, ": as_int: expected int, got text\n");
    CHECK_DIES(text_of_int, NULL, ": as_text: expected text, got int\n");
    CHECK_DIES(text_of_bytes, NULL, ": as_text: expected text, got bytes\n");
    CHECK_DIES(text_of_failure, NULL,
               ": as_text: expected text, got the "
               "failure \"it broke\" made at a.c:7\n");
    CHECK_DIES(bytes_of_none, NULL,
               ": as_bytes: expected text, HTML or bytes, got none\n");
    CHECK_DIES(bytes_of_list, NULL,
               ": as_bytes: expected text, HTML or bytes, got list\n");
    CHECK_DIES(count_of_text, NULL, ": as_count: expected list, got text\n");
    CHECK_DIES(item_of_text, NULL, ": as_item: expected list, got text\n");
    CHECK_DIES(item_that_is_not_there, NULL,
               ": as_item: there is no item 1 in a list of 1\n");
    CHECK_DIES(object_of_text, NULL, ": as_object: expected cart, got text\n");
    CHECK_DIES(object_of_other, NULL,
               ": as_object: expected cart, got other\n");
    CHECK_DIES(failure_of_deferred, NULL,
               ": as_failure: expected a failure, got a Deferred\n");
}

static void format_wide_text(void *arg)
{
    value_textf("%ls", L"\u00e9");
}

static void a_format_that_fails_stops_the_program(void)
{
    /* Wide text cannot be written in the locale "C". */
    CHECK_DIES(format_wide_text, NULL, ": the format \"%ls\" does not work\n");
}

static void copy_a_deferred(void *arg)
{
    value_copy(value_deferred(deferred_new()));
}

static void a_deferred_can_not_be_copied(void)
{
    CHECK_DIES(copy_a_deferred, NULL,
               ": value_copy: a Deferred has one owner "
               "and cannot be copied\n");
}

static void fail_with(void *code)
{
    value_free(value_failure_at("a.c", 7, *(int *)code, "no"));
}

static void only_errors_are_failure_codes(void)
{
    static int good[] = {400, 599, UV_ECANCELED};
    static int bad[] = {0, 1, 200, 399, 600};

    for (size_t i = 0; i < COUNT(good); i++)
        fail_with(&good[i]);
    for (size_t i = 0; i < COUNT(bad); i++)
        CHECK_DIES(fail_with, &bad[i],
                   "at a.c:7 is neither a UV_E* code nor "
                   "an HTTP status from 400 to 599\n");
}

static const UnitTest tests[] = {
    {"the wrong kind stops the program", the_wrong_kind_stops_the_program},
    {"a format that fails stops the program",
     a_format_that_fails_stops_the_program},
    {"a Deferred cannot be copied", a_deferred_can_not_be_copied},
    {"only errors are failure codes", only_errors_are_failure_codes},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), NULL, argc, argv);
}
