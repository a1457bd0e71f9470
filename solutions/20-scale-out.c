/*
 * Exercise 20: the harbor office keeps a logbook of the radio. It is a third
 * process, which is closed at noon, and must not miss what was said meanwhile.
 *
 * The radio of chapter 17 keeps each room as a stream in Redis, whose entries
 * have the numbers of their messages as ids: 1-0, 2-0, 3-0 ... The office
 * follows the room "beach". --after says which number stands last in the old
 * logbook. A new page begins with the next one:
 *
 *     GET /last              the number of the last line on this page
 *     GET /lines/<int:after> the lines after a number; waits for the next
 *
 *     make try-20 ARGS="--after 3"     runs this program
 *     make check-20                    checks it
 */

#include "app.h"
#include "coroutine.h"
#include "defer_later.h"
#include "json.h"
#include "looping_call.h"
#include "queue.h"
#include "redis.h"
#include "redis_message.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *radio = "redis://127.0.0.1:6379/beach";
static int64_t last; /* the number of the last line */

static const Option own_options[] = {
    {"--radio", "where the radio keeps its messages", .text = &radio,
     .value = "URL"},
    {"--after", "the last number in the old logbook", .count = &last},
    {0},
};

static Reactor *reactor;
static RedisAddress address;
static Redis *redis;   /* the connection of the office, its only one */
static char room[256]; /* the key of the stream */
static json_t *lines;  /* texts: the last one has the number last */
static Queue *waiting; /* clients that wait for the next line */
static LoopingCall *loop;
static Deferred *rounds; /* of the loop; NULL once it has ended */

/* The number of the first line, or that of the next one if there is none. */
static int64_t first_number(void)
{
    return last + 1 - (int64_t)json_array_size(lines);
}

static void write_line(int64_t number, const char *text)
{
    /* TODO 2: if the radio has forgotten what comes after our last line, there
       is a gap. Begin a new page: no line stands before this one. */
    if (number != last + 1)
        json_array_clear(lines);
    /* end of TODO 2 */
    json_array_append_new(lines, json_string(text));
    last = number;
}

/* Entries as Redis has replied them, the oldest first. */
static void write_lines(Value entries)
{
    size_t count = entries.kind == VALUE_LIST ? as_count(entries) : 0;
    const char *unused;

    for (size_t i = 0; i < count; i++) {
        Value message = redis_message_of(as_item(entries, i), &unused);

        if (is_json(message))
            write_line(
                json_integer_value(json_object_get(json_of(message), "id")),
                json_string_value(json_object_get(json_of(message), "text")));
        value_free(message);
    }
    /* TODO 3: some clients may wait for these lines. */
    for (size_t n = queue_waiting(waiting); count > 0 && n > 0; n--)
        queue_put(waiting, value_none());
    /* end of TODO 3 */
}

/* Asks for what comes next, and waits for it half a second at most. */
static Deferred *ask(void)
{
    /* TODO 1: "$" is the end that the stream has when Redis reads the command.
       Ask for what comes after our last line. */
    return redis_command(redis,
                         "XREAD BLOCK 500 COUNT 100 STREAMS %s %" PRId64 "-0",
                         room, last);
    /* end of TODO 1 */
}

/* A coroutine: one round. If the radio's Redis is away, tries again. */
static Value follow(void *unused)
{
    Value reply;

    if (redis_ended(redis)) {
        redis_free(redis);
        redis = redis_connect(reactor, &address, 5);
    }
    reply = try_await(ask());
    if (failed(reply) && !reactor_stopping(reactor))
        await(defer_later(reactor, .05, NULL, NULL));
    else
        write_lines(redis_message_news(reply));
    return value_none();
}

static Value next_round(Value none, void *unused)
{
    return value_deferred(async(follow, NULL));
}

static Value show_lines(Request *request)
{
    int64_t after = request_int(request, "after");
    json_t *list;

    /* TODO 3: a client that has read all waits for the next line. All clients
       wait here, and the office asks Redis once for all of them. */
    while (after >= last)
        await(queue_get(waiting));
    /* end of TODO 3 */
    /* TODO 2: if the next line is not on this page, be honest: 410, "This page
       begins with number 8." */
    if (after + 1 < first_number())
        return value_failure(410, "This page begins with number %" PRId64 ".",
                             first_number());
    /* end of TODO 2 */
    list = json_array();
    for (int64_t n = after + 1; n <= last; n++)
        json_array_append(list,
                          json_array_get(lines, (size_t)(n - first_number())));
    return json_value(list);
}

static Value show_last(Request *request)
{
    return value_textf("%" PRId64, last);
}

static Value stop_following(Value none, void *unused)
{
    if (rounds) {
        deferred_cancel(rounds);
        deferred_ignore(rounds);
        rounds = NULL;
    }
    return value_none();
}

/* A handle that is open when the reactor is freed stops the program. */
static Value close_office(Value none, void *unused)
{
    stop_following(none, NULL);
    looping_call_free(loop);
    redis_free(redis);
    return value_none();
}

static Value to_none(Value result, void *unused)
{
    return value_none();
}

static void open_office(void)
{
    redis = redis_connect(reactor, &address, 5);
    snprintf(room, sizeof room, "%s:room:beach", address.name);
    lines = json_array();
    waiting = queue_new_limited(0, SIZE_MAX);
    loop = looping_call_new(reactor, next_round, NULL);
    rounds = looping_call_start(loop, 0, true);
    deferred_add_errback(rounds, to_none, NULL);
    reactor_add_trigger(reactor, TRIGGER_BEFORE, stop_following, NULL);
    reactor_add_trigger(reactor, TRIGGER_FREE, close_office, NULL);
}

int main(int argc, char **argv)
{
    Options options = options_parse(argc, argv, own_options);
    App *app = app_new();
    int status;

    if (failed(redis_address_parse(radio, &address)))
        return fprintf(stderr, "--radio redis://HOST:PORT/NAME\n"), 1;
    reactor = reactor_new();
    open_office();
    app_route(app, "/last", show_last);
    app_route_async(app, "/lines/<int:after>", show_lines);
    status = app_run(app, reactor, options.listen);
    queue_free(waiting);
    json_decref(lines);
    return status;
}
