/* A connection to Redis, and a peer that is well-behaved or is not. */
#include "redis_peer.h"

static Redis *redis;

static void connect_to(Script new_script, double seconds)
{
    begin(new_script);
    redis = redis_connect(reactor, &address, seconds);
}

static void end_test(void)
{
    redis_free(redis);
    end();
}

static Deferred *ask(void)
{
    return redis_command(redis, "GET %s", "x");
}

static void first_asked_first_answered(void)
{
    Deferred *line[3];

    connect_to((Script){.pieces = {":1\r\n:2\r\n:3\r\n"}}, 10);
    for (int i = 0; i < 3; i++)
        line[i] = ask();
    CHECK_INT(redis_waiting(redis), 3);
    /* In another order than they were asked. */
    CHECK_INT(as_int(wait_for(line[2])), 3);
    CHECK_INT(as_int(wait_for(line[0])), 1);
    CHECK_INT(as_int(wait_for(line[1])), 2);
    CHECK_INT(redis_waiting(redis), 0);
    end_test();
}

static void all_kinds(void)
{
    Value list;

    connect_to(
        (Script){
            .pieces = {"*6\r\n$2\r\nhi\r\n+OK\r\n:-7\r\n$-1\r\n*1\r\n:1\r\n"
                       "$3\r\na\xff.\r\n"}},
        10);
    list = wait_for(ask());
    CHECK_INT(as_count(list), 6);
    CHECK_TEXT(as_text(as_item(list, 0)), "hi");
    CHECK_TEXT(as_text(as_item(list, 1)), "OK");
    CHECK_INT(as_int(as_item(list, 2)), -7);
    CHECK_INT(as_item(list, 3).kind, VALUE_NONE);
    CHECK_INT(as_int(as_item(as_item(list, 4), 0)), 1);
    CHECK_INT(as_item(list, 5).kind, VALUE_BYTES);
    end_test();
}

static void any_pieces(void)
{
    Value list;

    connect_to((Script){.pieces = {"*", "2\r", "\n$5\r\nhe", "llo\r\n:", "12",
                                   "\r\n"}},
               10);
    list = wait_for(ask());
    CHECK_TEXT(as_text(as_item(list, 0)), "hello");
    CHECK_INT(as_int(as_item(list, 1)), 12);
    end_test();
}

static void an_error_is_a_failure(void)
{
    Deferred *line[2];

    connect_to((Script){.pieces = {"-ERR no such thing\r\n+PONG\r\n"}}, 10);
    line[0] = ask();
    line[1] = ask();
    CHECK_TEXT(failure_of(line[0], UV_EREMOTEIO),
               "Redis says: ERR no such thing");
    CHECK_TEXT(as_text(wait_for(line[1])), "PONG");
    CHECK(!redis_ended(redis));
    end_test();
}

static void a_text_is_one_word(void)
{
    connect_to((Script){.pieces = {"+OK\r\n"}}, 10);
    wait_for(redis_command(redis, "SET %s %s", "a key", "x\r\nDEL y"));
    CHECK_TEXT(heard, "*3\r\n$3\r\nSET\r\n$5\r\na key\r\n$8\r\nx\r\nDEL y"
                      "\r\n");
    end_test();
}

static void all_in_line_fail(Then then, const char *piece, int code)
{
    Deferred *line[3];

    connect_to((Script){.pieces = {":1\r\n", piece}, .then = then}, 10);
    for (int i = 0; i < 3; i++)
        line[i] = ask();
    CHECK_INT(as_int(wait_for(line[0])), 1);
    CHECK_CONTAINS(failure_of(line[1], code), address.shown);
    failure_of(line[2], code);
    CHECK(redis_ended(redis));
    failure_of(ask(), code);
    end_test();
}

static void closed(void)
{
    all_in_line_fail(CLOSE, NULL, UV_ECONNRESET);
}

static void closed_in_a_reply(void)
{
    all_in_line_fail(CLOSE, "$10\r\nhalf", UV_ECONNRESET);
}

static void reset(void)
{
    all_in_line_fail(RESET, NULL, UV_ECONNRESET);
}

static void garbage(void)
{
    all_in_line_fail(STAY, "HTTP/1.1 400 Bad Request\r\n", UV_EPROTO);
}

static void too_many_items(void)
{
    all_in_line_fail(STAY, "*2000000000\r\n", UV_EPROTO);
}

static void nested_too_deep(void)
{
    all_in_line_fail(STAY,
                     "*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n"
                     "*1\r\n*1\r\n:1\r\n",
                     UV_EPROTO);
}

static void a_reply_to_no_command(void)
{
    connect_to((Script){.pieces = {":1\r\n:2\r\n"}}, 10);
    CHECK_INT(as_int(wait_for(ask())), 1);
    CHECK(redis_ended(redis));
    failure_of(ask(), UV_EPROTO);
    end_test();
}

