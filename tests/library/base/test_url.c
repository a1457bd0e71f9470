/* Tests of common/base/url.c: what can be the base URL of a server. */
#include "url.h"

#include "unit.h"

static void is_good(const char *url)
{
    CHECK_TEXT(url_flaw(url), NULL);
}

static void has_flaw(const char *flaw, const char *const *urls)
{
    for (; *urls; urls++)
        CHECK_CONTAINS(url_flaw(*urls) ? url_flaw(*urls) : *urls, flaw);
}

static void what_servers_have(void)
{
    is_good("http://127.0.0.1:8080");
    is_good("https://httpbin.org");
    is_good("HTTP://localhost");
    is_good("http://h/");
    is_good("http://127.0.0.1:8080/garbage");
    is_good("http://h:1/a:b/c@d");
    is_good("http://user:p%20@ss@h:65535");
    is_good("http://[::1]:8080");
    is_good("http://[2001:db8::1]/x");
    is_good("http+unix://%2Ftmp%2Fs");
    is_good("http+unix://s/garbage");
    is_good("http://m\303\274nchen.example");
}

static void another_scheme_or_none(void)
{
    static const char *const urls[] = {"",
                                       "127.0.0.1:8080",
                                       "localhost:9001",
                                       "/ip",
                                       "//h",
                                       "http:/h",
                                       "http:h",
                                       "ftp://127.0.0.1",
                                       "file:///",
                                       " http://h",
                                       "httpx://h",
                                       "unix:/s",
                                       "http",
                                       "://h",
                                       NULL};

    has_flaw("must begin with http:// or https://", urls);
}

static void no_host(void)
{
    static const char *const urls[] = {
        "http://",        "https://",    "http:///ip",
        "http://:80",     "http://@",    "http://a:b@/x",
        "http://[]",      "http://[::1", "http://[1]",
        "http://[::1/]",  "http://]",    "http://::1",
        "http://[::g]:1", NULL};

    has_flaw("has no host", urls);
}

static void no_socket(void)
{
    static const char *const urls[] = {"http+unix://", "http+unix:///tmp/s",
                                       "http+unix://s:80", NULL};

    has_flaw("has no path of a socket", urls);
}

static void a_port_that_is_none(void)
{
    static const char *const urls[] = {
        "http://h:",          "http://h:0",  "http://h:65536", "http://h:x",
        "http://h:80x",       "http://h:-1", "http://h:/ip",   "http://[::1]x",
        "http://h:+80",       "http://a[b",  "http://[::1]:",  "http://h:1:2",
        "http://h:000000080", NULL};

    has_flaw("a port from 1 to 65535", urls);
}

static void a_character_that_no_url_has(void)
{
    static const char *const urls[] = {"http://127.0.0.1:9001 ",
                                       "http://h\n",
                                       "http://a b",
                                       "http://h/a\tb",
                                       "http://<h>",
                                       "http://h\\x",
                                       "http://h/\177",
                                       "http://h%",
                                       "http://h/%zz",
                                       "http://h/%2",
                                       "http://{h}",
                                       NULL};

    has_flaw("has a character that no URL has", urls);
}

static void no_room_for_a_path(void)
{
    static const char *const urls[] = {"http://h?x", "http://h/#top",
                                       "http://h/?a=b", "http://?", NULL};

    has_flaw("must end with its path", urls);
}

static const UnitTest tests[] = {
    {"the URLs of servers are accepted", what_servers_have},
    {"another scheme, or none", another_scheme_or_none},
    {"no host", no_host},
    {"no Unix socket", no_socket},
    {"a port that is none", a_port_that_is_none},
    {"a character that no URL has", a_character_that_no_url_has},
    {"no room for the path of a page", no_room_for_a_path},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), NULL, argc, argv);
}
