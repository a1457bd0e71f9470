/*
 * The client when what it stands on fails: each call of it into libcurl,
 * libuv and the system is failed in turn, and has to end in a failure of the
 * request, or stop the program with a sentence; nothing may leak. The calls
 * are replaced here by ones that count, and fail when it is their turn.
 */
#define _GNU_SOURCE /* RTLD_NEXT */
#define CURL_DISABLE_TYPECHECK
#include "client.h"

#include "reply_server.h"

#include <curl/curl.h>
#include <dlfcn.h>
#include <errno.h>
#include <stdarg.h>
#include <sys/resource.h>

#undef curl_easy_setopt

enum { NEVER = -1 };

static const Reply answers[] = {
    {"/", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", STAY},
    {0},
};

static int calls_to_failure = NEVER;
static const char *failed_call;

/* Whether this call is the one to fail. */
static bool fails(const char *name)
{
    if (calls_to_failure == NEVER || --calls_to_failure > 0)
        return false;
    calls_to_failure = NEVER;
    failed_call = name;
    return true;
}

#define REAL(name) ((__typeof__(&(name)))dlsym(RTLD_NEXT, #name))

CURLM *curl_multi_init(void)
{
    return fails("curl_multi_init") ? NULL : REAL(curl_multi_init)();
}

CURLMcode curl_multi_add_handle(CURLM *multi, CURL *easy)
{
    return fails("curl_multi_add_handle")
               ? CURLM_OUT_OF_MEMORY
               : REAL(curl_multi_add_handle)(multi, easy);
}

CURLMcode curl_multi_socket_action(CURLM *multi, curl_socket_t number,
                                   int events, int *running)
{
    return fails("curl_multi_socket_action")
               ? CURLM_OUT_OF_MEMORY
               : REAL(curl_multi_socket_action)(multi, number, events,
                                                running);
}

CURL *curl_easy_init(void)
{
    return fails("curl_easy_init") ? NULL : REAL(curl_easy_init)();
}

/* Whatever the argument is, it comes and goes as a pointer does. */
CURLcode curl_easy_setopt(CURL *easy, CURLoption option, ...)
{
    va_list args;
    void *arg;

    va_start(args, option);
    arg = va_arg(args, void *);
    va_end(args);
    return fails("curl_easy_setopt")
               ? CURLE_OUT_OF_MEMORY
               : REAL(curl_easy_setopt)(easy, option, arg);
}

struct curl_slist *curl_slist_append(struct curl_slist *list, const char *text)
{
    return fails("curl_slist_append") ? NULL
                                      : REAL(curl_slist_append)(list, text);
}

CURLU *curl_url(void)
{
    return fails("curl_url") ? NULL : REAL(curl_url)();
}

CURLUcode curl_url_set(CURLU *url, CURLUPart part, const char *text,
                       unsigned flags)
{
    return fails("curl_url_set") ? CURLUE_OUT_OF_MEMORY
                                 : REAL(curl_url_set)(url, part, text, flags);
}

int socket(int family, int type, int protocol)
{
    errno = EMFILE;
    return fails("socket") ? -1 : REAL(socket)(family, type, protocol);
}

int uv_poll_init_socket(uv_loop_t *loop, uv_poll_t *poll, uv_os_sock_t number)
{
    return fails("uv_poll_init_socket")
               ? UV_ENOMEM
               : REAL(uv_poll_init_socket)(loop, poll, number);
}

int uv_poll_start(uv_poll_t *poll, int events, uv_poll_cb fn)
{
    return fails("uv_poll_start") ? UV_EEXIST
                                  : REAL(uv_poll_start)(poll, events, fn);
}

static Value read_text(Value response, void *unused)
{
    return value_deferred(response_text(response));
}

static Value ask(void)
{
    static const char *const headers[] = {"A", "b", "C", "", NULL};
    Deferred *d = client_request(client, &(ClientRequest){
                                             .url = url_of("/"),
                                             .headers = headers,
                                             .query = headers,
                                             .redirects = 3,
                                             .body = value_text("body"),
                                         });

    deferred_add_callback(d, read_text, NULL);
    return wait_for(d);
}

/* Runs in a process of its own, which prints the outcome. */
static _Noreturn void fail_call(int number, FILE *output)
{
    Value result;

    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    dup2(fileno(output), STDERR_FILENO);
    unit_descriptors_before = unit_open_descriptors();
    begin(answers);
    calls_to_failure = number;
    result = ask();
    calls_to_failure = NEVER;
    fprintf(stderr, "%s: %s\n", failed_call ? failed_call : "none failed",
            failed(result) ? failure_name(as_failure(result)->code)
                           : as_text(result));
    CHECK_TEXT(as_text(ask()), "hello");
    end();
    nothing_left();
    exit(0);
}

/* Returns the outcome of a failure of that call, or NULL if there are
   not so many. */
static const char *outcome_of(int number)
{
    FILE *output = tmpfile();
    const char *text;
    int status = 0;
    pid_t child;

    fflush(NULL);
    child = fork();
    if (child == 0)
        fail_call(number, output);
    waitpid(child, &status, 0);
    text = unit_text_of(output);
    fclose(output);
    fprintf(stderr, "call %d: %s", number, text);
    CHECK(status == 0 || strstr(text, "client: "));
    return strncmp(text, "none failed", 11) == 0 ? NULL : text;
}

static const char *const outcomes[] = {
    "curl_url_set: hello",           "socket: EMFILE",
    "uv_poll_init_socket: ENOMEM",   "client: Out of memory",
    "client: cannot watch a socket",
};

static bool seen[COUNT(outcomes)];

static void note_outcome(const char *text)
{
    for (size_t i = 0; i < COUNT(outcomes); i++) {
        if (strstr(text, outcomes[i])) {
            seen[i] = true;
            return;
        }
    }
    CHECK_TEXT(text, "one of outcomes[]");
}

static void each_call(void)
{
    const char *text;

    for (int number = 1; (text = outcome_of(number)); number++)
        note_outcome(text);
    for (size_t i = 0; i < COUNT(outcomes); i++)
        CHECK(seen[i]);
}

static void make_client(void *unused)
{
    calls_to_failure = 1;
    client_new(reactor_new());
}

static void no_multi(void)
{
    CHECK_DIES(make_client, NULL, "client: Out of memory");
}

static const UnitTest tests[] = {
    {"each call that fails makes the request fail, or stops the program",
     each_call},
    {"without a multi handle the program stops", no_multi},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), NULL, argc, argv);
}
