/* The client: what it sends, and where redirects lead it. */
#include "client.h"

#include "json.h"
#include "reply_server.h"

#include <strings.h>

#define OK "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
#define TO(where) "Location: " where "\r\nContent-Length: 5\r\n\r\nmoved"

static const Reply script_of_requests[] = {
    {"/", OK, STAY},
    {"/a%20b/%C3%A9", OK, STAY},
    {"/a%20b/%c3%a9", OK, STAY},
    {"/head", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n", STAY},
    {"/here", "HTTP/1.1 301 Moved\r\n" TO("/there"), STAY},
    {"/there", "HTTP/1.1 302 Found\r\nX-Color: red\r\n" TO("/"), STAY},
    {"/see", "HTTP/1.1 303 See Other\r\n" TO("/"), STAY},
    {"/again", "HTTP/1.1 307 Again\r\n" TO("/"), STAY},
    {"/round", "HTTP/1.1 302 Found\r\n" TO("/round"), STAY},
    {"/nowhere", "HTTP/1.1 302 Found\r\nContent-Length: 2\r\n\r\nok", STAY},
    {"/empty", "HTTP/1.1 302 Found\r\nLocation:\r\nContent-Length: 0\r\n\r\n",
     STAY},
    {"/file", "HTTP/1.1 302 Found\r\n" TO("file:///etc/passwd"), STAY},
    {"/ftp", "HTTP/1.1 302 Found\r\n" TO("ftp://127.0.0.1:1/"), STAY},
    {"/not-modified", "HTTP/1.1 304 Not Modified\r\n\r\n", STAY},
    {0},
};

static Deferred *ask(ClientRequest request)
{
    return client_request(client, &request);
}

/* The peer's answer to the request that was sent. */
static const char *sent(ClientRequest request)
{
    Value response = wait_for(ask(request));

    if (failed(response))
        fprintf(stderr, "%s\n", as_failure(response)->message);
    CHECK_INT(response_status(response), 200);
    wait_for(response_bytes(response));
    return last_request;
}

#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})

/* The digits of %C3 may be in either case. */
static void check_target(const char *url, const char *const *query,
                         const char *target)
{
    const char *path = sent((ClientRequest){.url = url, .query = query}) + 4;

    if (strncasecmp(path, target, strlen(target)) != 0)
        CHECK_TEXT(path, target);
    CHECK_INT(path[strlen(target)], ' ');
}

static void query(void)
{
    begin(script_of_requests);
    check_target(url_of("/"),
                 LIST("q", "a b&c", "l", "1", "l", "2", "e=", "\xC3\xA9"),
                 "/?q=a%20b%26c&l=1&l=2&e%3D=%C3%A9");
    check_target(url_of("/?first=1"), LIST("second", "2"),
                 "/?first=1&second=2");
    end();
}

static void url_is_encoded(void)
{
    begin(script_of_requests);
    check_target(url_of("/a b/\xC3\xA9"), NULL, "/a%20b/%C3%A9");
    check_target(url_of("/a%20b/%C3%A9"), NULL, "/a%20b/%C3%A9");
    end();
}

static void form(void)
{
    const char *request;

    begin(script_of_requests);
    request = sent((ClientRequest){
        .url = url_of("/"),
        .form = LIST("name", "Jo & Co", "x", ""),
    });
    CHECK_CONTAINS(request, "POST / HTTP/1.1\r\n");
    CHECK_CONTAINS(request,
                   "Content-Type: application/x-www-form-urlencoded\r\n");
    CHECK_CONTAINS(request, "\r\n\r\nname=Jo%20%26%20Co&x=");
    end();
}

static void check_post(Value body, const char *type, const char *content)
{
    Value response = wait_for(client_post(client, url_of("/"), body));

    CHECK_INT(response_status(response), 200);
    CHECK_CONTAINS(last_request, "POST / HTTP/1.1\r\n");
    CHECK_CONTAINS(last_request, type);
    CHECK_CONTAINS(last_request, content);
    wait_for(response_bytes(response));
}

static void kinds_of_body(void)
{
    begin(script_of_requests);
    check_post(value_text("hi"), "Content-Type: text/plain; charset=utf-8\r\n",
               "Content-Length: 2\r\n");
    check_post(value_html("<b>"), "Content-Type: text/html; charset=utf-8\r\n",
               "\r\n\r\n<b>");
    check_post(value_bytes("\0b", 2),
               "Content-Type: application/octet-stream\r\n",
               "Content-Length: 2\r\n");
    check_post(json_value(json_pack("{s:[i,i]}", "a", 1, 2)),
               "Content-Type: application/json\r\n", "{\"a\":[1,2]}");
    check_post(value_none(), "Content-Length: 0\r\n", "\r\n\r\n");
    CHECK(!strstr(last_request, "Content-Type"));
    end();
}

static void what_is_no_body(void)
{
    begin(script_of_requests);
    CHECK_CONTAINS(
        failure_of(client_post(client, url_of("/"), json_value(NULL)),
                   UV_EINVAL),
        "cannot be made JSON");
    CHECK_INT(accepted, 0);
    end();
}

static void long_body(void)
{
    enum { LENGTH = 200 * 1000 };
    char *body = xcalloc(1, LENGTH + 1);

    begin(script_of_requests);
    memset(body, 'x', LENGTH);
    check_post(value_text(body), "Content-Length: 200000\r\n", body);
    free(body);
    end();
}

/* It is more than the peer takes; its head says enough. */
static void longer_body(void)
{
    enum { LENGTH = 2 * 1000 * 1000 };
    char *body = xcalloc(1, LENGTH + 1);
    Deferred *d;

    begin(script_of_requests);
    memset(body, 'x', LENGTH);
    d = client_post(client, url_of("/"), value_text(body));
    while (!links || links->length == 0)
        turn();
    CHECK_CONTAINS(links->input, "Content-Length: 2000000\r\n");
    CHECK(!strstr(links->input, "Expect"));
    deferred_cancel(d);
    failure_of(d, UV_ECANCELED);
    free(body);
    end();
}

static void methods(void)
{
    begin(script_of_requests);
    CHECK_CONTAINS(sent((ClientRequest){
                       .method = "PUT",
                       .url = url_of("/"),
                       .body = value_text("new"),
                   }),
                   "PUT / HTTP/1.1\r\n");
    CHECK_CONTAINS(last_request, "\r\n\r\nnew");
    CHECK_CONTAINS(sent((ClientRequest){.method = "PUT", .url = url_of("/")}),
                   "Content-Length: 0\r\n");
    CHECK_CONTAINS(sent((ClientRequest){
                       .method = "DELETE",
                       .url = url_of("/"),
                   }),
                   "DELETE / HTTP/1.1\r\n");
    CHECK_CONTAINS(sent((ClientRequest){
                       .method = "GET",
                       .url = url_of("/"),
                       .body = value_text("asked"),
                   }),
                   "GET / HTTP/1.1\r\n");
    CHECK_CONTAINS(last_request, "\r\n\r\nasked");
    failure_of(ask((ClientRequest){.method = "G T", .url = url_of("/")}),
               UV_EINVAL);
    failure_of(ask((ClientRequest){.method = "", .url = url_of("/")}),
               UV_EINVAL);
    end();
}

static void headers(void)
{
    const char *request;

    begin(script_of_requests);
    request = sent((ClientRequest){
        .url = url_of("/"),
        .headers = LIST("X-Color", "red", "X-Empty", "", "accept", "a/b"),
    });
    CHECK_CONTAINS(request, "X-Color: red\r\n");
    CHECK_CONTAINS(request, "X-Empty:\r\n");
    CHECK_CONTAINS(request, "accept: a/b\r\n");
    CHECK(!strstr(request, "Accept: "));
    request = sent((ClientRequest){
        .url = url_of("/"),
        .headers = LIST("content-type", "text/csv"),
        .body = value_text("a,b"),
    });
    CHECK_CONTAINS(request, "content-type: text/csv\r\n");
    CHECK(!strstr(request, "text/plain"));
    end();
}

static void check_refused(const char *name, const char *value)
{
    failure_of(ask((ClientRequest){
                   .url = url_of("/"),
                   .headers = LIST(name, value),
               }),
               UV_EINVAL);
}

static void headers_that_are_none(void)
{
    begin(script_of_requests);
    check_refused("X-Color", "red\r\nX-More: blue");
    check_refused("X-Color\r\n", "red");
    check_refused("X Color", "red");
    check_refused("", "red");
    check_refused("Content-Length", "7");
    check_refused("transfer-encoding", "chunked");
    CHECK_INT(accepted, 0);
    end();
}

static void post_both(void *unused)
{
    ask((ClientRequest){
        .url = url_of("/"),
        .form = LIST("a", "b"),
        .body = value_text("c"),
    });
}

static void post_number(void *unused)
{
    client_post(client, url_of("/"), value_int(7));
}

static void negative_time(void *unused)
{
    ask((ClientRequest){.url = url_of("/"), .total_seconds = -1});
}

static void mistakes(void)
{
    begin(script_of_requests);
    CHECK_DIES(post_both, NULL, "both a form and a body");
    CHECK_DIES(post_number, NULL, "expected text, HTML or bytes, got int");
    CHECK_DIES(negative_time, NULL, "-1 seconds is not a time");
    end();
}

static void redirects(void)
{
    Value response;

    begin(script_of_requests);
    response = get("/here");
    CHECK_INT(response_status(response), 200);
    CHECK(!response_header(response, "X-Color"));
    CHECK_TEXT(as_text(wait_for(response_text(response))), "ok");
    CHECK_INT(requests, 3);
    CHECK_CONTAINS(sent((ClientRequest){
                       .method = "HEAD",
                       .url = url_of("/head"),
                   }),
                   "HEAD /head ");
    end();
}

static void endless_redirects(void)
{
    ClientRequest request = {.redirects = 2};

    begin(script_of_requests);
    CHECK_CONTAINS(failure_of(client_get(client, url_of("/round")), UV_ELOOP),
                   "/round: too many redirects");
    CHECK_INT(requests, 21);
    request.url = url_of("/round");
    failure_of(client_request(client, &request), UV_ELOOP);
    CHECK_INT(requests, 24);
    request.url = url_of("/here");
    CHECK_INT(response_status(wait_for(client_request(client, &request))),
              200);
    end();
}

static void unfollowed(void)
{
    Value response;

    begin(script_of_requests);
    response = wait_for(ask((ClientRequest){
        .url = url_of("/here"),
        .redirects = -1,
    }));
    CHECK_INT(response_status(response), 301);
    CHECK_TEXT(response_header(response, "Location"), "/there");
    CHECK_TEXT(as_text(wait_for(response_text(response))), "moved");
    CHECK_INT(response_status(get("/nowhere")), 302);
    CHECK_INT(response_status(get("/empty")), 302);
    CHECK_INT(response_status(get("/not-modified")), 304);
    end();
}

static void posted_redirects(void)
{
    ClientRequest request = {.redirects = 1, .body = value_text("hi")};
    Value response;

    begin(script_of_requests);
    response =
        wait_for(client_post(client, url_of("/here"), value_text("hi")));
    CHECK_INT(response_status(response), 301);
    request.url = url_of("/see");
    CHECK_CONTAINS(sent(request), "GET / HTTP");
    request.body = value_text("hi");
    request.url = url_of("/again");
    CHECK_CONTAINS(sent(request), "POST / HTTP");
    CHECK_CONTAINS(last_request, "\r\n\r\nhi");
    end();
}

static void redirect_to_elsewhere(void)
{
    begin(script_of_requests);
    CHECK_CONTAINS(failure_of(client_get(client, url_of("/file")), UV_EPROTO),
                   "file");
    CHECK_CONTAINS(failure_of(client_get(client, url_of("/ftp")), UV_EPROTO),
                   "ftp");
    end();
}

/* The environment's settings of proxies is not for us. */
static void no_proxy(void)
{
    setenv("http_proxy", "http://127.0.0.1:1/", 1);
    begin(script_of_requests);
    CHECK_INT(response_status(get("/")), 200);
    end();
}

static const UnitTest tests[] = {
    {"a query is encoded and added to the URL", query},
    {"what a URL cannot hold is encoded, what is encoded stays",
     url_is_encoded},
    {"a form is sent as one in a page is", form},
    {"a body says what it is", kinds_of_body},
    {"a body that could not be made is a failure", what_is_no_body},
    {"a long body is sent", long_body},
    {"a longer one is sent without a question", longer_body},
    {"any method can be sent, with or without a body", methods},
    {"headers are sent as they are given, own ones only beside them", headers},
    {"a wrong header, or one that would break the framing, is refused",
     headers_that_are_none},
    {"mistakes stop the program", mistakes},
    {"GET and HEAD follow redirects", redirects},
    {"up to 20 redirects are followed, or as many as is said",
     endless_redirects},
    {"a redirect that is not followed is an answer", unfollowed},
    {"POST follows only when asked: 303 by GET, 307 by POST",
     posted_redirects},
    {"no proxy is asked", no_proxy},
    {"a redirect to another scheme is a failure", redirect_to_elsewhere},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
