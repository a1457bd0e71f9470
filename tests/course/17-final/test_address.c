/* Which addresses are public (chapters/17-final/address.c). */
#include "../../../chapters/17-final/address.h"

#include "check.h"
#include "unit.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/un.h>

static bool is_public(const char *text)
{
    struct sockaddr_in in = {.sin_family = AF_INET};
    struct sockaddr_in6 in6 = {.sin6_family = AF_INET6};

    if (inet_pton(AF_INET, text, &in.sin_addr) == 1)
        return address_is_public((const struct sockaddr *)&in);
    CHECK_INT(inet_pton(AF_INET6, text, &in6.sin6_addr), 1);
    return address_is_public((const struct sockaddr *)&in6);
}

static void check_all(const char *const *texts, bool expected)
{
    for (; *texts; texts++) {
        fprintf(stderr, "%s:\n", *texts);
        CHECK_INT(is_public(*texts), expected);
    }
}

/* The neighbors of each range that is not public are. */
static void public_ones(void)
{
    static const char *const texts[] = {
        "1.0.0.0",      "9.255.255.255",   "11.0.0.0",     "100.63.255.255",
        "100.128.0.0",  "126.255.255.255", "128.0.0.0",    "169.253.255.255",
        "169.255.0.0",  "172.15.255.255",  "172.32.0.0",   "192.0.1.0",
        "192.0.3.0",    "192.88.98.255",   "192.88.100.0", "192.167.255.255",
        "192.169.0.0",  "198.17.255.255",  "198.20.0.0",   "198.51.99.255",
        "198.51.101.0", "203.0.112.255",   "203.0.114.0",  "223.255.255.255",
        "2001:200::1",  "2001:db7::1",     "2001:db9::1",  "2003::1",
        "2606:4700::1", "3ffe::1",         NULL,
    };

    check_all(texts, true);
}

static void others(void)
{
    static const char *const texts[] = {
        "0.0.0.0",         "0.255.255.255",
        "10.0.0.0",        "10.255.255.255",
        "100.64.0.0",      "100.127.255.255",
        "127.0.0.1",       "127.255.255.255",
        "169.254.0.0",     "169.254.169.254",
        "172.16.0.0",      "172.31.255.255",
        "192.0.0.8",       "192.0.2.1",
        "192.88.99.1",     "192.168.0.0",
        "192.168.255.255", "198.18.0.0",
        "198.19.255.255",  "198.51.100.1",
        "203.0.113.1",     "224.0.0.1",
        "239.255.255.255", "240.0.0.1",
        "255.255.255.255", NULL,
    };

    check_all(texts, false);
}

static void others_of_ipv6(void)
{
    static const char *const texts[] = {
        "::",
        "::1",
        "::127.0.0.1",
        "fe80::1",
        "fec0::1",
        "fc00::1",
        "fdff::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "100::1",
        "64:ff9b::a00:1",
        "::ffff:8.8.8.8",
        "2001::7f00:1",
        "2001:1ff::1",
        "2001:db8::1",
        "2002:7f00::",
        "3fff::1",
        "3fff:fff::1",
        "4000::1",
        NULL,
    };

    check_all(texts, false);
}

static void files(void)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};

    CHECK(!address_is_public((const struct sockaddr *)&address));
}

static const UnitTest tests[] = {
    {"what anybody can reach is public", public_ones},
    {"this machine and private networks are not", others},
    {"nor are those of IPv6, or IPv4 inside it", others_of_ipv6},
    {"the socket of a file is not", files},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), NULL, argc, argv);
}
