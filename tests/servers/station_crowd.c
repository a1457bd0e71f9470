/*
 * A crowd for chapter 20:
 *
 *     station_crowd PORT WRITERS LISTENERS MESSAGES [STEPS]
 *
 * The writers say the messages in the room "surf", each its share, one after
 * the other. Whoever gets no 200 says the same again, with the same key, until
 * it does. The listeners follow the room from its beginning, and ask again
 * after whatever goes wrong. In the end each must have heard every message
 * that was answered 200, once: prints how many were lost and doubled, and the
 * seconds from the first message to the last listener's last one. With STEPS,
 * it says each time that one more part of the messages is said.
 *
 * Here are no Deferreds: the crowd must not share the server's mistakes.
 */
#include "xmalloc.h"

#include <netinet/in.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <uv.h>

enum { ROOM = 64 * 1024, PAUSE = 20, PATIENCE = 60 * 1000 }; /* ms */

typedef struct {
    uv_tcp_t tcp;
    uv_timer_t timer; /* before it tries again */
    uv_connect_t connecting;
    uv_write_t write;
    bool is_writer, is_connected, is_done;
    int number;           /* of this writer or listener */
    int said, share;      /* a writer's messages: done, to do */
    long last;            /* a listener's last id */
    unsigned char *heard; /* a listener: each message, how often */
    char request[512], answer[ROOM + 1];
    size_t length;
} Someone;

static uv_loop_t *loop;
static struct sockaddr_in address;
static Someone *crowd;
static int writers, listeners, messages, share, steps, done, said;
static long lost, doubled, gaps, again;
static uint64_t began, progress;
static uv_timer_t guard;
static const char *run; /* makes the keys of this run its own */

static void start(Someone *one);

static void ask(Someone *one);

static void on_time(uv_timer_t *timer)
{
    start(timer->data);
}

static void on_closed(uv_handle_t *handle)
{
    Someone *one = handle->data;

    if (!one->is_done)
        uv_timer_start(&one->timer, on_time, PAUSE, 0);
}

/* Whatever went wrong: the same again, on a new connection. */
static void try_again(Someone *one)
{
    if (uv_is_closing((uv_handle_t *)&one->tcp))
        return;
    if (!one->is_done)
        again++;
    uv_close((uv_handle_t *)&one->tcp, on_closed);
}

static void finish(Someone *one)
{
    one->is_done = true;
    uv_close((uv_handle_t *)&one->tcp, on_closed);
    uv_close((uv_handle_t *)&one->timer, NULL);
    if (++done == writers + listeners)
        uv_close((uv_handle_t *)&guard, NULL);
}

static void hear_one(Someone *one, long id, int number)
{
    progress = uv_hrtime();
    if (id != one->last + 1)
        gaps++;
    one->last = id;
    if (number >= 0 && number < messages && one->heard[number]++ > 0)
        doubled++;
}

/* [{"id":1,"name":"crowd","text":"17","at":1700000000},...] */
static void hear(Someone *one, const char *body)
{
    static const char id[] = "{\"id\":", text[] = "\"text\":\"";

    while ((body = strstr(body, id)) != NULL) {
        long number = atol(body + strlen(id));

        body = strstr(body, text);
        if (!body)
            return;
        hear_one(one, number, atoi(body + strlen(text)));
    }
}

static bool has_heard_all(const Someone *one)
{
    return one->last >= messages;
}

/* After each part but the last. */
static void note_said(void)
{
    said++;
    if (steps > 0 && said % (messages / steps) == 0 && said < messages) {
        printf("%d said\n", said);
        fflush(stdout);
    }
}

static void take_answer(Someone *one, int status, const char *body)
{
    if (status != 200) {
        if (status == 410)
            gaps++;
        try_again(one);
        return;
    }
    if (one->is_writer) {
        one->said++;
        note_said();
    } else {
        hear(one, body);
    }
    if (one->is_writer ? one->said == one->share : has_heard_all(one))
        finish(one);
    else
        ask(one);
}

static void offer_room(uv_handle_t *tcp, size_t size, uv_buf_t *room)
{
    Someone *one = tcp->data;

    *room =
        uv_buf_init(one->answer + one->length, (unsigned)(ROOM - one->length));
}

