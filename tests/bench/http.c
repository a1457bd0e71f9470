/*
 * How many requests chapter 01's program answers: 64 connections, one request
 * at a time on each, then 16. Next to it the limit: a loop on epoll that
 * parses nothing and sends an answer that is ready. The two take turns, so
 * that they share the machine's moods; what counts is their ratio.
 *
 * Under valgrind, if that is installed, instructions are counted.
 */
#define _GNU_SOURCE

#include "server.h"

#include "app.h"

enum { CONNECTIONS = 64, DEEPEST = 16, ROUNDS = 9, ANSWER_SIZE = 4096 };

static const double round_seconds = 0.4;
static char request[128]; /* is sent by all */
static char many[DEEPEST * sizeof request];
static char stored[ANSWER_SIZE]; /* the answer of the limit */
static char answers[DEEPEST * ANSWER_SIZE];

static Value home(Request *asked)
{
    return value_text("Hello, everybody!");
}

static void serve_app(void)
{
    Reactor *reactor = reactor_new();
    App *app = app_new();

    app_route(app, "/", home);
    exit(app_run(app, reactor, "tcp:0"));
}

static void answer_all(int fd, size_t length)
{
    static char octets[64 * 1024];
    ssize_t got = recv(fd, octets, sizeof octets, 0);
    const char *at = octets, *end = octets + got;
    size_t count = 0;

    if (got <= 0) {
        close(fd);
        return;
    }
    for (; (at = memmem(at, (size_t)(end - at), "\r\n\r\n", 4)); at += 4)
        count++;
    send(fd, answers, count * length, MSG_NOSIGNAL);
}

static int listen_somewhere(void)
{
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    socklen_t size = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM, 0);

    if (bind(listener, (struct sockaddr *)&address, size) != 0 ||
        listen(listener, CONNECTIONS) != 0)
        fail("listen");
    getsockname(listener, (struct sockaddr *)&address, &size);
    printf("listening on :%d\n", ntohs(address.sin_port));
    fflush(stdout);
    return listener;
}

static void serve_stored(void)
{
    struct epoll_event ready[CONNECTIONS], event = {.events = EPOLLIN};
    int listener = listen_somewhere(), epoll = epoll_create1(0), one = 1;
    size_t length = strlen(stored);

    for (size_t i = 0; i < DEEPEST; i++)
        memcpy(answers + i * length, stored, length);
    event.data.fd = listener;
    epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &event);
    for (;;) {
        int count = epoll_wait(epoll, ready, CONNECTIONS, -1);

        for (int i = 0; i < count; i++) {
            if (ready[i].data.fd != listener) {
                answer_all(ready[i].data.fd, length);
                continue;
            }
            event.data.fd = accept(listener, NULL, NULL);
            setsockopt(event.data.fd, IPPROTO_TCP, TCP_NODELAY, &one,
                       sizeof one);
            epoll_ctl(epoll, EPOLL_CTL_ADD, event.data.fd, &event);
        }
    }
}

/* Keeps depth requests under way on each connection. Returns how many were
   answered, until the time is over or most have been. */
static size_t load(Server server, size_t depth, double seconds, size_t most)
{
    struct epoll_event ready[CONNECTIONS], event = {.events = EPOLLIN};
    size_t heard[CONNECTIONS] = {0}, length = strlen(request), done = 0;
    size_t wanted = depth * strlen(stored);
    int fds[CONNECTIONS], epoll = epoll_create1(0);
    double end = seconds_of(CLOCK_MONOTONIC) + seconds;

    for (uint32_t i = 0; i < CONNECTIONS; i++) {
        fds[i] = dial(server);
        event.data.u32 = i;
        epoll_ctl(epoll, EPOLL_CTL_ADD, fds[i], &event);
        send(fds[i], many, depth * length, 0);
    }
    while (done < most && seconds_of(CLOCK_MONOTONIC) < end) {
        int count = epoll_wait(epoll, ready, CONNECTIONS, 1000);

        for (int i = 0; i < count; i++) {
            uint32_t client = ready[i].data.u32;
            ssize_t got = recv(fds[client], answers, sizeof answers, 0);

            if (got <= 0 || (heard[client] += (size_t)got) > wanted)
                fail("a wrong answer");
            if (heard[client] < wanted)
                continue;
            heard[client] = 0;
            done += depth;
            send(fds[client], many, depth * length, 0);
        }
    }
    for (size_t i = 0; i < CONNECTIONS; i++)
        close(fds[i]);
    close(epoll);
    return done;
}

