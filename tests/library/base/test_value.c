/* Tests of common/base/value.c and failure.c: every kind of Value. */
#include "value.h"

#include "deferred.h"
#include "failure.h"
#include "unit.h"

#include <uv.h>

static int freed;

static void count_free(void *object)
{
    freed++;
}

static const BoxType cart = {"cart", count_free};
static const BoxType other = {"other", count_free};

static void none_and_int_hold_no_memory(void)
{
    CHECK_INT(value_none().kind, VALUE_NONE);
    CHECK_INT(as_int(value_int(INT64_MIN)), INT64_MIN);
    CHECK_INT(as_int(value_copy(value_int(7))), 7);
    value_free(value_none());
    value_free(value_int(7));
}

static void text_is_copied(void)
{
    char word[] = "house";
    Value text = value_text(word), html = value_html(word);

    word[0] = 'm';
    CHECK_TEXT(as_text(text), "house");
    CHECK_TEXT(as_text(html), "house");
    CHECK_INT(text.kind, VALUE_TEXT);
    CHECK_INT(html.kind, VALUE_HTML);
    value_free(text);
    value_free(html);
}

static void textf_formats(void)
{
    Value text = value_textf("%s is %d, %5.1f %%", "a", 7, 2.25);

    CHECK_TEXT(as_text(text), "a is 7,   2.2 %");
    CHECK_INT(text.kind, VALUE_TEXT);
    value_free(text);
}

static void bytes_may_hold_anything(void)
{
    Value bytes = value_bytes("a\0b", 3), empty = value_bytes(NULL, 0);
    size_t length;

    CHECK(memcmp(as_bytes(bytes, &length), "a\0b", 4) == 0);
    CHECK_INT(length, 3);
    CHECK_TEXT(as_bytes(empty, &length), "");
    CHECK_INT(length, 0);
    value_free(bytes);
    value_free(empty);
}

static void text_and_html_are_bytes_too(void)
{
    Value text = value_text("é"), html = value_html("<br>");
    size_t length;

    CHECK_TEXT(as_bytes(text, &length), "é");
    CHECK_INT(length, 2);
    CHECK_TEXT(as_bytes(html, &length), "<br>");
    CHECK_INT(length, 4);
    value_free(text);
    value_free(html);
}

static void a_list_takes_its_items(void)
{
    Value items[] = {value_int(1), value_text("two"),
                     value_object(&cart, NULL)};
    Value list = value_list(items, 3);

    CHECK_INT(as_count(list), 3);
    CHECK_INT(as_int(as_item(list, 0)), 1);
    CHECK_TEXT(as_text(as_item(list, 1)), "two");
    CHECK(is_object(as_item(list, 2), &cart));
    value_free(list);
    CHECK_INT(freed, 1);
}

static void a_list_may_be_empty(void)
{
    Value list = value_list(NULL, 0);

    CHECK_INT(as_count(list), 0);
    value_free(list);
}

static void an_object_is_freed_with_its_last_owner(void)
{
    int thing = 7;
    Value object = value_object(&cart, &thing), copy = value_copy(object);

    CHECK(as_object(object, &cart) == &thing);
    CHECK(as_object(copy, &cart) == &thing);
    value_free(object);
    CHECK_INT(freed, 0);
    value_free(copy);
    CHECK_INT(freed, 1);
}

static void an_object_knows_its_type(void)
{
    Value object = value_object(&cart, NULL);

    CHECK(is_object(object, &cart));
    CHECK(!is_object(object, &other));
    CHECK(!is_object(value_int(1), &cart));
    value_free(object);
}

static void a_part_lives_on_as_a_copy(void)
{
    Value list = value_list((Value[]){value_text("part")}, 1);
    Value part = value_copy(as_item(list, 0));

    value_free(list);
    CHECK_TEXT(as_text(part), "part");
    value_free(part);
}

static void every_kind_can_be_copied(void)
{
    Value originals[] = {
        value_none(),
        value_int(1),
        value_text("t"),
        value_html("h"),
        value_bytes("b", 1),
        value_list(NULL, 0),
        value_object(&cart, NULL),
        value_failure(404, "no"),
    };

    for (size_t i = 0; i < COUNT(originals); i++) {
        Value copy = value_copy(originals[i]);

        CHECK_INT(copy.kind, originals[i].kind);
        value_free(originals[i]);
        CHECK_TEXT(value_kind_name(copy), value_kind_name(originals[i]));
        value_free(copy);
    }
}

