/*
 * The log announces a message (take_news), and all clients that wait in its
 * room wake up and look again. By the number that it heard last, a client gets
 * messages from the ring on the loop, or from the log, or nothing yet.
 */
#include "rooms.h"

#include "coroutine.h"
#include "json.h"
#include "keep.h"
#include "lock.h"
#include "queue.h"
#include "timeout.h"

#include <string.h>
#include <uv.h>

enum { KEPT = 100, MOST_WAITING = 10000, A_PAGE = 100 };

struct Room {
    const char *name;
    Queue *waiting;   /* it hands on, and stores none */
    Lock *filling;    /* one request fills the ring */
    bool is_filled;   /* from the log */
    int64_t first;    /* the ring has the messages from this one ... */
    int64_t last;     /* ... to this one: none if last is first - 1 */
    Value ring[KEPT]; /* number n is in place n % KEPT */
};

static Room rooms[ROOMS] = {
    {.name = "beach"}, {.name = "surf"}, {.name = "music"}};
static Reactor *reactor;
static ChatLog *log_of_all;

static int64_t number_of(Value message)
{
    return json_integer_value(json_object_get(json_of(message), "id"));
}

int64_t rooms_first_number(Value messages)
{
    return json_integer_value(
        json_object_get(json_array_get(json_of(messages), 0), "id"));
}

/* The ring has no gaps. After one it begins anew: the log has the missing
   ones. */
static void keep_message(Room *room, Value message)
{
    int64_t number = number_of(message);
    Value *place = &room->ring[number % KEPT];

    if (number != room->last + 1)
        room->first = number;
    if (number - room->first >= KEPT)
        room->first = number - KEPT + 1;
    room->last = number;
    value_free(*place);
    *place = value_copy(message);
}

/* Each waiter leaves the line at once, and may join it again. So count
   first. */
static void wake(Room *room, Value word)
{
    for (size_t count = queue_waiting(room->waiting); count > 0; count--)
        queue_put(room->waiting, value_copy(word));
    value_free(word);
}

static void take_news(const char *name, Value message, void *arg)
{
    Room *room = rooms_find(name);

    if (!room || number_of(message) <= room->last)
        return;
    keep_message(room, message);
    wake(room, value_none());
}

/* A part of the log's answer: keep_message() makes its own copy. */
static Value keep_messages(Value messages, void *arg)
{
    Room *room = arg;
    json_t *message;
    size_t i;

    json_array_foreach(json_of(messages), i, message)
    {
        Value one = json_value(json_incref(message));

        if (number_of(one) > room->last)
            keep_message(room, one);
        value_free(one);
    }
    room->is_filled = true;
    wake(room, value_none());
    return value_none();
}

static Value fill(Value none, void *arg)
{
    Room *room = arg;
    Deferred *d;

    if (room->is_filled)
        return value_none();
    d = log_of_all->read_before(log_of_all, room->name, INT64_MAX, KEPT);
    deferred_add_callback(d, keep_messages, room);
    return value_deferred(d);
}

/* After a restart the first request of a room asks the log for its last
   messages; others wait until they are there. */
static void need(Room *room)
{
    if (!room->is_filled)
        await(lock_run(room->filling, fill, room));
}

/* Another program that shares the log may have told this client of messages
   whose news have not come to us yet. */
static void catch_up(Room *room)
{
    room->is_filled = false;
    need(room);
}

static Value copy_ring(const Room *room, int64_t from, int64_t to)
{
    json_t *list = json_array();

    for (int64_t n = from; n <= to; n++)
        json_array_append(list, json_of(room->ring[n % KEPT]));
    return json_value(list);
}

/* An honest answer: the client can tell its user of the gap, and go on. */
static Value missed(int64_t count, int64_t after)
{
    return json_value(json_pack("{s:I, s:I}", "missed", (json_int_t)count,
                                "after", (json_int_t)after));
}

static Value read_from(const Room *room, int64_t after)
{
    Value messages;
    int64_t first;

    /* From another store, which had more messages than this one. */
    if (after > room->last)
        return missed(0, room->first > 0 ? room->first - 1 : 0);
    if (after + 1 >= room->first)
        return copy_ring(room, after + 1, room->last);
    messages =
        await(log_of_all->read_after(log_of_all, room->name, after, A_PAGE));
    first = rooms_first_number(messages);
    if (first == after + 1)
        return value_copy(messages);
    /* The ring may still have messages that the log has forgotten. */
    if (first == 0 || first > room->first)
        first = room->first;
    return missed(first - after - 1, first - 1);
}

static Value ending(void)
{
    return value_failure(503, "The server ends. Ask again in a moment.");
}

Value rooms_listen(Room *room, int64_t after, double seconds)
{
    need(room);
    if (after > room->last)
        catch_up(room);
    while (after == room->last) {
        Deferred *next;
        Value word;

        if (reactor_stopping(reactor))
            return ending();
        next = queue_get(room->waiting);
        timeout_add(next, reactor, seconds);
        word = try_await(next);
        if (failed(word) && as_failure(word)->code == UV_ETIMEDOUT)
            return json_value(json_array());
        if (failed(word))
            return value_copy(word);
    }
    return read_from(room, after);
}

Value rooms_history(Room *room, int64_t before, int count)
{
    int64_t from;

    need(room);
    if (before > room->last)
        before = room->last + 1;
    from = before - count > 1 ? before - count : 1;
    if (from >= room->first)
        return copy_ring(room, from, before - 1);
    return value_copy(
        await(log_of_all->read_before(log_of_all, room->name, before, count)));
}

Room *rooms_at(int number)
{
    return &rooms[number];
}

Room *rooms_find(const char *name)
{
    for (int i = 0; i < ROOMS; i++)
        if (strcmp(rooms[i].name, name) == 0)
            return &rooms[i];
    return NULL;
}

const char *rooms_name(const Room *room)
{
    return room->name;
}

int64_t rooms_last(const Room *room)
{
    return room->last;
}

size_t rooms_waiting(const Room *room)
{
    return queue_waiting(room->waiting);
}

/* Nothing can be said any more, so nothing would ever wake them. */
static Value tell_the_end(Value none, void *arg)
{
    for (int i = 0; i < ROOMS; i++)
        wake(&rooms[i], ending());
    return value_none();
}

void rooms_open(Reactor *on, ChatLog *log)
{
    reactor = on;
    log_of_all = log;
    log->news = take_news;
    reactor_add_trigger(reactor, TRIGGER_BEFORE, tell_the_end, NULL);
    for (int i = 0; i < ROOMS; i++) {
        rooms[i].waiting = queue_new_limited(0, MOST_WAITING);
        rooms[i].filling = lock_new();
        rooms[i].first = 1;
    }
}

void rooms_close(void)
{
    for (int i = 0; i < ROOMS; i++) {
        queue_free(rooms[i].waiting);
        lock_free(rooms[i].filling);
        for (int n = 0; n < KEPT; n++)
            value_free(rooms[i].ring[n]);
    }
}
