/* JSON Values: made, known and read. Json_render.c writes them. */
#include "json.h"

#include <string.h>
#include <uv.h>

/* The box has one of the references that jansson counts. */
static void free_json(void *object)
{
    json_decref(object);
}

static const BoxType json_value_type = {"JSON", free_json};

Value json_value(json_t *json)
{
    /* jansson's makers return NULL if they fail, for instance at text that is
       not UTF-8. We check here, so that no caller has to. */
    if (!json)
        return value_failure(UV_EINVAL, "this cannot be made JSON; is it "
                                        "UTF-8?");
    return value_object(&json_value_type, json);
}

bool is_json(Value value)
{
    return is_object(value, &json_value_type);
}

json_t *json_of(Value value)
{
    return as_object(value, &json_value_type);
}

/* Some systems put one in front of each UTF-8 text. Jansson takes it for a
   mistake in the first line. */
static size_t byte_order_mark(const char *text, size_t length)
{
    static const char mark[] = "\xef\xbb\xbf";
    size_t size = sizeof mark - 1;

    return length >= size && memcmp(text, mark, size) == 0 ? size : 0;
}

Value json_parse(const char *text, size_t length)
{
    size_t mark = byte_order_mark(text, length);
    json_error_t error;
    json_t *json =
        json_loadb(text + mark, length - mark, JSON_DECODE_ANY, &error);

    if (json)
        return json_value(json);
    return value_failure(UV_EINVAL, "not JSON: line %d, column %d: %s",
                         error.line, error.column, error.text);
}

Value json_get_text(Value json, const char *name)
{
    /* NULL, and so no string, if there is no such name or no object. */
    json_t *text = json_object_get(json_of(json), name);

    if (!json_is_string(text))
        return value_failure(UV_EPROTO, "the JSON has no text \"%s\"", name);
    return value_text(json_string_value(text));
}
