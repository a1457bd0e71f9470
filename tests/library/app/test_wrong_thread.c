/* We call what belongs to the loop's thread on another one: the functions of
   requests, of the client and of an app. They look at nothing before that, so
   here they get NULL. */
#include "app.h"
#include "app_request.h"
#include "client.h"
#include "http_server.h"
#include "request.h"
#include "request_inside.h"

#include "wrong_thread.h"

static void ask_text(void)
{
    request_text(NULL, "user");
}

static void ask_int(void)
{
    request_int(NULL, "n");
}

static void ask_float(void)
{
    request_float(NULL, "x");
}

static void ask_state(void)
{
    request_state(NULL);
}

static void ask_method(void)
{
    request_method(NULL);
}

static void ask_path(void)
{
    request_path(NULL);
}

static void ask_query_string(void)
{
    request_query_string(NULL);
}

static void ask_query(void)
{
    request_query(NULL, "q");
}

static void ask_header(void)
{
    request_header(NULL, "Accept");
}

static void ask_body(void)
{
    size_t length;

    request_body(NULL, &length);
}

static void set_status(void)
{
    request_set_status(NULL, 404);
}

static void set_header(void)
{
    request_set_header(NULL, "Accept", "text/plain");
}

static void survive(void)
{
    request_survive_disconnect(NULL);
}

static void write_piece(void)
{
    request_write(NULL, "1 of 2\n", 7);
}

static void break_answer(void)
{
    request_break(NULL, "", 0, true);
}

static void make_client(void)
{
    client_new(NULL);
}

static void free_client(void)
{
    client_free(NULL);
}

static void get(void)
{
    client_get(NULL, "http://127.0.0.1/");
}

static void get_text(void)
{
    client_get_text(NULL, "http://127.0.0.1/");
}

static void get_json(void)
{
    client_get_json(NULL, "http://127.0.0.1/");
}

static void post(void)
{
    client_post(NULL, "http://127.0.0.1/", value_none());
}

static void ask_client(void)
{
    client_request(NULL, &(ClientRequest){.url = "http://127.0.0.1/"});
}

static void make_app(void)
{
    app_new();
}

static void add_route(void)
{
    app_route(NULL, "/", NULL);
}

static void add_coroutine(void)
{
    app_route_async(NULL, "/", NULL);
}

static void add_branch(void)
{
    app_branch(NULL, "/", NULL);
}

static void add_subroute(void)
{
    app_subroute(NULL, "/", NULL);
}

static void add_error_handler(void)
{
    app_on_error(NULL, 404, NULL);
}

static void set_state(void)
{
    app_set_state(NULL, NULL);
}

static void ask_url(void)
{
    app_url(NULL);
}

static void set_guard(void)
{
    client_set_guard(NULL, NULL);
}

static void set_room(void)
{
    http_server_set_room(NULL, 0);
}

static void set_wants_body(void)
{
    http_server_set_wants_body(NULL, NULL);
}

static void run_app(void)
{
    app_run(NULL, NULL, "tcp:0");
}

static void make_server(void)
{
    http_server_new(NULL, NULL, NULL, NULL);
}

static void listen_somewhere(void)
{
    http_server_listen(NULL, "tcp:0");
}

static void count_connections(void)
{
    http_server_connections(NULL);
}

static void free_server(void)
{
    http_server_free(NULL);
}

static const WrongThreadCall calls[] = {
    {"request_text", ask_text},
    {"request_int", ask_int},
    {"request_float", ask_float},
    {"request_state", ask_state},
    {"request_method", ask_method},
    {"request_path", ask_path},
    {"request_query_string", ask_query_string},
    {"request_query", ask_query},
    {"request_header", ask_header},
    {"request_body", ask_body},
    {"request_set_status", set_status},
    {"request_set_header", set_header},
    {"request_survive_disconnect", survive},
    {"request_write", write_piece},
    {"request_break", break_answer},
    {"client_new", make_client},
    {"client_free", free_client},
    {"client_get", get},
    {"client_get_text", get_text},
    {"client_get_json", get_json},
    {"client_post", post},
    {"client_request", ask_client},
    {"app_new", make_app},
    {"app_route", add_route},
    {"app_route_async", add_coroutine},
    {"app_branch", add_branch},
    {"app_subroute", add_subroute},
    {"app_on_error", add_error_handler},
    {"app_set_state", set_state},
    {"app_url", ask_url},
    {"client_set_guard", set_guard},
    {"http_server_set_room", set_room},
    {"http_server_set_wants_body", set_wants_body},
    {"app_run", run_app},
    {"http_server_new", make_server},
    {"http_server_listen", listen_somewhere},
    {"http_server_connections", count_connections},
    {"http_server_free", free_server},
};

static void another_thread_is_refused(void)
{
    deferred_ignore(deferred_succeed(value_none())); /* this is the loop's */
    wrong_thread_check(calls, COUNT(calls));
}

static const UnitTest tests[] = {
    {"on another thread each call stops the program, with one sentence",
     another_thread_is_refused},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), NULL, argc, argv);
}
