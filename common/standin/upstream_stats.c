#include "upstream_inside.h"

#include "json.h"
#include "keep.h"

static int requests;
static int in_flight;
static int most_in_flight;

static void end(void *arg)
{
    in_flight--;
}

void upstream_stats_count(void)
{
    requests++;
    in_flight++;
    if (in_flight > most_in_flight)
        most_in_flight = in_flight;
    keep_finally(end, NULL);
}

static Value show(Request *request)
{
    return json_value(json_pack("{s:i, s:i, s:i}", "requests", requests,
                                "in_flight", in_flight, "most_in_flight",
                                most_in_flight));
}

/* What is in flight stays so. */
static Value reset(Request *request)
{
    requests = in_flight;
    most_in_flight = in_flight;
    return show(request);
}

void upstream_stats_add(App *app)
{
    app_route(app, "GET /stats", show);
    app_route(app, "POST /stats/reset", reset);
}
