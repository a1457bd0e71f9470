/* Requests for httpbin's pages come in, and the same answers as httpbin's go
   out, as far as the chapters look at them. All that varies is in the request
   (a seed, a number of seconds), so a test gets the same answer each time. */
#include "standin_routes.h"

#include "coroutine.h"
#include "defer_later.h"
#include "json.h"
#include "keep.h"
#include "number.h"
#include "standin_inside.h"
#include "xmalloc.h"

#include <stdlib.h>

enum { MOST_BYTES = 1024 * 1024 };

static Reactor *reactor;

/* For /stats. */
static int requests;
static int in_flight;
static int most_in_flight;

static void leave_flight(void *arg)
{
    in_flight--;
}

/* The handler or coroutine that called us ends, however it ends, with
   leave_flight(): that is what keep_finally() is for. */
void standin_routes_count(void)
{
    requests++;
    in_flight++;
    if (in_flight > most_in_flight)
        most_in_flight = in_flight;
    keep_finally(leave_flight, NULL);
}

static Value show_stats(Request *request)
{
    return json_value(json_pack("{s:i, s:i, s:i}", "requests", requests,
                                "in_flight", in_flight, "most_in_flight",
                                most_in_flight));
}

/* The requests that are in flight stay in flight. */
static Value reset_stats(Request *request)
{
    requests = in_flight;
    most_in_flight = in_flight;
    return show_stats(request);
}

/* httpbin tells the client's address, and our clients are on this machine. */
static Value origin(void)
{
    return json_value(json_pack("{s:s}", "origin", "127.0.0.1"));
}

static Value answer_ip(Request *request)
{
    standin_routes_count();
    return origin();
}

/* In a coroutine: others are answered while this one waits. */
static Value origin_after(double seconds)
{
    standin_routes_count();
    await(defer_later(reactor, seconds, NULL, NULL));
    return origin();
}

static Value answer_whole_delay(Request *request)
{
    return origin_after((double)request_int(request, "seconds"));
}

static Value answer_delay(Request *request)
{
    return origin_after(request_float(request, "seconds"));
}

/* A whole number in the query, from 0 to 1,000,000; otherwise the default. */
static int64_t parameter(Request *request, const char *name, int64_t otherwise)
{
    const char *text = request_query(request, name);
    Value number = keep(number_read(text ? text : ""));

    if (failed(number) || as_int(number) < 0 || as_int(number) > 1000000)
        return otherwise;
    return as_int(number);
}

static Value answer_drip(Request *request)
{
    int64_t count = parameter(request, "numbytes", 10);
    double seconds = (double)parameter(request, "duration", 2);

    standin_routes_count();
    /* Each piece waits until the client has taken most of the ones before. */
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

/* The same seed makes the same bytes, so a test can compare them. */
static Value answer_bytes(Request *request)
{
    int64_t count = request_int(request, "count");
    uint32_t state = (uint32_t)parameter(request, "seed", 0) + 1; /* not 0 */
    char *made;

    standin_routes_count();
    if (count > MOST_BYTES)
        return value_failure(400, "At most %d bytes.", MOST_BYTES);
    made = xmalloc((size_t)count + 1);
    keep_finally(free, made);
    for (int64_t i = 0; i < count; i++)
        made[i] = (char)next_random(&state);
    return value_bytes(made, (size_t)count);
}

static Value answer_json(Request *request)
{
    standin_routes_count();
    return json_value(json_pack("{s:s, s:[i,i,i]}", "title", "Slow things",
                                "seconds", 10, 2, 5));
}

/* "/delay/2" and "/delay/0.5" are two routes: an <int> has no point, and a
   <float> needs one. */
void standin_routes_add(App *app, Reactor *of_app)
{
    reactor = of_app;
    app_route(app, "/ip", answer_ip);
    app_route_async(app, "/delay/<int:seconds>", answer_whole_delay);
    app_route_async(app, "/delay/<float:seconds>", answer_delay);
    app_route_async(app, "/drip", answer_drip);
    app_route(app, "/bytes/<int:count>", answer_bytes);
    app_route(app, "/json", answer_json);
    app_branch(app, "/json/", answer_json);
    app_route(app, "GET /stats", show_stats);
    app_route(app, "POST /stats/reset", reset_stats);
    standin_faults_add(app);
}
