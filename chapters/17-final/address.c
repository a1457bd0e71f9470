/*
 * An address comes in from the client, right before it connects, and a yes or
 * no goes out. For IPv4 a table lists the prefixes that are not public. Only
 * 2000::/3 of IPv6 is public at all; a table lists the exceptions in it. An
 * IPv4 address inside an IPv6 one, as ::ffff:127.0.0.1, is outside 2000::/3 or
 * among these.
 * The source is IANA's registry of special-purpose addresses (RFC 6890).
 */
#include "address.h"

#include <netinet/in.h>
#include <stddef.h>
#include <string.h>

typedef struct {
    unsigned char bytes[4];
    int bits;
} Prefix;

static const Prefix not_public_4[] = {
    {{0, 0, 0, 0}, 8},       /* this network */
    {{10, 0, 0, 0}, 8},      /* private */
    {{100, 64, 0, 0}, 10},   /* shared, of a provider */
    {{127, 0, 0, 0}, 8},     /* this machine */
    {{169, 254, 0, 0}, 16},  /* this link */
    {{172, 16, 0, 0}, 12},   /* private */
    {{192, 0, 0, 0}, 24},    /* for protocols */
    {{192, 0, 2, 0}, 24},    /* examples */
    {{192, 88, 99, 0}, 24},  /* 6to4 */
    {{192, 168, 0, 0}, 16},  /* private */
    {{198, 18, 0, 0}, 15},   /* benchmarks */
    {{198, 51, 100, 0}, 24}, /* examples */
    {{203, 0, 113, 0}, 24},  /* examples */
    {{224, 0, 0, 0}, 3},     /* multicast, reserved, broadcast */
};

static const Prefix public_6 = {{0x20}, 3};

static const Prefix not_public_6[] = {
    {{0x20, 0x01, 0x00}, 23},       /* for protocols; Teredo */
    {{0x20, 0x01, 0x0d, 0xb8}, 32}, /* examples */
    {{0x20, 0x02}, 16},             /* 6to4: an IPv4 address inside */
    {{0x3f, 0xff, 0x00}, 20},       /* examples */
};

static bool begins_with(const unsigned char *bytes, const Prefix *prefix)
{
    int whole = prefix->bits / 8, rest = prefix->bits % 8;
    int differ = rest > 0 ? bytes[whole] ^ prefix->bytes[whole] : 0;

    return memcmp(bytes, prefix->bytes, (size_t)whole) == 0 &&
           differ >> (8 - rest) == 0;
}

static bool is_in(const unsigned char *bytes, const Prefix *table,
                  size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (begins_with(bytes, &table[i]))
            return true;
    return false;
}

static bool is_public_4(const struct sockaddr_in *address)
{
    const unsigned char *bytes = (const void *)&address->sin_addr;

    return !is_in(bytes, not_public_4,
                  sizeof not_public_4 / sizeof *not_public_4);
}

static bool is_public_6(const struct sockaddr_in6 *address)
{
    const unsigned char *bytes = address->sin6_addr.s6_addr;

    return begins_with(bytes, &public_6) &&
           !is_in(bytes, not_public_6,
                  sizeof not_public_6 / sizeof *not_public_6);
}

bool address_is_public(const struct sockaddr *address)
{
    switch (address->sa_family) {
    case AF_INET:
        return is_public_4((const void *)address);
    case AF_INET6:
        return is_public_6((const void *)address);
    default:
        return false; /* a Unix socket, say */
    }
}
