/* Tests of common/base/json.c. */
#include "json.h"

#include "coroutine.h"
#include "unit.h"

#include <uv.h>

static Value parse(const char *text)
{
    return json_parse(text, strlen(text));
}

static void check_rendered(Value json, const char *want)
{
    Value bytes = json_render(json);
    size_t length;

    CHECK_INT(bytes.kind, VALUE_BYTES);
    CHECK_TEXT(as_bytes(bytes, &length), want);
    CHECK_INT(length, strlen(want));
    value_free(bytes);
    value_free(json);
}

static void what_is_built_is_rendered_without_spaces(void)
{
    check_rendered(
        json_value(json_pack("{s:i, s:[i, s]}", "sum", 7, "list", 1, "é")),
        "{\"sum\":7,\"list\":[1,\"é\"]}");
    check_rendered(json_value(json_string("alone")), "\"alone\"");
}

static void what_is_parsed_is_rendered_again(void)
{
    check_rendered(parse(" { \"b\" : [ true , null , 1.5 ] } "),
                   "{\"b\":[true,null,1.5]}");
    check_rendered(parse("7"), "7");
    check_rendered(json_parse("[1]]", 3), "[1]");
}

static void a_json_value_is_known(void)
{
    Value json = parse("[]");

    CHECK(is_json(json));
    CHECK(json_is_array(json_of(json)));
    CHECK(!is_json(value_int(1)));
    CHECK_TEXT(value_kind_name(json), "JSON");
    value_free(json);
}

static void check_failure_of(Value value, int code, const char *message)
{
    CHECK(failed(value));
    CHECK_INT(as_failure(value)->code, code);
    CHECK_CONTAINS(as_failure(value)->message, message);
    value_free(value);
}

static void check_failure(Value value, const char *message)
{
    check_failure_of(value, UV_EINVAL, message);
}

static void a_mistake_has_its_line_and_column(void)
{
    check_failure(parse("{\"a\": 1,\n  \"b\" 2}"),
                  "not JSON: line 2, column 7: ':' expected");
    check_failure(parse(""), "not JSON: line 1, column 0: ");
    check_failure(parse("<html>"), "line 1, column 1: ");
    check_failure(parse("[\"\xff\"]"), "line 1, column ");
    check_failure(parse("[1] 2"), "line 1, column ");
}

static void deep_nesting_is_refused(void)
{
    static char deep[100001];

    memset(deep, '[', 100000);
    check_failure(parse(deep), "maximum parsing depth reached");
}

/* Depth levels, every other one an object, and a number in the last. */
static char *make_deep(int depth)
{
    char *text = malloc((size_t)depth * 6 + 2), *end = text;

    for (int i = 0; i < depth; i++)
        end = stpcpy(end, i % 2 ? "{\"a\":" : "[");
    end = stpcpy(end, "7");
    for (int i = depth; i-- > 0;)
        end = stpcpy(end, i % 2 ? "}" : "]");
    return text;
}

/* A coroutine has a stack of 256 KiB. */
static Value render_again(void *text)
{
    Value json = parse(text), rendered;

    if (failed(json))
        return json;
    rendered = json_render(json);
    value_free(json);
    return rendered;
}

static void check_as_text(Value rendered, void *text)
{
    size_t length;

    CHECK(!failed(rendered));
    CHECK_TEXT(as_bytes(rendered, &length), text);
}

static void what_is_parsed_is_rendered_in_a_coroutine(void)
{
    static const int depths[] = {1, 800, 900, JSON_DEEPEST - 1};

    for (unsigned i = 0; i < COUNT(depths); i++) {
        char *text = make_deep(depths[i]);

        deferred_deliver(async(render_again, text), check_as_text, text);
        free(text);
    }
}

static void one_level_more_is_refused(void)
{
    char *text = make_deep(JSON_DEEPEST + 1);
    json_t *deep = json_integer(7);
    Value json;

    check_failure(parse(text), "maximum parsing depth reached");
    free(text);
    for (int i = 0; i < JSON_DEEPEST + 1; i++)
        deep = json_pack("[o]", deep);
    json = json_value(deep);
    check_failure(json_render(json), "this JSON cannot be written");
    value_free(json);
}