static void refused(void)
{
    begin((Script){0});
    stop_listening();
    uv_run(reactor_loop(reactor), UV_RUN_NOWAIT);
    redis = redis_connect(reactor, &address, 10);
    failure_of(ask(), UV_ECONNREFUSED);
    failure_of(ask(), UV_ECONNREFUSED);
    end_test();
}

static void no_reply_in_time(void)
{
    Deferred *line[2];

    connect_to((Script){.pieces = {"$10\r\nhalf"}}, .05);
    for (int i = 0; i < 2; i++)
        line[i] = ask();
    failure_of(line[0], UV_ETIMEDOUT);
    failure_of(line[1], UV_ETIMEDOUT);
    end_test();
}

/* Each reply takes longer than half of the time, the three of them longer
   than the time. */
static void each_has_its_time(void)
{
    Deferred *line[3];

    connect_to((Script){.pieces = {":1\r\n"}, .then = STAY}, 30);
    for (int i = 0; i < 3; i++)
        line[i] = ask();
    CHECK_INT(reactor_calls(reactor), 1);
    CHECK_INT(as_int(wait_for(line[0])), 1);
    CHECK(!redis_ended(redis));
    redis_free(redis);
    failure_of(line[1], UV_ECANCELED);
    failure_of(line[2], UV_ECANCELED);
    end();
}

static void no_idle_connection_holds_the_loop(void)
{
    connect_to((Script){.pieces = {"+OK\r\n"}}, 30);
    wait_for(ask());
    stop_listening();
    uv_read_stop((uv_stream_t *)link_to_client);
    close_link();
    uv_run(reactor_loop(reactor), UV_RUN_NOWAIT);
    CHECK(!redis_ended(redis) || redis_waiting(redis) == 0);
    reactor_run(reactor); /* returns: nothing is left that could call */
    end_test();
}

static void a_canceled_command_keeps_its_place(void)
{
    Deferred *first;

    connect_to((Script){.pieces = {":1\r\n:2\r\n"}}, 10);
    first = ask();
    deferred_cancel(first);
    failure_of(first, UV_ECANCELED);
    CHECK_INT(as_int(wait_for(ask())), 2);
    end_test();
}

static void free_it(Value result, void *unused)
{
    redis_free(redis);
}

static void freed_in_a_callback(void)
{
    Deferred *second;

    connect_to((Script){.pieces = {":1\r\n:2\r\n"}}, 10);
    deferred_deliver(ask(), free_it, NULL);
    second = ask();
    failure_of(second, UV_ECANCELED);
    end();
}

static Value ask_again(Value result, void *unused)
{
    return value_deferred(ask());
}

static void asked_in_a_callback(void)
{
    Deferred *d;

    connect_to((Script){.pieces = {":1\r\n", ":2\r\n"}}, 10);
    d = ask();
    deferred_add_callback(d, ask_again, NULL);
    CHECK_INT(as_int(wait_for(d)), 2);
    end_test();
}

static void asked_again_at_the_end(void)
{
    Deferred *d;

    connect_to((Script){.then = CLOSE}, 10);
    d = ask();
    deferred_add_errback(d, ask_again, NULL);
    failure_of(d, UV_ECONNRESET);
    end_test();
}

static void a_huge_reply(void)
{
    enum { SIZE = 60 * 1024 * 1024 };
    static char huge[SIZE + 32];
    int head = sprintf(huge, "$%d\r\n", SIZE);
    uv_buf_t bytes;
    Deferred *d;
    Value result = {.kind = VALUE_DEFERRED};
    size_t sent = 0, size = (size_t)head + SIZE + 2;

    memset(huge + head, 'x', SIZE);
    memcpy(huge + size - 2, "\r\n", 2);
    connect_to((Script){0}, 30);
    d = ask();
    deferred_deliver(d, receive, &result);
    while (result.kind == VALUE_DEFERRED) {
        uv_run(reactor_loop(reactor), UV_RUN_NOWAIT);
        if (!link_to_client || heard_length == 0)
            continue;
        bytes = uv_buf_init(huge + sent, (unsigned)(size - sent));
        if (bytes.len > 0) {
            int status =
                uv_try_write((uv_stream_t *)link_to_client, &bytes, 1);

            sent += status > 0 ? (size_t)status : 0;
        }
    }
    CHECK_INT(strlen(as_text(result)), SIZE);
    value_free(result);
    end_test();
}

static void an_endless_reply(void)
{
    static char filler[1024 * 1024];
    uv_buf_t bytes = uv_buf_init(filler, sizeof filler);
    size_t sent = 0;
    Value result = {.kind = VALUE_DEFERRED};

    memset(filler, 'x', sizeof filler);
    connect_to((Script){.pieces = {"$2000000000\r\n"}}, 30);
    deferred_deliver(ask(), receive, &result);
    while (result.kind == VALUE_DEFERRED) {
        uv_run(reactor_loop(reactor), UV_RUN_NOWAIT);
        if (link_to_client && pieces_sent > 0) {
            int status =
                uv_try_write((uv_stream_t *)link_to_client, &bytes, 1);

            sent += status > 0 ? (size_t)status : 0;
        }
        CHECK(sent < 2ul * REDIS_MOST_BYTES);
    }
    CHECK_INT(as_failure(result)->code, UV_EMSGSIZE);
    value_free(result);
    end_test();
}

