/*
 * Replies of XRANGE, XREVRANGE and XREAD come in from chat_log_redis.c, and
 * JSON goes out. The stream may hold what another program has put there, so
 * nothing about an entry is taken for granted; what is no message is left out.
 */
#include "redis_message.h"

#include "json.h"
#include "number.h"

#include <string.h>

static bool is_list(Value value, size_t least)
{
    return value.kind == VALUE_LIST && as_count(value) >= least;
}

const char *redis_message_id(Value entry)
{
    if (!is_list(entry, 2) || as_item(entry, 0).kind != VALUE_TEXT)
        return NULL;
    return as_text(as_item(entry, 0));
}

const char *redis_message_last_id(Value entries)
{
    const char *id =
        is_list(entries, 1) ? redis_message_id(as_item(entries, 0)) : NULL;

    return id ? id : "0-0";
}

/* [[NAME, ENTRIES]]: we ask for one stream. */
Value redis_message_news(Value reply)
{
    if (!is_list(reply, 1) || !is_list(as_item(reply, 0), 2) ||
        !is_list(as_item(as_item(reply, 0), 1), 0))
        return value_none();
    return as_item(as_item(reply, 0), 1);
}

static const char *field_of(Value fields, const char *name)
{
    for (size_t i = 0; i + 1 < as_count(fields); i += 2)
        if (as_item(fields, i).kind == VALUE_TEXT &&
            as_item(fields, i + 1).kind == VALUE_TEXT &&
            strcmp(as_text(as_item(fields, i)), name) == 0)
            return as_text(as_item(fields, i + 1));
    return NULL;
}

/* A number that is not there or none is 0. */
static json_int_t number_of(Value fields, const char *name)
{
    const char *text = field_of(fields, name);
    Value number = number_read(text ? text : "");
    json_int_t result = failed(number) ? 0 : as_int(number);

    value_free(number);
    return result;
}

Value redis_message_of(Value entry, const char **room)
{
    Value fields = is_list(entry, 2) ? as_item(entry, 1) : value_none();
    const char *name, *text;

    if (!is_list(fields, 0))
        return value_none();
    *room = field_of(fields, "room");
    name = field_of(fields, "name");
    text = field_of(fields, "text");
    if (!*room || !name || !text || number_of(fields, "id") < 1)
        return value_none();
    return json_value(json_pack("{s:I, s:s, s:s, s:I}", "id",
                                number_of(fields, "id"), "name", name, "text",
                                text, "at", number_of(fields, "at")));
}

Value redis_message_list(Value entries, bool newest_first)
{
    size_t count = is_list(entries, 0) ? as_count(entries) : 0;
    json_t *list = json_array();
    const char *room;

    for (size_t i = 0; i < count; i++) {
        size_t place = newest_first ? count - 1 - i : i;
        Value message = redis_message_of(as_item(entries, place), &room);

        if (is_json(message))
            json_array_append(list, json_of(message));
        value_free(message);
    }
    return json_value(list);
}
