#include "json.h"

#include <stdlib.h>
#include <string.h>
#include <uv.h>

static void free_json(void *object)
{
    json_decref(object);
}

static const BoxType json_box = {"JSON", free_json};

Value json_value(json_t *json)
{
    if (!json)
        return value_failure(UV_EINVAL, "this cannot be made JSON; is it "
                                        "UTF-8?");
    return value_object(&json_box, json);
}

bool is_json(Value value)
{
    return is_object(value, &json_box);
}

json_t *json_of(Value value)
{
    return as_object(value, &json_box);
}

Value json_parse(const char *text, size_t length)
{
    json_error_t error;
    json_t *json = json_loadb(text, length, JSON_DECODE_ANY, &error);

    if (json)
        return json_value(json);
    return value_failure(UV_EINVAL, "not JSON: line %d, column %d: %s",
                         error.line, error.column, error.text);
}

Value json_render(Value json)
{
    char *text = json_dumps(json_of(json), JSON_COMPACT | JSON_ENCODE_ANY);
    Value bytes;

    if (!text)
        return value_failure(UV_EINVAL, "this JSON cannot be written; does "
                                        "it contain itself?");
    bytes = value_bytes(text, strlen(text));
    free(text);
    return bytes;
}

Value json_get_text(Value json, const char *name)
{
    json_t *text = json_object_get(json_of(json), name);

    if (!json_is_string(text))
        return value_failure(UV_EPROTO, "the JSON has no text \"%s\"", name);
    return value_text(json_string_value(text));
}
