/*
 * Messages come in from rooms.c and go to Redis, on one connection, asking;
 * the news of all programs come back on a second one, following. There must be
 * two: following waits in XREAD BLOCK most of the time, and whatever stood in
 * line after that would wait with it.
 *
 * last_id says how far we have got. It is found out once; from then on only
 * what we have announced moves it. However often the connection ends, we go on
 * there.
 */
#include "chat_log_redis.h"

#include "redis.h"

#include "coroutine.h"
#include "defer_later.h"
#include "json.h"
#include "keep.h"
#include "looping_call.h"
#include "redis_message.h"
#include "text.h"
#include "xmalloc.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ID_SIZE = 48, MOST_KEPT = 10000, KEY_SECONDS = 24 * 60 * 60 };

static const double patience = 5; /* seconds: longer than XREAD blocks */
static const double first_pause = .05, longest_pause = 2;

typedef struct {
    ChatLog log;
    Reactor *reactor;
    RedisAddress address;
    Redis *asking;    /* NULL until somebody asks */
    Redis *following; /* NULL until the news are followed */
    LoopingCall *loop;
    Deferred *looping;
    char last_id[ID_SIZE]; /* announced last; "" while it is not known */
    double pause;          /* before the next attempt; 0 while all is well */
} Shared;

/* One step for Redis, which runs nothing else meanwhile: a key that is known
   stores nothing, and no two messages get one number. */
static const char append_script[] =
    "local known = redis.call('GET', KEYS[3])"
    "if known then return tonumber(known) end "
    "local last = redis.call('XREVRANGE', KEYS[2], '+', '-', 'COUNT', 1)[1]"
    "local number = 1 + (last and tonumber(last[1]:match('%d+')) or 0) "
    "local message = {'room', ARGV[1], 'id', number, 'name', ARGV[2],"
    " 'text', ARGV[3], 'at', ARGV[4]} "
    "redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[5], number .. '-0',"
    " unpack(message))"
    "redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[5], '*',"
    " unpack(message))"
    "redis.call('SADD', KEYS[4], KEYS[2])"
    "redis.call('SET', KEYS[3], number, 'EX', ARGV[6])"
    "return number";

static const char forget_script[] =
    "for _, room in ipairs(redis.call('SMEMBERS', KEYS[1])) do"
    " redis.call('XTRIM', room, 'MAXLEN', ARGV[1]) end";

/* A name with a ":" in it must not look like two. */
static const char *key_of(const Shared *shared, const char *kind,
                          const char *room, const char *key)
{
    return as_text(keep(value_textf("%s:%s:%s%s%s", shared->address.name, kind,
                                    text_percent_encode(room), key ? ":" : "",
                                    key ? text_percent_encode(key) : "")));
}

static bool knows_tail(const Shared *shared)
{
    return shared->last_id[0] != '\0';
}

static Deferred *ask_for_tail(const Shared *shared, Redis *redis)
{
    return redis_command(redis, "XREVRANGE %s + - COUNT 1",
                         shared->address.name);
}

static void on_tail(Value tail, void *arg)
{
    Shared *shared = arg;

    if (!failed(tail) && !knows_tail(shared))
        snprintf(shared->last_id, ID_SIZE, "%s", redis_message_last_id(tail));
}

/* The connection that is asked, a new one if the last has ended. While we do
   not know the tail of the stream, that is the first thing asked: so all that
   is said after we have read a room is news. */
static Redis *asking(Shared *shared)
{
    if (shared->asking && !redis_ended(shared->asking))
        return shared->asking;
    if (shared->asking)
        redis_free(shared->asking);
    shared->asking =
        redis_connect(shared->reactor, &shared->address, patience);
    if (!knows_tail(shared))
        deferred_deliver(ask_for_tail(shared, shared->asking), on_tail,
                         shared);
    return shared->asking;
}

/* Redis' failures are ours to know; a client hears that it may try again. */
static Value refuse(Value failure, void *unused)
{
    return value_failure(503, "The message store does not answer. Please try "
                              "again.");
}

static Deferred *append(ChatLog *log, const ChatMessage *message)
{
    Shared *shared = (Shared *)log;
    Deferred *d = redis_command(
        asking(shared), "EVAL %s 4 %s %s %s %s %s %s %s %lld %d %d",
        append_script, shared->address.name,
        key_of(shared, "room", message->room, NULL),
        key_of(shared, "key", message->room, message->key),
        key_of(shared, "rooms", "", NULL), message->room, message->name,
        message->text, (long long)time(NULL), MOST_KEPT, KEY_SECONDS);

    deferred_add_errback(d, refuse, NULL);
    return d;
}

/* Without the tail we could miss the messages after these. */
static Value to_messages(Value entries, void *shared)
{
    return knows_tail(shared) ? redis_message_list(entries, false)
                              : refuse(entries, NULL);
}

static Value to_messages_backward(Value entries, void *shared)
{
    return knows_tail(shared) ? redis_message_list(entries, true)
                              : refuse(entries, NULL);
}

static Deferred *read_after(ChatLog *log, const char *room, int64_t number,
                            int count)
{
    Shared *shared = (Shared *)log;
    Deferred *d = redis_command(asking(shared), "XRANGE %s %lld-1 + COUNT %d",
                                key_of(shared, "room", room, NULL),
                                (long long)(number < 0 ? 0 : number), count);

    deferred_add_callback(d, to_messages, shared);
    deferred_add_errback(d, refuse, NULL);
    return d;
}

