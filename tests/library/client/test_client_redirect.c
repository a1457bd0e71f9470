/* The client: what is asked after a redirect, of whom, and what is not. */
#include "client.h"

#include "reply_server.h"

#define MOVED(status, where) \
    "HTTP/1.1 " status " Moved\r\nLocation: " where \
    "\r\nContent-Length: 5\r\n\r\nmoved"
#define OK "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

static char elsewhere[128]; /* a redirect to the other host */
static char in_full[128];   /* one to the same, which names it */

static const Reply places[] = {
    {"/to", OK, STAY},
    {"/300", MOVED("300", "/to"), STAY},
    {"/301", MOVED("301", "/to"), STAY},
    {"/302", MOVED("302", "/to"), STAY},
    {"/303", MOVED("303", "/to"), STAY},
    {"/304", "HTTP/1.1 304 Not Modified\r\nLocation: /to\r\n\r\n", STAY},
    {"/305", MOVED("305", "/to"), STAY},
    {"/307", MOVED("307", "/to"), STAY},
    {"/308", MOVED("308", "/to"), STAY},
    {"/elsewhere", elsewhere, STAY},
    {"/in-full", in_full, STAY},
    {"/to-reset", MOVED("302", "/reset"), STAY},
    {"/reset", "", RESET},
    {"/cut",
     "HTTP/1.1 302 Found\r\nLocation: /to\r\nContent-Length: 9\r\n"
     "\r\ncut",
     CLOSE},
    {"/broken",
     "HTTP/1.1 302 Found\r\nLocation: /to\r\nContent-Length: 9\r\n"
     "\r\nbroken",
     RESET},
    {"/to-never", MOVED("302", "/never"), STAY},
    {"/never", "", STAY},
    {"/to-link-local", MOVED("302", "http://[fe80::1]/"), STAY},
    {"/to-no-port", MOVED("302", "http://me:secret@127.0.0.1:99999/"), STAY},
    {"/to-unix", MOVED("302", "http+unix://%2Ftmp%2Fsecret/"), STAY},
    {"/blank", MOVED("302", "/a b?c=http://d/"), STAY},
    {"/a%20b", OK, STAY},
    {0},
};

static void begin_places(void)
{
    begin(places);
    snprintf(elsewhere, sizeof elsewhere,
             "HTTP/1.1 307 Moved\r\nLocation: http://127.0.0.2:%d/to\r\n"
             "Content-Length: 0\r\n\r\n",
             peer_port);
    snprintf(in_full, sizeof in_full,
             "HTTP/1.1 307 Moved\r\nLocation: http://127.0.0.1:%d/to\r\n"
             "Content-Length: 0\r\n\r\n",
             peer_port);
}

static Deferred *ask(const char *path, const char *method, const char *body)
{
    static const char *const headers[] = {
        "Content-Type",
        "a/b",
        "Content-Language",
        "en",
        "Authorization",
        "Basic eDp5",
        "Cookie",
        "a=b",
        "X-Color",
        "red",
        NULL,
    };

    return client_request(client,
                          &(ClientRequest){
                              .method = method,
                              .url = url_of(path),
                              .headers = headers,
                              .redirects = 1,
                              .body = body ? value_text(body) : value_none(),
                          });
}

typedef struct {
    const char *path;
    const char *method;
    const char *next; /* the method after it */
    bool keeps_body;
} Move;