/* The same server, with a user and a password. */
static void log_in(const char *login, Script new_script)
{
    begin(new_script);
    set_address(login,
                ntohs(((struct sockaddr_in *)&address.socket)->sin_port));
    redis = redis_connect(reactor, &address, 10);
}

static void the_password_is_sent_first(void)
{
    log_in("us%65r:p%20w@", (Script){.pieces = {"+OK\r\n+PONG\r\n"}});
    CHECK_TEXT(as_text(wait_for(redis_command(redis, "PING"))), "PONG");
    CHECK_CONTAINS(heard, "*3\r\n$4\r\nAUTH\r\n$4\r\nuser\r\n$3\r\np w\r\n"
                          "*1\r\n$4\r\nPING\r\n");
    end_test();
}

static void a_wrong_password(void)
{
    const char *message;

    log_in(":secret@", (Script){.pieces = {"-WRONGPASS invalid\r\n"}});
    message = failure_of(redis_command(redis, "PING"), UV_EACCES);
    CHECK(!strstr(message, "secret"));
    CHECK_CONTAINS(heard, "*2\r\n$4\r\nAUTH\r\n$6\r\nsecret\r\n");
    end_test();
}

static void check_address(const char *text, const char *shown,
                          const char *name)
{
    Value result = keep(redis_address_parse(text, &address));

    CHECK(!failed(result));
    CHECK_TEXT(address.shown, shown);
    CHECK_TEXT(address.name, name);
}

static void addresses(void)
{
    check_address("redis://127.0.0.1:7000/beach",
                  "redis://127.0.0.1:7000/beach", "beach");
    check_address("redis://10.0.0.7/a/b", "redis://10.0.0.7/a/b", "a/b");
    check_address("redis://:p@localhost/b", "redis://localhost/b", "b");
    CHECK_TEXT(address.password, "p");
    check_address("redis://u:p%40:@[::1]:1/b", "redis://[::1]:1/b", "b");
    CHECK_TEXT(address.user, "u");
    CHECK_TEXT(address.password, "p@:");
    CHECK_INT(address.socket.ss_family, AF_INET6);
}

static void bad_addresses(void)
{
    static const char *const bad[] = {
        "http://127.0.0.1/x",
        "redis://",
        "redis://127.0.0.1",
        "redis://127.0.0.1/",
        "redis://127.0.0.1:0/x",
        "redis://127.0.0.1:65536/x",
        "redis://127.0.0.1:/x",
        "redis://127.0.0.1:12a/x",
        "redis://example.com/x",
        "redis://secret@127.0.0.1/x",
        "redis://:@127.0.0.1/x",
        "redis://:sec%ret@127.0.0.1/x",
        "redis://[::1/x",
        "redis://:secret@:6379/x",
        "redis://127.0.0.1:99999999999999999999/x",
    };

    for (size_t i = 0; i < COUNT(bad); i++) {
        Value result = keep(redis_address_parse(bad[i], &address));

        if (!failed(result))
            fprintf(stderr, "taken: %s\n", bad[i]);
        CHECK(failed(result));
        CHECK(!strstr(as_failure(result)->message, "sec"));
    }
}

static const UnitTest tests[] = {
    {"first asked, first answered", first_asked_first_answered},
    {"each kind of reply becomes its Value", all_kinds},
    {"a reply may come in any pieces", any_pieces},
    {"an error is a failure, and the connection goes on",
     an_error_is_a_failure},
    {"a text stays one word, whatever is in it", a_text_is_one_word},
    {"when the server closes, all in line fail", closed},
    {"also in the middle of a reply", closed_in_a_reply},
    {"also at a reset", reset},
    {"bytes that are not Redis end the connection", garbage},
    {"so does an array that is too long", too_many_items},
    {"and one that is nested too deep", nested_too_deep},
    {"and a reply to no command", a_reply_to_no_command},
    {"a refused connection is a failure, not silence", refused},
    {"no reply in time ends the connection", no_reply_in_time},
    {"redis_free fails those in line", each_has_its_time},
    {"an idle connection does not keep the loop running",
     no_idle_connection_holds_the_loop},
    {"a canceled command keeps its place in line",
     a_canceled_command_keeps_its_place},
    {"a callback may free the connection", freed_in_a_callback},
    {"a callback may ask again", asked_in_a_callback},
    {"also when the connection has ended", asked_again_at_the_end},
    {"a reply of 60 MiB comes whole", a_huge_reply},
    {"a reply without an end does not fill the memory", an_endless_reply},
    {"the password is sent first", the_password_is_sent_first},
    {"a wrong password fails all, and is not told", a_wrong_password},
    {"an address has its parts", addresses},
    {"a bad address is refused, and not repeated", bad_addresses},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