/* Backward, from the newest of those below the number. */
static Deferred *read_before(ChatLog *log, const char *room, int64_t number,
                             int count)
{
    Shared *shared = (Shared *)log;
    Deferred *d =
        redis_command(asking(shared), "XREVRANGE %s (%lld-0 - COUNT %d",
                      key_of(shared, "room", room, NULL),
                      (long long)(number < 0 ? 0 : number), count);

    deferred_add_callback(d, to_messages_backward, shared);
    deferred_add_errback(d, refuse, NULL);
    return d;
}

static Value to_none(Value result, void *unused)
{
    return value_none();
}

static Deferred *forget(ChatLog *log, int64_t kept)
{
    Shared *shared = (Shared *)log;
    Deferred *d =
        redis_command(asking(shared), "EVAL %s 1 %s %lld", forget_script,
                      key_of(shared, "rooms", "", NULL), (long long)kept);

    deferred_add_callback(d, to_none, NULL);
    deferred_add_errback(d, refuse, NULL);
    return d;
}

/* One message after the other, and last_id moves with each. */
static void announce(Shared *shared, Value entries)
{
    size_t count = entries.kind == VALUE_LIST ? as_count(entries) : 0;

    for (size_t i = 0; i < count; i++) {
        Value entry = as_item(entries, i), message;
        const char *id = redis_message_id(entry), *room;

        if (!id)
            continue;
        snprintf(shared->last_id, ID_SIZE, "%s", id);
        message = redis_message_of(entry, &room);
        if (is_json(message) && shared->log.news)
            shared->log.news(room, message, shared->log.news_arg);
        value_free(message);
    }
}

/* The pause doubles as long as it goes wrong. One line says that it does, and
   one that it is over. */
static void wait_after(Shared *shared, Value failure)
{
    if (shared->pause == 0)
        fprintf(stderr, "store: %s; trying again\n",
                as_failure(failure)->message);
    shared->pause = fmin(fmax(2 * shared->pause, first_pause), longest_pause);
    await(defer_later(shared->reactor, shared->pause, NULL, NULL));
}

static void note_success(Shared *shared)
{
    if (shared->pause > 0)
        fprintf(stderr, "store: %s answers\n", shared->address.shown);
    shared->pause = 0;
}

/* The connection that XREAD blocks, a new one if the last has ended. */
static Redis *following(Shared *shared)
{
    if (shared->following && redis_ended(shared->following)) {
        redis_free(shared->following);
        shared->following = NULL;
    }
    if (!shared->following)
        shared->following =
            redis_connect(shared->reactor, &shared->address, patience);
    return shared->following;
}

static Value hear_news(Shared *shared)
{
    Value reply = try_await(redis_command(
        following(shared), "XREAD BLOCK 1000 COUNT 100 STREAMS %s %s",
        shared->address.name, shared->last_id));

    if (!failed(reply))
        announce(shared, redis_message_news(reply));
    return reply;
}

static Value find_tail(Shared *shared)
{
    Value tail = try_await(ask_for_tail(shared, asking(shared)));

    on_tail(tail, shared);
    return tail;
}

/* A coroutine, and one round of many: its replies are freed at its end. */
static Value follow(void *arg)
{
    Shared *shared = arg;
    Value reply = knows_tail(shared) ? hear_news(shared) : find_tail(shared);

    if (reactor_stopping(shared->reactor))
        return value_none();
    if (failed(reply))
        wait_after(shared, reply);
    else
        note_success(shared);
    return value_none();
}

static Value next_round(Value none, void *shared)
{
    return value_deferred(async(follow, shared));
}

/* Before the server ends. New messages are heard at the other stations. */
static Value stop_following(Value none, void *arg)
{
    Shared *shared = arg;

    if (shared->looping) {
        deferred_cancel(shared->looping); /* and the round under way */
        deferred_ignore(shared->looping);
        shared->looping = NULL;
    }
    if (shared->following)
        redis_free(shared->following);
    shared->following = NULL;
    return value_none();
}

/* A handle that is open when the reactor is freed stops the program. */
static Value close_all(Value none, void *arg)
{
    Shared *shared = arg;

    stop_following(none, shared);
    if (shared->asking)
        redis_free(shared->asking);
    looping_call_free(shared->loop);
    return value_none();
}

static void free_shared(ChatLog *log)
{
    free(log);
}

ChatLog *chat_log_redis_new(Reactor *reactor, const RedisAddress *address)
{
    Shared *shared = xcalloc(1, sizeof *shared);

    *shared = (Shared){
        .log = {.append = append,
                .read_after = read_after,
                .read_before = read_before,
                .forget = forget,
                .free = free_shared},
        .reactor = reactor,
        .address = *address,
        .loop = looping_call_new(reactor, next_round, shared),
    };
    reactor_add_trigger(reactor, TRIGGER_BEFORE, stop_following, shared);
    reactor_add_trigger(reactor, TRIGGER_FREE, close_all, shared);
    shared->looping = looping_call_start(shared->loop, 0, true);
    deferred_add_errback(shared->looping, to_none, NULL);
    return &shared->log;
}