/* RFC 9110 sections 15.4.2 to 15.4.9. */
static const Move moves[] = {
    {"/301", "GET", "GET", false},         {"/302", "GET", "GET", false},
    {"/303", "GET", "GET", false},         {"/307", "GET", "GET", false},
    {"/308", "GET", "GET", false},         {"/301", "HEAD", "HEAD", false},
    {"/302", "HEAD", "HEAD", false},       {"/303", "HEAD", "HEAD", false},
    {"/307", "HEAD", "HEAD", false},       {"/308", "HEAD", "HEAD", false},
    {"/301", "POST", "GET", false},        {"/302", "POST", "GET", false},
    {"/303", "POST", "GET", false},        {"/307", "POST", "POST", true},
    {"/308", "POST", "POST", true},        {"/301", "PUT", "PUT", true},
    {"/302", "PUT", "PUT", true},          {"/303", "PUT", "GET", false},
    {"/307", "PUT", "PUT", true},          {"/308", "PUT", "PUT", true},
    {"/301", "PATCH", "PATCH", true},      {"/302", "PATCH", "PATCH", true},
    {"/303", "PATCH", "GET", false},       {"/307", "PATCH", "PATCH", true},
    {"/308", "PATCH", "PATCH", true},      {"/301", "DELETE", "DELETE", false},
    {"/302", "DELETE", "DELETE", false},   {"/303", "DELETE", "GET", false},
    {"/307", "DELETE", "DELETE", false},   {"/308", "DELETE", "DELETE", false},
    {"/301", "OPTIONS", "OPTIONS", false}, {"/303", "OPTIONS", "GET", false},
    {"/308", "REPORT", "REPORT", true},    {"/303", "REPORT", "GET", false},
};

static bool sends_body(const char *method)
{
    return strcmp(method, "POST") == 0 || strcmp(method, "PUT") == 0 ||
           strcmp(method, "PATCH") == 0 || strcmp(method, "REPORT") == 0;
}

static void check_move(const Move *move)
{
    bool sends = sends_body(move->method);
    bool changes = strcmp(move->method, move->next) != 0;
    Value response =
        wait_for(ask(move->path, move->method, sends ? "a body" : NULL));
    Value line = keep(value_textf("%s /to HTTP/1.1\r\n", move->next));

    fprintf(stderr, "%s %s:\n", move->method, move->path);
    CHECK_INT(response_status(response), 200);
    CHECK_INT(strncmp(last_request, as_text(line), strlen(as_text(line))), 0);
    CHECK_INT(!!strstr(last_request, "\r\n\r\na body"), move->keeps_body);
    CHECK_INT(!!strstr(last_request, "Content-Length"), move->keeps_body);
    CHECK_INT(!!strstr(last_request, "Content-Type"), !changes);
    CHECK_INT(!!strstr(last_request, "Content-Language"), !changes);
    CHECK_CONTAINS(last_request, "X-Color: red\r\n");
    CHECK_CONTAINS(last_request, "Authorization: Basic eDp5\r\n");
}

static void each_method(void)
{
    begin_places();
    for (size_t i = 0; i < COUNT(moves); i++)
        check_move(&moves[i]);
    end();
}

static void no_redirects(void)
{
    begin_places();
    CHECK_INT(response_status(wait_for(ask("/300", "GET", NULL))), 300);
    CHECK_INT(response_status(wait_for(ask("/304", "GET", NULL))), 304);
    CHECK_INT(response_status(wait_for(ask("/305", "GET", NULL))), 305);
    end();
}

/* A listener of its own at the other address. */
static uv_tcp_t other;

static void listen_elsewhere(void)
{
    struct sockaddr_in address;

    uv_tcp_init(reactor_loop(reactor), &other);
    uv_ip4_addr("127.0.0.2", peer_port, &address);
    CHECK_INT(uv_tcp_bind(&other, (struct sockaddr *)&address, 0), 0);
    CHECK_INT(uv_listen((uv_stream_t *)&other, 16, take_link), 0);
}

static void other_origin(void)
{
    begin_places();
    listen_elsewhere();
    CHECK_INT(response_status(wait_for(ask("/elsewhere", "PUT", "a body"))),
              200);
    CHECK_CONTAINS(last_request, "Host: 127.0.0.2:");
    CHECK_CONTAINS(last_request, "\r\n\r\na body");
    CHECK_CONTAINS(last_request, "X-Color: red\r\n");
    CHECK(!strstr(last_request, "Authorization"));
    CHECK(!strstr(last_request, "Cookie"));
    uv_close((uv_handle_t *)&other, NULL);
    end();
}

static const char *url_with_password(const char *path)
{
    return as_text(
        keep(value_textf("http://me:secret@127.0.0.1:%d%s", peer_port, path)));
}

