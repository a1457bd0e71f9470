/*
 * Clients that leave at every moment: in the middle of a request or an
 * answer, by an end, a reset or half a close, whether they have sent all at
 * once or byte by byte. Chance decides, always in the same way for a seed.
 * Whatever happens, the sanitizers find nothing, the server still answers,
 * and in the end nothing is left. tests/bench/soak.c does this a million
 * times.
 */
#include "coroutine.h"
#include "http_wire.h"

enum { CLIENTS = 12, STEPS = 1000, ROOM = 32 };

typedef struct {
    int fd;           /* -1: not there */
    const char *text; /* that it still has to say */
} Visitor;

static Visitor visitors[CLIENTS];
static Deferred *parked[ROOM]; /* the firing ends of those who wait */
static size_t parked_count;
static uint64_t random_state;
static char piece[256 * 1024];

static size_t chance(size_t below)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return random_state % below;
}

static Value send_pieces(void *request)
{
    for (int i = 0; i < 20; i++)
        await(request_write(request, piece, sizeof piece));
    return value_text("end");
}

static void fire_one(void)
{
    if (parked_count > 0)
        deferred_fire(&parked[--parked_count], value_text("fired"));
}

static Value park(Request *request)
{
    if (parked_count == ROOM)
        fire_one();
    parked[parked_count] = deferred_new();
    return value_deferred(parked[parked_count++]);
}

static Value answer(Request *request, void *arg)
{
    const char *path = request_path(request);
    size_t length;

    switch (path[1]) {
    case 'w':
        return park(request);
    case 's':
        request_survive_disconnect(request);
        return park(request);
    case 'p':
        return value_deferred(async(send_pieces, request));
    case 'f':
        fire_one();
        return value_text("OK");
    case 'b':
        return value_bytes(piece, sizeof piece);
    default:
        request_body(request, &length);
        return value_textf("%zu", length);
    }
}

static const char *const texts[] = {
    "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET /open HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET /wait HTTP/1.1\r\nHost: a\r\n\r\nGET /big HTTP/1.1\r\nHost: "
    "a\r\n\r\n",
    "GET /survive HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET /pieces HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET /fire HTTP/1.1\r\nHost: a\r\n\r\nGET /wait HTTP/1.0\r\n\r\n",
    "POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
    "POST /1 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
    "5\r\nhello\r\n0\r\n\r\nGET /fire HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET /big HTTP/1.1\r\nHost: a\r\n\r\nGET /big HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\n\r\n",
    "HEAD /pieces HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
};

static void come(Visitor *visitor)
{
    visitor->fd = dial_with_room(chance(2) ? 4096 : 0);
    visitor->text = texts[chance(COUNT(texts))];
}

/* Most often all at once, sometimes byte by byte. */
static void speak(Visitor *visitor)
{
    size_t left = strlen(visitor->text);
    size_t length = chance(3) == 0 ? chance(left + 1) : left;

    if (chance(20) == 0)
        length = left > 0;
    if (send(visitor->fd, visitor->text, length, MSG_NOSIGNAL) > 0)
        visitor->text += length;
}

static void leave(Visitor *visitor)
{
    struct linger now = {.l_onoff = 1};

    if (chance(2))
        setsockopt(visitor->fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close(visitor->fd);
    visitor->fd = -1;
}

static void act(Visitor *visitor)
{
    static char bytes[64 * 1024];

    if (visitor->fd < 0) {
        come(visitor);
        return;
    }
    switch (chance(10)) {
    case 0:
        leave(visitor);
        break;
    case 1:
        if (chance(4) == 0)
            shutdown(visitor->fd, SHUT_WR);
        break;
    case 2:
    case 3:
    case 4:
        if (recv(visitor->fd, bytes, 1 + chance(sizeof bytes), 0) == 0)
            leave(visitor);
        break;
    default:
        speak(visitor);
    }
}

static void visit_at_random(uint64_t seed)
{
    random_state = 0x9e3779b97f4a7c15 ^ seed;
    serve(answer);
    for (int i = 0; i < CLIENTS; i++)
        visitors[i].fd = -1;
    for (int i = 0; i < STEPS; i++) {
        act(&visitors[chance(CLIENTS)]);
        if (chance(3) > 0)
            turn();
        if (chance(30) == 0)
            let_pass((double)chance(8));
        if (chance(30) == 0)
            fire_one();
    }
}

static void all_leave(void)
{
    for (int i = 0; i < CLIENTS; i++)
        if (visitors[i].fd >= 0)
            leave(&visitors[i]);
    while (parked_count > 0)
        fire_one();
}

static void check_seed(uint64_t seed)
{
    visit_at_random(seed);
    all_leave();
    settle();
    let_pass(3);
    CHECK_INT(http_server_connections(server), 0);
    serve_end();
}

static void first_seed(void)
{
    check_seed(1);
}

static void second_seed(void)
{
    check_seed(2);
}

static void third_seed(void)
{
    check_seed(3);
}

/* In the midst of it the server stops. */
static void stopping(void)
{
    for (uint64_t seed = 10; seed < 13; seed++) {
        visit_at_random(seed);
        reactor_stop(reactor);
        let_pass(7);
        CHECK_INT(http_server_connections(server), 0);
        all_leave();
        serve_end();
    }
}

static void freeing(void)
{
    for (uint64_t seed = 20; seed < 23; seed++) {
        visit_at_random(seed);
        serve_end();
        all_leave();
    }
}

static const UnitTest tests[] = {
    {"clients come and leave as they like", first_seed},
    {"and in another order", second_seed},
    {"and in a third one", third_seed},
    {"the server stops in the midst of it", stopping},
    {"the server is freed in the midst of it", freeing},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
