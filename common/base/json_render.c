/*
 * How JSON is written: json_render() of json.h.
 *
 * Jansson's own json_dumps() calls itself for each level, and 851 levels fill
 * the stack of a coroutine; its parser takes 2048. So the way down is written
 * here as a loop, with the levels in an array. A Value without levels (text,
 * numbers) is written by jansson.
 */
#include "json.h"

#include "buffer.h"
#include "xmalloc.h"

#include <stdlib.h>
#include <uv.h>

/* An array or object that is being written, and how far. */
typedef struct {
    json_t *json;
    size_t index; /* of the next item */
    void *member; /* an object's next one, or NULL */
} Level;

typedef struct {
    Buffer text;
    Level *levels; /* the outermost first */
    size_t depth;
    size_t room;
} Writer;

static int add_bytes(const char *bytes, size_t length, void *writer)
{
    buffer_add(&((Writer *)writer)->text, bytes, length);
    return 0;
}

/* False if its text is not UTF-8. */
static bool write_scalar(Writer *writer, json_t *json)
{
    return json_dump_callback(json, add_bytes, writer,
                              JSON_COMPACT | JSON_ENCODE_ANY) == 0;
}

static bool write_name(Writer *writer, void *member)
{
    json_t *name = json_string_nocheck(json_object_iter_key(member));
    bool written = name && write_scalar(writer, name);

    json_decref(name);
    buffer_add_text(&writer->text, ":");
    return written;
}

/* What contains itself is found among the levels above. */
static bool may_begin(const Writer *writer, const json_t *json)
{
    for (size_t i = 0; i < writer->depth; i++)
        if (writer->levels[i].json == json)
            return false;
    return writer->depth < JSON_DEEPEST;
}

static bool begin_level(Writer *writer, json_t *json)
{
    if (!may_begin(writer, json))
        return false;
    if (writer->depth == writer->room) {
        writer->room = writer->room ? 2 * writer->room : 8;
        writer->levels =
            xrealloc(writer->levels, writer->room * sizeof *writer->levels);
    }
    writer->levels[writer->depth++] = (Level){
        .json = json,
        .member = json_is_object(json) ? json_object_iter(json) : NULL,
    };
    buffer_add_text(&writer->text, json_is_object(json) ? "{" : "[");
    return true;
}

static bool write_value(Writer *writer, json_t *json)
{
    return json_is_object(json) || json_is_array(json)
               ? begin_level(writer, json)
               : write_scalar(writer, json);
}

static bool write_member(Writer *writer, Level *level)
{
    json_t *value = json_object_iter_value(level->member);

    if (!write_name(writer, level->member))
        return false;
    level->member = json_object_iter_next(level->json, level->member);
    return write_value(writer, value);
}

/* Writes one item of the innermost level, or its end. Level is not good any
   more when the item has begun a level of its own. */
static bool write_next(Writer *writer)
{
    Level *level = &writer->levels[writer->depth - 1];
    bool object = json_is_object(level->json);

    if (object ? !level->member
               : level->index == json_array_size(level->json)) {
        buffer_add_text(&writer->text, object ? "}" : "]");
        writer->depth--;
        return true;
    }
    if (level->index++ > 0)
        buffer_add_text(&writer->text, ",");
    return object ? write_member(writer, level)
                  : write_value(writer,
                                json_array_get(level->json, level->index - 1));
}

Value json_render(Value json)
{
    Writer writer = {0};
    bool written = write_value(&writer, json_of(json));
    Value bytes;

    while (written && writer.depth > 0)
        written = write_next(&writer);
    bytes = written ? value_bytes(writer.text.bytes, writer.text.length)
                    : value_failure(UV_EINVAL,
                                    "this JSON cannot be written; does it "
                                    "contain itself?");
    buffer_free(&writer.text);
    free(writer.levels);
    return bytes;
}