typedef struct {
    double rate[ROUNDS]; /* requests a second */
    double cpu[ROUNDS];  /* microseconds of CPU time a request */
} Rounds;

static void run_round(Server server, size_t depth, Rounds *rounds, int round)
{
    double cpu = cpu_seconds_of(server);
    double start = seconds_of(CLOCK_MONOTONIC);
    double done = (double)load(server, depth, round_seconds, SIZE_MAX);

    rounds->rate[round] = done / (seconds_of(CLOCK_MONOTONIC) - start);
    rounds->cpu[round] = (cpu_seconds_of(server) - cpu) / done * 1e6;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double median(const double *numbers)
{
    double sorted[ROUNDS];

    memcpy(sorted, numbers, sizeof sorted);
    qsort(sorted, ROUNDS, sizeof *sorted, compare);
    return sorted[ROUNDS / 2];
}

/* The ratio of each round, and of these the one in the middle. */
static double median_ratio(const double *ours, const double *limit)
{
    double ratios[ROUNDS];

    for (int i = 0; i < ROUNDS; i++)
        ratios[i] = ours[i] / limit[i];
    return median(ratios);
}

static void measure(Server app, Server limit, size_t depth, double bar)
{
    Rounds ours, theirs;

    for (int round = 0; round < ROUNDS; round++) {
        run_round(limit, depth, &theirs, round);
        run_round(app, depth, &ours, round);
    }
    printf("%8zu %14.0f %14.0f %8.2f %8.2f %10.1f %10.1f\n", depth,
           median(ours.rate), median(theirs.rate),
           median_ratio(ours.rate, theirs.rate), bar, median(ours.cpu),
           median(theirs.cpu));
}

/* Lets the app answer this number of requests under valgrind, as another
   process of this program, and returns how many instructions it has taken; 0
   if there is no valgrind. */
static double count_instructions(const char *program, size_t requests)
{
    char line[256];
    double count = 0;
    Server server;
    int output[2];
    FILE *lines;

    if (pipe(output) != 0)
        fail("pipe");
    server.pid = fork();
    if (server.pid == 0) {
        dup2(output[1], STDOUT_FILENO);
        dup2(output[1], STDERR_FILENO);
        execlp("valgrind", "valgrind", "--tool=callgrind",
               "--callgrind-out-file=/dev/null", program, "serve", NULL);
        _exit(127);
    }
    close(output[1]);
    lines = fdopen(output[0], "r");
    while (fgets(line, sizeof line, lines)) {
        sscanf(line, "==%*d== Collected : %lf", &count);
        if (sscanf(line, "listening on http://127.0.0.1:%d", &server.port) ==
            1) {
            load(server, 1, 60, requests);
            kill(server.pid, SIGTERM);
        }
    }
    fclose(lines);
    waitpid(server.pid, NULL, 0);
    return count;
}

static void report_instructions(const char *program)
{
    enum { FEW = 64 * 50, MANY = 64 * 200 };
    double few = count_instructions(program, FEW);
    double many = count_instructions(program, MANY);

    if (few == 0)
        puts("Instructions are not counted: valgrind is not installed.");
    else
        printf("%.0f instructions a request in user mode, libuv's and the C "
               "library's too; the bar is 2,500.\n",
               (many - few) / (MANY - FEW));
}

/* The limit sends the same bytes as the app. */
static void compare_answers(Server app)
{
    int fd = dial(app);

    snprintf(request, sizeof request,
             "GET / HTTP/1.1\r\n"
             "Host: 127.0.0.1:%d\r\n\r\n",
             app.port);
    for (size_t i = 0; i < DEEPEST; i++)
        strcat(many, request);
    ask(fd, request, stored, sizeof stored);
    if (!strstr(stored, "\r\n\r\nHello, everybody!"))
        fail("a wrong answer");
    close(fd);
}

int main(int argc, char **argv)
{
    Server app, limit;

    if (argc > 1)
        serve_app();
    app = start_server(serve_app);
    compare_answers(app);
    limit = start_server(serve_stored);
    stay_on_core(1);
    puts("HTTP server, 64 connections; medians of rounds in turns.");
    puts("   depth     requests/s    its limit's    ratio      bar    CPU us "
         "  limit's");
    measure(app, limit, 1, 0.90);
    measure(app, limit, DEEPEST, 0.45);
    stop_server(limit);
    stop_server(app);
    report_instructions(argv[0]);
    return 0;
}
