/*
 * Talks on Beach radio (chapter 17) while somebody kills it. Four writers send
 * each message until they have an OK, always with the same key; three listeners
 * follow. After each tenth of the messages it prints a line. At the end it
 * prints what the listeners missed, heard twice, or heard in a wrong order.
 *
 *     radio_crowd --radio http://127.0.0.1:8080 --messages 10000
 */
#include "client.h"
#include "coroutine.h"
#include "defer_later.h"
#include "gather.h"
#include "json.h"
#include "keep.h"
#include "options.h"
#include "react.h"
#include "response.h"
#include "xmalloc.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { WRITERS = 4, LISTENERS = 3 };

static const char *radio;
static int64_t messages = 400;

static const Option own_options[] = {
    {"--radio", "the radio's URL", .url = &radio},
    {"--messages", "how many to send", .count = &messages, .least = WRITERS},
    {0},
};

static Reactor *reactor;
static Client *client;
static int64_t okayed, repeated;
static int writing = WRITERS;
static int64_t lost, doubled, disordered;

static Value rest(void)
{
    return await(defer_later(reactor, .01, NULL, NULL));
}

/* Returns whether the radio has said OK. */
static bool send_once(const char *text)
{
    const char *form[] = {
        "name", "crowd", "text",
        text,   "key",   as_text(keep(value_textf("key-of-%s", text))),
        NULL};
    ClientRequest request = {
        .url = as_text(keep(value_textf("%s/say/beach", radio))),
        .form = form,
    };
    Deferred *d = client_request(client, &request);

    deferred_add_callback(d, response_check, NULL);
    return !failed(try_await(d));
}

static Value write_one(void *arg)
{
    int64_t number = *(int64_t *)arg;
    const char *text = as_text(keep(value_textf(
        "%d-%" PRId64, (int)(number % WRITERS), number / WRITERS)));

    while (!send_once(text)) {
        repeated += 1;
        rest();
    }
    if (++okayed % (messages / 10) == 0)
        printf("%" PRId64 " said\n", okayed);
    fflush(stdout);
    return value_none();
}

/* Message number i of writer w is number i * WRITERS + w of all. */
static Value write_all(void *arg)
{
    for (int64_t n = *(int64_t *)arg; n < messages; n += WRITERS)
        await(async(write_one, &n));
    writing -= 1;
    return value_none();
}

typedef struct {
    int64_t last;          /* number */
    int64_t next[WRITERS]; /* number of the writer's next message */
} Heard;

static void hear(Heard *heard, json_t *message)
{
    int64_t number = json_integer_value(json_object_get(message, "id"));
    const char *text = json_string_value(json_object_get(message, "text"));
    int64_t of_writer;
    int writer;

    sscanf(text, "%d-%" SCNd64, &writer, &of_writer);
    lost += number - heard->last - 1;
    heard->last = number;
    if (of_writer < heard->next[writer])
        doubled += 1;
    else if (of_writer > heard->next[writer])
        disordered += 1;
    heard->next[writer] = of_writer + 1;
}

/* Returns an array: an empty one also if there was no answer. */
static Value poll_once(void *arg)
{
    const Heard *heard = arg;
    Value url =
        keep(value_textf("%s/listen/beach/%" PRId64, radio, heard->last));

    return await(client_get_json(client, as_text(url)));
}

static Value follow(void *arg)
{
    Heard heard = {0};

    for (;;) {
        bool was_last = writing == 0;
        Value news = try_await(async(poll_once, &heard));
        json_t *message;
        size_t i;

        if (failed(news)) {
            rest();
            continue;
        }
        json_array_foreach(json_of(news), i, message)
        {
            hear(&heard, message);
        }
        if (was_last && json_array_size(json_of(news)) == 0)
            break;
    }
    for (int i = 0; i < WRITERS; i++)
        lost += (messages - i + WRITERS - 1) / WRITERS - heard.next[i];
    return value_none();
}

static Value talk(void *arg)
{
    Deferred *all[WRITERS + LISTENERS];

    for (int64_t i = 0; i < WRITERS; i++)
        all[i] = async(write_all, &i);
    for (int i = WRITERS; i < WRITERS + LISTENERS; i++)
        all[i] = async(follow, NULL);
    await(gather(all, WRITERS + LISTENERS));
    printf("%" PRId64 " OKs, %" PRId64 " repeated; lost %" PRId64
           ", doubled %" PRId64 ", out of order %" PRId64 "\n",
           okayed, repeated, lost, doubled, disordered);
    return value_none();
}

int main(int argc, char **argv)
{
    int status;

    options_parse_plain(argc, argv, own_options);
    reactor = reactor_new();
    client = client_new(reactor);
    status = react(reactor, async(talk, NULL));
    reactor_free(reactor);
    return status;
}
