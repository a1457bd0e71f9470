#include "upstream_routes.h"

#include "coroutine.h"
#include "defer_later.h"
#include "json.h"
#include "keep.h"
#include "number.h"
#include "upstream_inside.h"
#include "xmalloc.h"

#include <stdlib.h>

enum { MOST_BYTES = 1024 * 1024 };

static Reactor *reactor;

/* The real one tells who asks, and that is always someone on this machine. */
static Value origin(void)
{
    return json_value(json_pack("{s:s}", "origin", "127.0.0.1"));
}

static Value ip(Request *request)
{
    upstream_stats_count();
    return origin();
}

static Value delay(double seconds)
{
    upstream_stats_count();
    await(defer_later(reactor, seconds, NULL, NULL));
    return origin();
}

static Value delay_whole(Request *request)
{
    return delay((double)request_int(request, "seconds"));
}

static Value delay_part(Request *request)
{
    return delay(request_float(request, "seconds"));
}

/* A whole number from 0 in the query, up to 1,000,000. */
static int64_t parameter(Request *request, const char *name, int64_t otherwise)
{
    const char *text = request_query(request, name);
    Value number = keep(number_read(text ? text : ""));

    if (failed(number) || as_int(number) < 0 || as_int(number) > 1000000)
        return otherwise;
    return as_int(number);
}

static Value drip(Request *request)
{
    int64_t count = parameter(request, "numbytes", 10);
    double seconds = (double)parameter(request, "duration", 2);

    upstream_stats_count();
    for (int64_t i = 0; i < count; i++) {
        await(request_write(request, "*", 1));
        await(defer_later(reactor, seconds / (double)count, NULL, NULL));
    }
    return value_none();
}

/* Marsaglia's xorshift: not for secrets. */
static uint32_t next_random(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

static Value octets(Request *request)
{
    int64_t count = request_int(request, "count");
    uint32_t state = (uint32_t)parameter(request, "seed", 0) + 1;
    char *made;

    upstream_stats_count();
    if (count > MOST_BYTES)
        return value_failure(400, "At most %d bytes.", MOST_BYTES);
    made = xmalloc((size_t)count + 1);
    keep_finally(free, made);
    for (int64_t i = 0; i < count; i++)
        made[i] = (char)next_random(&state);
    return value_bytes(made, (size_t)count);
}

static Value json(Request *request)
{
    upstream_stats_count();
    return json_value(json_pack("{s:s, s:[i,i,i]}", "title", "Slow things",
                                "seconds", 10, 2, 5));
}

void upstream_routes_add(App *app, Reactor *of_app)
{
    reactor = of_app;
    app_route(app, "/ip", ip);
    app_route_async(app, "/delay/<int:seconds>", delay_whole);
    app_route_async(app, "/delay/<float:seconds>", delay_part);
    app_route_async(app, "/drip", drip);
    app_route(app, "/bytes/<int:count>", octets);
    app_route(app, "/json", json);
    app_branch(app, "/json/", json);
    upstream_faults_add(app);
    upstream_stats_add(app);
}
