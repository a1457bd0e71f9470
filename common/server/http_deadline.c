/*
 * How long a connection may stay as it is. A timer that is set anew for each
 * request would cost more than all else, so a deadline is a mere number, and
 * one sweep looks at all of them now and then (http_sweep.c). It is the
 * sweep's own clock that counts: a deadline is never early, and at most two
 * periods late.
 */
#include "http_inside.h"

enum { LINGER_SECONDS = 2 };

static HttpTiming timing_of(const HttpConnection *c)
{
    if (c->state == HTTP_CLOSED)
        return HTTP_TIME_OF_HANDLER;
    if (c->sending)
        return HTTP_TIME_OF_WRITE;
    if (c->state == HTTP_LINGERING)
        return HTTP_TIME_OF_LINGER;
    if (c->state != HTTP_READING)
        return HTTP_TIME_OF_HANDLER;
    if (c->reader.state == HTTP_READER_BODY)
        return HTTP_TIME_OF_BODY;
    return c->reader.state == HTTP_READER_HEAD ? HTTP_TIME_OF_HEAD
                                               : HTTP_TIME_OF_IDLE;
}

static double seconds_for(const HttpLimits *limits, HttpTiming timing)
{
    switch (timing) {
    case HTTP_TIME_OF_IDLE:
        return limits->idle_seconds;
    case HTTP_TIME_OF_HEAD:
        return limits->head_seconds;
    case HTTP_TIME_OF_BODY:
        return limits->body_seconds;
    case HTTP_TIME_OF_WRITE:
        return limits->write_seconds;
    default:
        return LINGER_SECONDS;
    }
}

static void set_deadline(HttpConnection *c, HttpTiming timing)
{
    const HttpServer *server = c->server;

    c->timing = timing;
    c->deadline = 0;
    if (timing != HTTP_TIME_OF_HANDLER)
        c->deadline = server->now + server->period +
                      seconds_for(&server->limits, timing);
    if (timing == HTTP_TIME_OF_WRITE)
        http_write_taken(c); /* counts from now on */
}

void http_deadline_update(HttpConnection *c)
{
    HttpTiming timing = timing_of(c);

    if (timing != c->timing)
        set_deadline(c, timing);
}

void http_deadline_restart(HttpConnection *c)
{
    c->timing = HTTP_TIME_OF_HANDLER;
    c->deadline = 0;
}

/* A client that reads slowly, but not too slowly, gets the same time again
   for the rest. */
bool http_deadline_is_over(HttpConnection *c)
{
    const HttpLimits *limits = &c->server->limits;
    double least = limits->write_seconds * (double)limits->write_rate;

    if (c->timing != HTTP_TIME_OF_WRITE || (double)http_write_taken(c) < least)
        return true;
    set_deadline(c, HTTP_TIME_OF_WRITE);
    return false;
}
