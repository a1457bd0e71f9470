/* The client: a thousand requests at once. */
#include "client.h"

#include "reply_server.h"

#include <sys/resource.h>

enum { MANY = 1000 };

static const Reply waiting[] = {{"/", "", STAY}, {0}};

static unsigned answered, failures;

static Value read_text(Value response, void *unused)
{
    return value_deferred(response_text(response));
}

static void count_answer(Value text, void *unused)
{
    CHECK_TEXT(as_text(text), "hello");
    answered++;
}

static void count_failure(Value failure, void *code)
{
    CHECK_INT(as_failure(failure)->code, *(int *)code);
    failures++;
}

/* Two descriptors for each request: this test is both sides. */
static void allow_descriptors(void)
{
    struct rlimit limit;

    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    CHECK(limit.rlim_max > 2 * MANY + 100);
}

static void many_at_once(void)
{
    allow_descriptors();
    begin(waiting);
    for (int i = 0; i < MANY; i++) {
        Deferred *d = client_get(client, url_of("/"));

        deferred_add_callback(d, read_text, NULL);
        deferred_deliver(d, count_answer, NULL);
    }
    while (requests < MANY)
        turn();
    CHECK_INT(open_links, MANY);
    for (Link *link = links; link; link = link->next)
        send_text(link, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
    while (answered < MANY)
        turn();
    settle_down();
    CHECK_INT(open_links, 100);
    end();
}

static void many_canceled(void)
{
    static int code = UV_ECANCELED;

    allow_descriptors();
    begin(waiting);
    for (int i = 0; i < MANY; i++)
        deferred_deliver(client_get(client, url_of("/")), count_failure,
                         &code);
    while (requests < MANY)
        turn();
    client_free(client);
    CHECK_INT(failures, MANY);
    while (open_links > 0)
        turn();
    end();
}

static void many_refused(void)
{
    static int code = UV_ECONNREFUSED;

    begin(waiting);
    stop_listening();
    settle_down();
    for (int i = 0; i < MANY; i++)
        deferred_deliver(client_get(client, url_of("/")), count_failure,
                         &code);
    while (failures < MANY)
        turn();
    end();
}

static const UnitTest tests[] = {
    {"a thousand requests at once are answered; of their connections, a "
     "hundred are kept",
     many_at_once},
    {"a thousand requests are canceled with their client", many_canceled},
    {"a thousand requests are refused", many_refused},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