static void on_read(uv_stream_t *stream, ssize_t count, const uv_buf_t *room)
{
    Someone *one = stream->data;
    const char *body, *field;

    if (count < 0) {
        try_again(one);
        return;
    }
    one->length += (size_t)count;
    one->answer[one->length] = '\0';
    body = strstr(one->answer, "\r\n\r\n");
    field = strstr(one->answer, "Content-Length: ");
    if (!body || !field ||
        one->length <
            (size_t)(body + 4 - one->answer) + strtoul(field + 16, NULL, 10))
        return;
    take_answer(one, atoi(one->answer + strlen("HTTP/1.1 ")), body + 4);
}

static void ask(Someone *one)
{
    uv_buf_t bytes;
    char form[128];
    int length;

    snprintf(form, sizeof form, "name=crowd&text=%d&key=%s-%d-%d",
             one->number * share + one->said, run, one->number, one->said);
    if (one->is_writer)
        length = snprintf(one->request, sizeof one->request,
                          "POST /say/surf HTTP/1.1\r\nHost: a\r\n"
                          "Content-Type: application/x-www-form-urlencoded\r\n"
                          "Content-Length: %zu\r\n\r\n%s",
                          strlen(form), form);
    else
        length = snprintf(one->request, sizeof one->request,
                          "GET /listen/surf/%ld HTTP/1.1\r\nHost: a\r\n\r\n",
                          one->last);
    one->length = 0;
    bytes = uv_buf_init(one->request, (unsigned)length);
    if (uv_try_write((uv_stream_t *)&one->tcp, &bytes, 1) != length)
        try_again(one);
}

static void on_connected(uv_connect_t *connecting, int status)
{
    Someone *one = connecting->data;

    if (status != 0 ||
        uv_read_start((uv_stream_t *)&one->tcp, offer_room, on_read) != 0)
        try_again(one);
    else
        ask(one);
}

static void start(Someone *one)
{
    uv_tcp_init(loop, &one->tcp);
    one->tcp.data = one->timer.data = one->connecting.data = one;
    if (uv_tcp_connect(&one->connecting, &one->tcp,
                       (const struct sockaddr *)&address, on_connected) != 0)
        try_again(one);
}

static void add(Someone *one, bool is_writer, int number)
{
    one->is_writer = is_writer;
    one->number = number;
    one->share = share;
    if (!is_writer)
        one->heard = xcalloc((size_t)messages, 1);
    uv_timer_init(loop, &one->timer);
    start(one);
}

/* Nothing was heard for a minute: what is missing by then is lost. */
static void on_guard(uv_timer_t *timer)
{
    if (uv_hrtime() - progress > PATIENCE * 1000000ull)
        uv_stop(loop);
}

static void count_lost(void)
{
    for (int i = writers; i < writers + listeners; i++)
        for (int n = 0; n < messages; n++)
            lost += crowd[i].heard[n] == 0;
}

int main(int argc, char **argv)
{
    static char name[32];

    if (argc < 5)
        return 2;
    writers = atoi(argv[2]);
    listeners = atoi(argv[3]);
    share = atoi(argv[4]) / writers;
    messages = share * writers;
    snprintf(name, sizeof name, "%ld-%ld", (long)getpid(),
             (long)uv_now(uv_default_loop()));
    run = name;
    steps = argc > 5 ? atoi(argv[5]) : 0;
    loop = uv_default_loop();
    uv_ip4_addr("127.0.0.1", atoi(argv[1]), &address);
    crowd = xcalloc((size_t)writers + (size_t)listeners, sizeof *crowd);
    uv_timer_init(loop, &guard);
    uv_timer_start(&guard, on_guard, 1000, 1000);
    began = progress = uv_hrtime();
    for (int i = 0; i < writers + listeners; i++)
        add(&crowd[i], i < writers, i < writers ? i : i - writers);
    uv_run(loop, UV_RUN_DEFAULT);
    count_lost();
    printf("%d said, %d heard each: %ld lost, %ld doubled, %ld gaps; %ld "
           "times again, %.2f s\n",
           messages, listeners, lost, doubled, gaps, again,
           (double)(uv_hrtime() - began) / 1e9);
    return lost + doubled + gaps > 0 || done < writers + listeners;
}