/* The same array twice is none that contains itself. */
static void what_comes_twice_is_written_twice(void)
{
    json_t *inner = json_pack("[]");

    check_rendered(json_value(json_pack("{s:O, s:[O, o]}", "a", inner, "b",
                                        inner, inner)),
                   "{\"a\":[],\"b\":[[],[]]}");
    check_rendered(json_value(json_pack("{}")), "{}");
}

static void names_and_texts_are_escaped(void)
{
    check_rendered(json_value(json_pack("{s:s}", "a\"\n", "\\\x01/\xc3\xa9")),
                   "{\"a\\\"\\n\":\"\\\\\\u0001/\xc3\xa9\"}");
}

static void a_byte_order_mark_is_skipped(void)
{
    check_rendered(parse("\xef\xbb\xbf{\"a\":1}"), "{\"a\":1}");
    check_failure(parse("\xef\xbb\xbf"), "not JSON: line 1");
    check_failure(parse("\xef\xbb\xbf\xef\xbb\xbf[]"), "not JSON: line 1");
    check_failure(parse("\xef\xbb"), "not JSON: line 1");
}

static void what_jansson_refuses_is_a_failure(void)
{
    check_failure(json_value(json_pack("{s:s}", "name", "\xff")),
                  "this cannot be made JSON; is it UTF-8?");
}

static void what_contains_itself_can_not_be_written(void)
{
    json_t *inner = json_array(), *outer = json_array();
    Value value = json_value(outer);

    json_array_append_new(outer, inner);
    json_array_append(inner, outer);
    check_failure(json_render(value), "this JSON cannot be written");
    json_array_clear(inner);
    value_free(value);
}

static void a_text_is_read_by_name(void)
{
    Value json = parse("{\"origin\": \"127.0.0.1\", \"count\": 7}");
    Value text = json_get_text(json, "origin");

    check_failure_of(json_get_text(json, "count"), UV_EPROTO,
                     "no text \"count\"");
    check_failure_of(json_get_text(json, "Origin"), UV_EPROTO,
                     "no text \"Origin\"");
    value_free(json);
    CHECK_TEXT(as_text(text), "127.0.0.1");
    value_free(text);
    json = parse("[1]");
    check_failure_of(json_get_text(json, "origin"), UV_EPROTO,
                     "no text \"origin\"");
    value_free(json);
}

static void read_json_of_text(void *arg)
{
    json_of(value_text("{}"));
}

static void another_value_stops_the_program(void)
{
    CHECK_DIES(read_json_of_text, NULL, "as_object: expected JSON, got text");
}

static const UnitTest tests[] = {
    {"JSON is rendered without spaces",
     what_is_built_is_rendered_without_spaces},
    {"JSON that was parsed is rendered again",
     what_is_parsed_is_rendered_again},
    {"a JSON value is known", a_json_value_is_known},
    {"a mistake has its line and column", a_mistake_has_its_line_and_column},
    {"deep nesting is refused", deep_nesting_is_refused},
    {"parsed JSON is rendered in a coroutine, however deep",
     what_is_parsed_is_rendered_in_a_coroutine},
    {"one level more is refused by both", one_level_more_is_refused},
    {"a part that comes twice is written twice",
     what_comes_twice_is_written_twice},
    {"names and texts are escaped", names_and_texts_are_escaped},
    {"a byte order mark is skipped", a_byte_order_mark_is_skipped},
    {"JSON that jansson refuses is a failure",
     what_jansson_refuses_is_a_failure},
    {"a JSON value that contains itself cannot be rendered",
     what_contains_itself_can_not_be_written},
    {"a text is read by name", a_text_is_read_by_name},
    {"another value stops the program", another_value_stops_the_program},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), NULL, argc, argv);
}