static void password_of_an_origin(void)
{
    begin_places();
    listen_elsewhere();
    wait_for(client_get(client, url_with_password("/in-full")));
    CHECK_CONTAINS(last_request, "GET /to HTTP/1.1\r\n");
    CHECK_CONTAINS(last_request, "Authorization: Basic bWU6c2VjcmV0\r\n");
    wait_for(client_get(client, url_with_password("/301")));
    CHECK_CONTAINS(last_request, "Authorization: Basic bWU6c2VjcmV0\r\n");
    wait_for(client_get(client, url_with_password("/elsewhere")));
    CHECK_CONTAINS(last_request, "Host: 127.0.0.2:");
    CHECK(!strstr(last_request, "Authorization"));
    uv_close((uv_handle_t *)&other, NULL);
    end();
}

static void names_the_last(void)
{
    begin_places();
    CHECK_CONTAINS(
        failure_of(client_get(client, url_of("/to-reset")), UV_ECONNRESET),
        "/reset: connection reset");
    CHECK_CONTAINS(failure_of(ask("/to-reset", "POST", "a"), UV_ECONNRESET),
                   "GET http://127.0.0.1:");
    end();
}

static void broken_body(void)
{
    begin_places();
    CHECK_TEXT(get_text("/cut"), "ok");
    CHECK_TEXT(get_text("/broken"), "ok");
    end();
}

/* The connection is given up, and so the body need not end. */
static void endless_body(void)
{
    static char reply[128 * 1024] = "HTTP/1.1 302 Found\r\nLocation: /to\r\n"
                                    "\r\n";
    static const Reply endless[] = {
        {"/", reply, STAY}, {"/to", OK, STAY}, {0}};
    size_t length = strlen(reply);

    memset(reply + length, 'x', sizeof reply - length - 1);
    begin(endless);
    CHECK_TEXT(get_text("/"), "ok");
    end();
}

static void time_for_all(void)
{
    ClientRequest request = {.total_seconds = 0.1};

    begin_places();
    request.url = url_of("/to-never");
    CHECK_CONTAINS(failure_of(client_request(client, &request), UV_ETIMEDOUT),
                   " within 0.1 s");
    end();
}

static void bad_places(void)
{
    const char *said;

    begin_places();
    said = failure_of(client_get(client, url_of("/to-no-port")), UV_EPROTO);
    CHECK_CONTAINS(said, "/to-no-port: it leads to \"http://127.0.0.1:99999/\""
                         ", which is not a URL");
    CHECK(!strstr(said, "secret"));
    CHECK_CONTAINS(
        failure_of(client_get(client, url_of("/to-unix")), UV_EPROTO),
        "/to-unix: it leads to ");
    failure_of(client_get(client, url_of("/to-link-local")), UV_EADDRNOTAVAIL);
    end();
}

static void blanks(void)
{
    begin_places();
    CHECK_TEXT(get_text("/blank"), "ok");
    end();
}

static void canceled_on_the_way(void)
{
    Deferred *d;

    begin_places();
    d = client_get(client, url_of("/to-never"));
    while (requests < 2)
        turn();
    deferred_cancel(d);
    CHECK_CONTAINS(failure_of(d, UV_ECANCELED), "/never: canceled");
    end();
}

static const UnitTest tests[] = {
    {"a redirect keeps or drops method and body as RFC 9110 says",
     each_method},
    {"300, 304 and 305 are answers", no_redirects},
    {"another origin is sent no credentials", other_origin},
    {"a password in a URL is for its origin", password_of_an_origin},
    {"a failure names the URL that has failed", names_the_last},
    {"a redirect whose body is broken is followed", broken_body},
    {"a redirect whose body does not end is followed", endless_body},
    {"the total time-out is for all that is asked", time_for_all},
    {"a redirect to a bad place is the other side's failure", bad_places},
    {"a blank in a redirect is encoded", blanks},
    {"a cancel on the way ends the request", canceled_on_the_way},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
