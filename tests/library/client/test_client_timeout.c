/* The client's time-out: its timer goes when the answer has come. */
#include "client.h"

#include "reply_server.h"

static const Reply hello[] = {
    {"/", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", STAY},
    {0},
};

static int milliseconds_to_next_timer(void)
{
    return uv_backend_timeout(reactor_loop(reactor));
}

/* While the request runs, the loop would not sleep for longer than its time;
   then there is no timer that would wake it, or -1. */
static void no_timer_after_the_answer(void)
{
    ClientRequest request = {.total_seconds = 30};
    Deferred *d;

    begin(hello);
    request.url = url_of("/");
    d = client_request(client, &request);
    CHECK(milliseconds_to_next_timer() >= 0);
    CHECK_TEXT(as_text(wait_for(response_text(wait_for(d)))), "hello");
    settle_down();
    CHECK_INT(milliseconds_to_next_timer(), -1);
    end();
}

static const UnitTest tests[] = {
    {"the time-out's timer goes when the answer has come",
     no_timer_after_the_answer},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
