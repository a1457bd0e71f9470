/* The client's guard: which addresses it may connect to. */
#include "client.h"

#include "reply_server.h"

#include <arpa/inet.h>

static char elsewhere[128]; /* a redirect to 127.0.0.2 */

static const Reply places[] = {
    {"/to", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", STAY},
    {"/elsewhere", elsewhere, STAY},
    {0},
};

static int asked;
static char last_address[INET_ADDRSTRLEN];

/* Allows 127.0.0.1, and nothing else. */
static bool allow_one(const struct sockaddr *address)
{
    const struct sockaddr_in *in = (const void *)address;

    asked += 1;
    if (address->sa_family != AF_INET)
        return false;
    inet_ntop(AF_INET, &in->sin_addr, last_address, sizeof last_address);
    return in->sin_addr.s_addr == htonl(INADDR_LOOPBACK);
}

static bool allow_none(const struct sockaddr *address)
{
    asked += 1;
    return false;
}

static void begin_guarded(ClientGuard *guard)
{
    begin(places);
    snprintf(elsewhere, sizeof elsewhere,
             "HTTP/1.1 307 Moved\r\nLocation: http://127.0.0.2:%d/to\r\n"
             "Content-Length: 0\r\n\r\n",
             peer_port);
    client_set_guard(client, guard);
}

static void allows(void)
{
    begin_guarded(allow_one);
    CHECK_INT(response_status(get("/to")), 200);
    CHECK_INT(asked, 1);
    end();
}

static void forbids(void)
{
    begin_guarded(allow_none);
    CHECK_CONTAINS(failure_of(client_get(client, url_of("/to")), UV_EACCES),
                   "/to");
    CHECK_INT(accepted, 0);
    end();
}

static void forbids_names(void)
{
    Value url;

    begin_guarded(allow_none);
    url = keep(value_textf("http://localhost:%d/to", peer_port));
    failure_of(client_get(client, as_text(url)), UV_EACCES);
    CHECK(asked >= 1);
    CHECK_INT(accepted, 0);
    end();
}

static void forbids_redirects(void)
{
    begin_guarded(allow_one);
    failure_of(client_get(client, url_of("/elsewhere")), UV_EACCES);
    CHECK_TEXT(last_address, "127.0.0.2");
    CHECK_INT(requests, 1);
    end();
}

static void forbids_unix_sockets(void)
{
    begin_guarded(allow_one);
    failure_of(client_get(client, "http+unix://%2Ftmp%2Fnothing/"), UV_EACCES);
    CHECK_INT(asked, 1);
    end();
}

static const UnitTest tests[] = {
    {"the guard is asked for the address, and may allow it", allows},
    {"an address that it forbids is not connected to", forbids},
    {"a name that leads to such an address does not help", forbids_names},
    {"a redirect to such an address is not followed", forbids_redirects},
    {"the socket of a file is an address, too", forbids_unix_sockets},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
