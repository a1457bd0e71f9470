/*
 * Exercise 15: an observatory draws star charts.
 *
 * /chart/5 draws one of five fields. A telescope looks at one field after the
 * other, and each look has to wait for a clear hour. You make the weather:
 * /clear/3 gives three clear hours, and /sky shows the state of things. The
 * rest of the program is 15-threads/sky.h.
 *
 *     make try-15      runs this program
 *     make check-15    checks it
 */

#include "15-threads/sky.h"
#include "app.h"
#include "keep.h"
#include "lock.h"
#include "threads.h"
#include "xmalloc.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static Reactor *reactor;
static Semaphore *telescopes; /* there are two */

typedef struct {
    Request *request; /* for the loop's thread only */
    int64_t fields, done;
} Chart;

static const BoxType chart_type = {"a chart", free};

static Value chart_of(Request *request)
{
    Chart *chart = xcalloc(1, sizeof *chart);

    *chart = (Chart){request, request_int(request, "fields"), 0};
    return value_object(&chart_type, chart);
}

/* TODO 2: a callback tell(nothing, chart) that writes a line to the client,
   "1 of 5", with a new line at its end. It returns the Deferred of that. */
static Value tell(Value nothing, void *arg)
{
    Chart *chart = arg;
    Value line = keep(value_textf("%" PRId64 " of %" PRId64 "\n", chart->done,
                                  chart->fields));

    return value_deferred(
        request_write(chart->request, as_text(line), strlen(as_text(line))));
}
/* end of TODO 2 */

/* Looks at all fields, one after the other. It blocks. */
static Value look(Chart *chart)
{
    while (chart->done < chart->fields) {
        Value told = value_none();
        Value clear = sky_look();

        if (failed(clear))
            return clear;
        chart->done += 1;
        /* TODO 2: let the loop's thread call tell(), and wait for that. */
        told = blocking_call_from_thread(tell, chart);
        /* end of TODO 2 */
        if (failed(told)) /* the client has left */
            return value_none();
    }
    return value_text("The chart is ready.\n");
}

static Value draw_chart(Value chart)
{
    Value result;

    sky_begin_chart();
    result = look(as_object(chart, &chart_type));
    sky_end_chart();
    return result;
}

static Value begin_chart(Value nothing, void *request)
{
    /* TODO 3: the thread uses the Request until it ends, even if the client
       has left. So the Request has to stay. */
    request_survive_disconnect(request);
    /* end of TODO 3 */
    /* TODO 1: draw_chart() blocks. Let a thread of the pool call it. */
    return value_deferred(
        defer_to_thread(reactor, draw_chart, chart_of(request)));
    /* end of TODO 1 */
}

static Value chart(Request *request)
{
    /* TODO 3: at most two charts at once; the others wait in line. */
    return value_deferred(semaphore_run(telescopes, begin_chart, request));
    /* end of TODO 3 */
}

static Value refuse(Request *request)
{
    return value_failure(400, "A chart has 1 to 100 fields.");
}

int main(int argc, char **argv)
{
    Options options = options_parse(argc, argv, NULL);
    App *app = app_new();
    int status;

    reactor = reactor_new();
    telescopes = semaphore_new(2);
    app_route(app, "/chart/<int(min=1,max=100):fields>", chart);
    app_route(app, "/chart/<fields>", refuse);
    sky_open(app, reactor);
    status = app_run(app, reactor, options.listen);
    semaphore_free(telescopes);
    return status;
}
