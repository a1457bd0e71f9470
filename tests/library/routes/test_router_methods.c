/* Tests of common/routes/router_match.c: methods, and paths that are
   redirected. */
#include "router_setup.h"

static void no_method_stands_for_any(void)
{
    add("/count");
    finds_by("GET", "/count", "/count");
    finds_by("OPTIONS", "/count", "/count");
    finds_by("get", "/count", "/count");
    finds_by("M-SEARCH", "/count", "/count");
}

static void methods_lead_to_their_routes(void)
{
    add("GET /form");
    add("POST,PUT /form");
    finds_by("GET", "/form", "GET /form");
    finds_by("POST", "/form", "POST,PUT /form");
    finds_by("PUT", "/form", "POST,PUT /form");
    allows("DELETE", "/form", "GET, HEAD, POST, PUT");
    allows("get", "/form", "GET, HEAD, POST, PUT");
    allows("PU", "/form", "GET, HEAD, POST, PUT");
}

static void get_brings_head(void)
{
    add("GET /a");
    add("POST /b");
    finds_by("HEAD", "/a", "GET /a");
    allows("HEAD", "/b", "POST");
}

static void head_may_have_its_own_route(void)
{
    add("GET /a");
    add("HEAD /a");
    finds_by("HEAD", "/a", "HEAD /a");
    finds_by("GET", "/a", "GET /a");
    allows("POST", "/a", "GET, HEAD");
}

static void a_named_method_comes_before_any(void)
{
    add("/a");
    add("POST /a");
    finds_by("POST", "/a", "POST /a");
    finds_by("GET", "/a", "/a");
}

static void allow_is_the_union_of_all_that_fit(void)
{
    add("GET /x/<name>");
    add("POST /x/<int:number>");
    add("DELETE,GET /x/<path:rest>");
    finds_by("POST", "/x/5", "POST /x/<int:number>");
    finds_by("GET", "/x/5", "GET /x/<name>");
    finds_by("DELETE", "/x/5", "DELETE,GET /x/<path:rest>");
    allows("PUT", "/x/5", "POST, GET, HEAD, DELETE");
    allows("POST", "/x/a", "GET, HEAD, DELETE");
}

static void a_slash_at_the_end_is_redirected_to(void)
{
    add("/slash/");
    add("/get");
    add("POST /form/");
    add("/a/<x>/");
    redirects("/slash", "/slash/");
    finds("/slash/", "/slash/");
    misses("/get/");
    misses("/form"); /* where a GET would not help */
    redirects("/a/b%20c", "/a/b%20c/");
    redirects("/a/%C3%A9", "/a/%C3%A9/");
}

static void with_and_without_a_slash_may_differ(void)
{
    add("/a");
    add("/a/");
    add("POST /b");
    add("GET /b/");
    finds("/a", "/a");
    finds("/a/", "/a/");
    redirects("/b", "/b/");
}

static void double_slashes_are_merged(void)
{
    add("/sub/a");
    add("/slash/");
    add("/p/<path:x>");
    redirects("/sub//a", "/sub/a");
    redirects("//sub///a", "/sub/a");
    redirects("//slash", "/slash/");
    redirects("/slash//", "/slash/");
    redirects("/p/a//b", "/p/a/b");
    redirects("/p//a", "/p/a");
    misses("/sub//b");
    misses("//");
}

static void a_redirect_stays_on_this_server(void)
{
    add("/<x>/");
    add("/");
    redirects("//evil.com", "/evil.com/");
    redirects("/\\evil.com", "/%5Cevil.com/");
    redirects("/a\r\nb", "/a%0D%0Ab/");
    redirects("/\xc3\xa9", "/%C3%A9/");
    redirects("/A9.z{~", "/A9.z%7B~/");
    redirects("//", "/");
}

static const UnitTest tests[] = {
    {"a route without a method takes any method", no_method_stands_for_any},
    {"methods lead to their routes", methods_lead_to_their_routes},
    {"GET brings HEAD", get_brings_head},
    {"HEAD may have its own route", head_may_have_its_own_route},
    {"a named method comes before any", a_named_method_comes_before_any},
    {"Allow names the methods of all routes that match",
     allow_is_the_union_of_all_that_fit},
    {"a path that lacks its last slash is redirected (rule A14)",
     a_slash_at_the_end_is_redirected_to},
    {"with and without a slash may be two routes",
     with_and_without_a_slash_may_differ},
    {"double slashes are merged by a redirect", double_slashes_are_merged},
    {"a redirect stays on this server", a_redirect_stays_on_this_server},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
