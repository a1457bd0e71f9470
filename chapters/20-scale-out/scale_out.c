/* Chapter 20: the radio of chapter 17, on as many processes as you like. */

#include "chat_log_memory.h"
#include "chat_log_redis.h"
#include "chat_log_sqlite.h"
#include "radio.h"

#include <stdio.h>
#include <string.h>

static const char *store = "memory";
static double busy = 4;
static double patience = 25;
static int64_t kept = 10000;
static int64_t private_links;

static const Option own_options[] = {
    {"--store", "memory, a file, or redis://127.0.0.1:6379/NAME",
     .text = &store, .value = "WHERE"},
    {"--busy", "how long to wait for a locked file", .seconds = &busy},
    {"--patience", "how long a listener waits", .seconds = &patience,
     .least = .01},
    {"--keep", "how many messages of a room are kept", .count = &kept,
     .least = 1},
    {"--private-links", "1: links may lead to private addresses",
     .count = &private_links, .most = 1},
    {0},
};

static ChatLog *open_in_redis(Reactor *reactor)
{
    RedisAddress address;
    Value result = redis_address_parse(store, &address);

    if (!failed(result))
        return chat_log_redis_new(reactor, &address);
    fprintf(stderr, "%s\n", as_failure(result)->message);
    value_free(result);
    return NULL;
}

static ChatLog *open_log(Reactor *reactor)
{
    if (strncmp(store, "redis:", strlen("redis:")) == 0)
        return open_in_redis(reactor);
    if (strcmp(store, "memory") == 0)
        return chat_log_memory_new();
    return chat_log_sqlite_new(reactor, store, busy);
}

int main(int argc, char **argv)
{
    Options options = options_parse(argc, argv, own_options);
    Reactor *reactor = reactor_new();
    ChatLog *log = open_log(reactor);
    RadioSettings settings = {patience, kept, private_links == 1};

    if (!log) {
        reactor_free(reactor);
        return 1;
    }
    return radio_run(reactor, log, settings, options.listen);
}
