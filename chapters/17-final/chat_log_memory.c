/*
 * Messages come in from rooms.c and stay in memory, as JSON. Each room is an
 * object: its "messages" in order, and its "keys", each with the number that
 * its message has got. Everything is there at once, so each Deferred that goes
 * out has fired.
 */
#include "chat_log_memory.h"

#include "json.h"
#include "xmalloc.h"

#include <stdlib.h>
#include <time.h>

typedef struct {
    ChatLog log;
    json_t *rooms; /* by name */
} Memory;

static json_t *room_of(ChatLog *log, const char *name)
{
    Memory *memory = (Memory *)log;
    json_t *room = json_object_get(memory->rooms, name);

    if (!room) {
        room = json_pack("{s:[], s:{}}", "messages", "keys");
        json_object_set_new(memory->rooms, name, room);
    }
    return room;
}

static json_int_t number_of(const json_t *message)
{
    return json_integer_value(json_object_get(message, "id"));
}

/* The newest messages are always kept, so the last one has the number that was
   given last. */
static json_int_t last_number(const json_t *messages)
{
    size_t count = json_array_size(messages);

    return count > 0 ? number_of(json_array_get(messages, count - 1)) : 0;
}

static json_int_t add(json_t *room, const ChatMessage *message)
{
    json_t *messages = json_object_get(room, "messages");
    json_int_t number = last_number(messages) + 1;

    json_array_append_new(messages, json_pack("{s:I, s:s, s:s, s:I}", "id",
                                              number, "name", message->name,
                                              "text", message->text, "at",
                                              (json_int_t)time(NULL)));
    json_object_set_new(json_object_get(room, "keys"), message->key,
                        json_integer(number));
    return number;
}

static void announce(ChatLog *log, const char *name, json_t *messages)
{
    size_t last = json_array_size(messages) - 1;
    Value message = json_value(json_incref(json_array_get(messages, last)));

    if (log->news)
        log->news(name, message, log->news_arg);
    value_free(message);
}

static Deferred *append(ChatLog *log, const ChatMessage *message)
{
    json_t *room = room_of(log, message->room);
    json_t *known =
        json_object_get(json_object_get(room, "keys"), message->key);
    json_int_t number = json_integer_value(known);

    if (!known) {
        number = add(room, message);
        announce(log, message->room, json_object_get(room, "messages"));
    }
    return deferred_succeed(value_int(number));
}

/* How many messages have a number that is this one or below: they are in
   order, and have no gaps. */
static size_t count_to(const json_t *messages, int64_t number)
{
    json_int_t last = last_number(messages);
    size_t count = json_array_size(messages);

    if (number >= last)
        return count;
    if (number <= last - (json_int_t)count)
        return 0;
    return count - (size_t)(last - number);
}

static Deferred *copy_range(const json_t *messages, size_t from, size_t to)
{
    json_t *copy = json_array();

    for (size_t i = from; i < to; i++)
        json_array_append(copy, json_array_get(messages, i));
    return deferred_succeed(json_value(copy));
}

static Deferred *read_after(ChatLog *log, const char *room, int64_t number,
                            int count)
{
    json_t *messages = json_object_get(room_of(log, room), "messages");
    size_t from = count_to(messages, number);
    size_t left = json_array_size(messages) - from;

    return copy_range(messages, from,
                      from + (left < (size_t)count ? left : (size_t)count));
}

static Deferred *read_before(ChatLog *log, const char *room, int64_t number,
                             int count)
{
    json_t *messages = json_object_get(room_of(log, room), "messages");
    size_t to = count_to(messages, number - 1);

    return copy_range(messages, to > (size_t)count ? to - (size_t)count : 0,
                      to);
}

static void forget_in_room(json_t *room, int64_t kept)
{
    json_t *messages = json_object_get(room, "messages"), *number;
    json_t *keys = json_object_get(room, "keys");
    json_int_t forgotten = last_number(messages) - kept;
    const char *key;
    void *next;

    for (size_t n = count_to(messages, forgotten); n > 0; n--)
        json_array_remove(messages, 0);
    json_object_foreach_safe(keys, next, key, number)
    {
        if (json_integer_value(number) <= forgotten)
            json_object_del(keys, key);
    }
}

static Deferred *forget(ChatLog *log, int64_t kept)
{
    const char *name;
    json_t *room;

    json_object_foreach(((Memory *)log)->rooms, name, room)
    {
        forget_in_room(room, kept);
    }
    return deferred_succeed(value_none());
}

static void free_memory(ChatLog *log)
{
    json_decref(((Memory *)log)->rooms);
    free(log);
}

ChatLog *chat_log_memory_new(void)
{
    Memory *memory = xcalloc(1, sizeof *memory);

    memory->log = (ChatLog){
        .append = append,
        .read_after = read_after,
        .read_before = read_before,
        .forget = forget,
        .free = free_memory,
    };
    memory->rooms = json_object();
    return &memory->log;
}
