/*
 * The client and names of hosts. The C library's getaddrinfo() is replaced
 * here by one that knows three hosts, and answers for one of them only when
 * the test lets it.
 */
#include "client.h"

#include "reply_server.h"

#include <netdb.h>
#include <poll.h>
#include <semaphore.h>
#include <sys/resource.h>

static const Reply hello[] = {
    {"/", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", CLOSE},
    {0},
};

static sem_t leave;   /* to answer for slow.test */
static sem_t lookups; /* that have begun */

static struct addrinfo *new_address(const char *number, const char *port,
                                    struct addrinfo *next)
{
    struct addrinfo *info =
        xcalloc(1, sizeof *info + sizeof(struct sockaddr_in));

    info->ai_family = AF_INET;
    info->ai_socktype = SOCK_STREAM;
    info->ai_addrlen = sizeof(struct sockaddr_in);
    info->ai_addr = (struct sockaddr *)(info + 1);
    info->ai_next = next;
    uv_ip4_addr(number, atoi(port), (struct sockaddr_in *)info->ai_addr);
    return info;
}

int getaddrinfo(const char *name, const char *port,
                const struct addrinfo *hints, struct addrinfo **result)
{
    sem_post(&lookups);
    if (strcmp(name, "slow.test") == 0)
        sem_wait(&leave);
    else if (strcmp(name, "two.test") != 0 &&
             strcmp(name, "xn--mnchen-3ya.test") != 0)
        return strcmp(name, "later.test") == 0 ? EAI_AGAIN : EAI_NONAME;
    *result = new_address("127.0.0.1", port, NULL);
    if (strcmp(name, "two.test") == 0)
        *result = new_address("127.0.0.2", port, *result);
    return 0;
}

void freeaddrinfo(struct addrinfo *info)
{
    while (info) {
        struct addrinfo *next = info->ai_next;

        free(info);
        info = next;
    }
}

static void start(void)
{
    sem_init(&leave, 0, 0);
    sem_init(&lookups, 0, 0);
    begin(hello);
}

static Deferred *ask(const char *host, double connect_seconds)
{
    const char *url =
        as_text(keep(value_textf("http://%s:%d/", host, peer_port)));

    return client_request(client, &(ClientRequest){
                                      .url = url,
                                      .connect_seconds = connect_seconds,
                                  });
}

/* The thread that looks up has to be gone when the test ends: until then a
   descriptor of it is open. */
static void finish(void)
{
    end();
    uv_library_shutdown();
    while (unit_descriptors_left() > 0)
        poll(NULL, 0, 1);
}

static void others_go_on(void)
{
    Deferred *slow;

    start();
    slow = ask("slow.test", 0);
    while (sem_trywait(&lookups) != 0)
        uv_run(reactor_loop(reactor), UV_RUN_NOWAIT);
    CHECK_INT(response_status(wait_for(ask("127.0.0.1", 0))), 200);
    sem_post(&leave);
    CHECK_INT(response_status(wait_for(slow)), 200);
    finish();
}

static void canceled(void)
{
    Deferred *slow;

    start();
    slow = ask("slow.test", 0);
    while (sem_trywait(&lookups) != 0)
        uv_run(reactor_loop(reactor), UV_RUN_NOWAIT);
    deferred_cancel(slow);
    failure_of(slow, UV_ECANCELED);
    sem_post(&leave);
    finish();
}

static void too_late(void)
{
    start();
    CHECK_CONTAINS(failure_of(ask("slow.test", 0.05), UV_ETIMEDOUT),
                   "no connection within 0.05 s");
    sem_post(&leave);
    finish();
}

static void unknown(void)
{
    start();
    CHECK_CONTAINS(failure_of(ask("nowhere.test", 0), UV_EAI_NONAME),
                   "there is no such host");
    finish();
}

static void second_address(void)
{
    start();
    CHECK_INT(response_status(wait_for(ask("two.test", 0))), 200);
    finish();
}

static void no_name_server(void)
{
    start();
    CHECK_CONTAINS(failure_of(ask("later.test", 0), UV_EAI_NONAME),
                   "cannot be looked up: there is no such host, or no name "
                   "server answers");
    finish();
}

static void no_descriptors(void)
{
    struct rlimit limit, none;

    start();
    getrlimit(RLIMIT_NOFILE, &limit);
    none = (struct rlimit){3, limit.rlim_max};
    setrlimit(RLIMIT_NOFILE, &none);
    failure_of(ask("nowhere.test", 0), UV_EMFILE);
    setrlimit(RLIMIT_NOFILE, &limit);
    finish();
}

/* Whatever the locale is: the tests run in "C". */
static void international(void)
{
    start();
    CHECK_INT(response_status(wait_for(ask("m\xC3\xBCnchen.test", 0))), 200);
    CHECK_CONTAINS(last_request, "Host: xn--mnchen-3ya.test:");
    CHECK_INT(response_status(wait_for(ask("M%C3%9CNCHEN.test", 0))), 200);
    finish();
}

static const UnitTest tests[] = {
    {"while a name is looked up other requests go on", others_go_on},
    {"a cancel does not wait for the look-up", canceled},
    {"the connect time-out is for the look-up as well", too_late},
    {"a host that is not known is a failure", unknown},
    {"so is a name server that does not answer", no_name_server},
    {"without a descriptor to look up with, that is said", no_descriptors},
    {"a host may have any letters in its name", international},
    {"where one address does not answer, the next one is asked",
     second_address},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
