/* Tests of common/http/http_host.c and http_target.c: what is a host (RFC
   3986 section 3.2.2), and what may be asked for. */
#include "http_host.h"
#include "http_target.h"
#include "nothing_left.h"

static void check_hosts(const char *const *hosts, size_t count, bool valid)
{
    for (size_t i = 0; i < count; i++)
        if (http_host_is_valid(hosts[i], strlen(hosts[i])) != valid)
            CHECK_TEXT(hosts[i], valid ? "a host" : "no host");
}

static void names(void)
{
    static const char *const good[] = {
        "",   "a",   "a.b-c_d~e", "127.0.0.1", "300.1.1", "%41",
        ".",  "a..", "%c3%A9.b",  "a%20",      "!$&'()*", "+,;=",
        "a:", "a:0", "a:80",      ":80",       ":",       "%41:99999"};
    static const char *const bad[] = {
        " ",    "a b",  "a@b",  "a:b@c", "a/b",  "a?b",   "a#b",    "a:b",
        "a[",   "a]",   "\"",   "a:80x", "a:-1", "a:80:", "a:80:1", "a: 80",
        "%",    "%4",   "%4:",  "%g1",   "%4g",  "a%zz",  "%%41",   "a%",
        "\303", "a\\b", "<a>",  "a^b",   "a`b",  "{a}",   "a|b",    "a,b/",
        "a\t",  "a\r",  "\177", "a:8 0"};

    check_hosts(good, COUNT(good), true);
    check_hosts(bad, COUNT(bad), false);
}

static const char *const good_addresses[] = {
    "[::]",
    "[::1]",
    "[::1]:",
    "[::1]:80",
    "[1::]",
    "[1:2:3:4:5:6:7:8]",
    "[1:2:3:4:5:6:7::]",
    "[::2:3:4:5:6:7:8]",
    "[1:2::7:8]",
    "[ABCD:ef01::]",
    "[::1.2.3.4]",
    "[1:2:3:4:5:6:127.0.0.1]",
    "[::ffff:255.255.255.255]",
    "[0000:0000:0000:0000:0000:ffff:255.255.255.255]",
};
static const char *const bad_addresses[] = {
    "[",
    "[]",
    "[:]",
    "[:::]",
    "[:::::]",
    "[1]:",
    "[1]",
    "[..]",
    "[1:2]",
    "[::1",
    "::1",
    "[::1]a",
    "[::1]:a",
    "[::1]80",
    "[::1]]",
    "[[::1]]",
    "[g::]",
    "[::12345]",
    "[1::2::3]",
    "[:1]",
    "[1:]",
    "[::1.2.3]",
    "[::1.2.3.4.5]",
    "[::256.1.1.1]",
    "[::1.2.3.04]",
    "[1.2.3.4]",
    "[1.2.3.4::]",
    "[::1%25eth0]",
    "[::1%eth0]",
    "[ ::1]",
    "[::1 ]",
    "[1:2:3:4:5:6:7]",
    "[1:2:3:4:5:6:7:8:9]",
    "[1::2:3:4:5:6:7:8]",
    "[1:2:3:4:5:6:7:1.2.3.4]",
    "x[::1]",
    "[::1]x:80",
    "[0000:0000:0000:0000:0000:0000:0000:0000:0000:0000]",
};

static void addresses(void)
{
    check_hosts(good_addresses, COUNT(good_addresses), true);
    check_hosts(bad_addresses, COUNT(bad_addresses), false);
    CHECK(!http_host_is_valid("[::1\0]", 6));
    CHECK(!http_host_is_valid("[::\0]", 5));
}

static void addresses_to_come(void)
{
    static const char *const good[] = {"[v1.x]",    "[v1.x]:80",
                                       "[V1F.a:b]", "[vA.!$&'()]",
                                       "[v0.:]",    "[v1.-._~]"};
    static const char *const bad[] = {
        "[v]",     "[v.]",     "[v1]",     "[v1.]",  "[v.x]",  "[vg.x]",
        "[1.x]",   "[v1.%41]", "[v1.x y]", "[v1.[]", "[v1.x",  "[v1x]",
        "[v1.x@]", "[w1.x]",   "[v1.x/]",  "[v1:x]", "[v1.\"]"};

    check_hosts(good, COUNT(good), true);
    check_hosts(bad, COUNT(bad), false);
}

static bool is_target(const char *target)
{
    return http_target_is_valid(target, strlen(target), false);
}

static const char *const good_targets[] = {
    "/",
    "/a?b",
    "//a",
    "http://a",
    "HTTP://a/b",
    "http://a?b",
    "http://a:80/",
    "http://a:/",
    "http://[::1]",
    "http://%41/?",
    "http://[v1.x]:1?",
};
static const char *const bad_targets[] = {
    "a",
    "?a",
    "*",
    "**",
    "http",
    "http:",
    "http:/",
    "http://",
    "http:///",
    "http:///a",
    "http://?x",
    "http://:80/",
    "http://:80",
    "http://:",
    "http://:/",
    "http://u@a/",
    "http://u:p@a/",
    "http://@/",
    "http://a:b/",
    "http://[::1/",
    "http://[]/",
    "http://a%/",
    "http://a%zz/",
    "http:a",
    "http:/a",
    "https://a/",
    "ftp://a/",
    "a:80",
    "HTTP://",
    "http://[1]/",
    "http://a|b/",
};

static void targets(void)
{
    for (size_t i = 0; i < COUNT(good_targets); i++)
        CHECK_TEXT(is_target(good_targets[i]) ? "good_targets"
                                              : good_targets[i],
                   "good_targets");
    for (size_t i = 0; i < COUNT(bad_targets); i++)
        CHECK_TEXT(is_target(bad_targets[i]) ? bad_targets[i] : "bad_targets",
                   "bad_targets");
    CHECK(http_target_is_valid("*", 1, true));
    CHECK(!http_target_is_valid("**", 2, true));
}

/* Only so many of the bytes belong to the target. */
static void targets_end(void)
{
    CHECK(!http_target_is_valid("http://a", 7, false));
    CHECK(!http_target_is_valid("http://a", 6, false));
    CHECK(http_target_is_valid("http://a b", 8, false));
    CHECK(http_target_is_valid("*x", 1, true));
}

static void splits(const char *target, const char *path, const char *query)
{
    char copy[64], *got_path, *got_query;

    http_target_split(strcpy(copy, target), &got_path, &got_query);
    CHECK_TEXT(got_path, path);
    CHECK_TEXT(got_query, query);
}

static void paths_and_queries(void)
{
    splits("/", "/", NULL);
    splits("/a/b?c=d?e", "/a/b", "c=d?e");
    splits("/a?", "/a", "");
    splits("*", "*", NULL);
    splits("http://a", "/", NULL);
    splits("http://a/", "/", NULL);
    splits("http://a?b", "/", "b");
    splits("HTTP://a:80/b/c?d/e", "/b/c", "d/e");
    splits("http://a?b/c", "/", "b/c");
}

static const UnitTest tests[] = {
    {"a name of a host has no byte that a URL has elsewhere", names},
    {"an address in brackets is one of IPv6", addresses},
    {"or of a version that is still to come", addresses_to_come},
    {"a target is a path, or a URL of http with a host", targets},
    {"a target ends where its length says", targets_end},
    {"a target is split into a path and a query", paths_and_queries},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
