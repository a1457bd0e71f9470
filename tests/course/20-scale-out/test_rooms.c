/* The rooms of chapter 17 on a log that another program adds to. */
#include "coroutine.h"
#include "json.h"
#include "nothing_left.h"
#include "rooms.h"

static Reactor *reactor;
static int64_t stored; /* messages in the log, numbered from 1 */
static int reads;

static json_t *message(int64_t number)
{
    return json_pack("{s:I, s:s, s:s, s:i}", "id", (json_int_t)number, "name",
                     "Anna", "text", "hello", "at", 0);
}

static Deferred *read_after(ChatLog *log, const char *room, int64_t number,
                            int count)
{
    json_t *list = json_array();

    for (int64_t n = number + 1; n <= stored && count > 0; n++, count--)
        json_array_append_new(list, message(n));
    return deferred_succeed(json_value(list));
}

static Deferred *read_before(ChatLog *log, const char *room, int64_t number,
                             int count)
{
    reads++;
    return read_after(log, room, stored - count < 0 ? 0 : stored - count,
                      count);
}

static ChatLog shared_log = {.read_after = read_after,
                             .read_before = read_before};

static void announce(int64_t number)
{
    Value news = json_value(message(number));

    shared_log.news("surf", news, shared_log.news_arg);
    value_free(news);
}

static Value listen_after(void *after)
{
    return rooms_listen(rooms_find("surf"), *(int64_t *)after, 60);
}

static void receive(Value result, void *slot)
{
    *(Value *)slot = value_copy(result);
}

/* What a client gets, or nothing yet (a Deferred). */
static void begin_listening(Value *result, int64_t after)
{
    Deferred *d = async(listen_after, &after);

    *result = (Value){.kind = VALUE_DEFERRED};
    deferred_deliver(d, receive, result);
}

static void check_ids(Value result, int64_t first, size_t count)
{
    CHECK(is_json(result));
    CHECK_INT(json_array_size(json_of(result)), count);
    CHECK_INT(rooms_first_number(result), first);
    value_free(result);
}

static void begin(int64_t messages)
{
    reactor = reactor_new_fake();
    stored = messages;
    rooms_open(reactor, &shared_log);
}

static void end(void)
{
    rooms_close();
    reactor_free(reactor);
}

static void ahead(void)
{
    Value result;

    begin(1);
    begin_listening(&result, 0);
    check_ids(result, 1, 1);
    stored = 3; /* by another program; their news are on the way */
    begin_listening(&result, 3);
    CHECK_INT(result.kind, VALUE_DEFERRED);
    announce(2);
    announce(3);
    CHECK_INT(result.kind, VALUE_DEFERRED);
    stored = 4;
    announce(4);
    check_ids(result, 4, 1);
    end();
}

static void wakes_others(void)
{
    Value first, second;

    begin(1);
    begin_listening(&first, 1);
    CHECK_INT(first.kind, VALUE_DEFERRED);
    stored = 3;
    begin_listening(&second, 2);
    check_ids(second, 3, 1);
    check_ids(first, 2, 2);
    end();
}

static void another_store(void)
{
    Value result;

    begin(3);
    begin_listening(&result, 9);
    CHECK(is_json(result) && json_is_object(json_of(result)));
    value_free(result);
    CHECK_INT(reads, 2);
    end();
}

static void a_gap(void)
{
    Value result;

    begin(2);
    begin_listening(&result, 0);
    check_ids(result, 1, 2);
    stored = 5; /* the news of 3 and 4 never came */
    announce(5);
    begin_listening(&result, 2);
    check_ids(result, 3, 3);
    end();
}

static const UnitTest tests[] = {
    {"a client that is ahead of us waits for what is next", ahead},
    {"what is found for it wakes the others", wakes_others},
    {"a number that the log does not have is told", another_store},
    {"news with a gap are completed from the log", a_gap},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