static void same_is_one_and_the_same(void)
{
    Value text = value_text("a"), equal = value_text("a");
    Value copy = value_copy(text), copy2 = value_copy(text), moved = text;

    CHECK(value_same(text, moved));
    CHECK(!value_same(text, equal));
    CHECK(!value_same(text, copy));
    CHECK(!value_same(copy, copy2));
    CHECK(value_same(value_none(), value_none()));
    CHECK(value_same(value_int(3), value_int(3)));
    CHECK(!value_same(value_int(3), value_int(4)));
    CHECK(!value_same(value_int(0), value_none()));
    value_free(text);
    value_free(equal);
    value_free(copy);
    value_free(copy2);
}

static void a_failure_remembers_its_place(void)
{
    int line = __LINE__ + 1;
    Value value = value_failure(UV_EINVAL, "%s is not %d", "x", 7);
    const Failure *failure = as_failure(value);

    CHECK(failed(value));
    CHECK_INT(failure->code, UV_EINVAL);
    CHECK_TEXT(failure->message, "x is not 7");
    CHECK_CONTAINS(failure->file, "test_value.c");
    CHECK_INT(failure->line, line);
    CHECK_INT(failure->index, -1);
    value_free(value);
    CHECK(!failed(value_int(UV_EINVAL)));
}

static void a_failure_of_a_member_keeps_its_place(void)
{
    Value value = value_failure_at("a.c", 7, 404, "no such %s", "page");
    Value of = value_failure_of(as_failure(value), 3);

    value_free(value);
    CHECK_INT(as_failure(of)->code, 404);
    CHECK_TEXT(as_failure(of)->message, "no such page");
    CHECK_TEXT(as_failure(of)->file, "a.c");
    CHECK_INT(as_failure(of)->line, 7);
    CHECK_INT(as_failure(of)->index, 3);
    value_free(of);
}

static void codes_have_names(void)
{
    CHECK_TEXT(failure_name(UV_ECONNREFUSED), "ECONNREFUSED");
    CHECK_TEXT(failure_name(UV_ETIMEDOUT), "ETIMEDOUT");
    CHECK_TEXT(failure_name(404), "HTTP 404");
    CHECK_CONTAINS(failure_name(-12345), "12345");
}

static void print_it(void *arg)
{
    failure_print(stderr, "unhandled failure",
                  &(Failure){.code = UV_EINVAL,
                             .message = "it is late",
                             .file = "a.c",
                             .line = 7});
}

static void a_failure_prints_one_line(void)
{
    CHECK_TEXT(unit_stderr_of(print_it, NULL),
               "unhandled failure: EINVAL, it is late (a.c:7)\n");
}

static void every_kind_has_a_name(void)
{
    static const struct {
        ValueKind kind;
        const char *name;
    } names[] = {
        {VALUE_NONE, "none"},         {VALUE_INT, "int"},
        {VALUE_TEXT, "text"},         {VALUE_HTML, "HTML"},
        {VALUE_BYTES, "bytes"},       {VALUE_LIST, "list"},
        {VALUE_FAILURE, "a failure"}, {VALUE_DEFERRED, "a Deferred"},
    };
    Value object = value_object(&cart, NULL);

    for (size_t i = 0; i < COUNT(names); i++)
        CHECK_TEXT(value_kind_name((Value){.kind = names[i].kind}),
                   names[i].name);
    CHECK_TEXT(value_kind_name(object), "cart");
    value_free(object);
}

static const UnitTest tests[] = {
    {"none and int hold no memory", none_and_int_hold_no_memory},
    {"text is copied", text_is_copied},
    {"textf formats", textf_formats},
    {"bytes may hold anything", bytes_may_hold_anything},
    {"text and HTML are bytes too", text_and_html_are_bytes_too},
    {"a list takes its items", a_list_takes_its_items},
    {"a list may have no items", a_list_may_be_empty},
    {"an object is freed with its last owner",
     an_object_is_freed_with_its_last_owner},
    {"an object knows its type", an_object_knows_its_type},
    {"a part of a list lives on as a copy", a_part_lives_on_as_a_copy},
    {"every kind but a Deferred can be copied", every_kind_can_be_copied},
    {"same is one and the same, not equal", same_is_one_and_the_same},
    {"a failure remembers its place", a_failure_remembers_its_place},
    {"the failure of a member keeps its place",
     a_failure_of_a_member_keeps_its_place},
    {"codes have names", codes_have_names},
    {"a failure prints one line", a_failure_prints_one_line},
    {"every kind has a name", every_kind_has_a_name},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), NULL, argc, argv);
}
