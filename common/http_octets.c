#include "http_octets.h"

enum {
    A = HTTP_OCTET_TOKEN | HTTP_OCTET_TEXT | HTTP_OCTET_HOST |
        HTTP_OCTET_ADDRESS,
    N = HTTP_OCTET_TOKEN | HTTP_OCTET_TEXT | HTTP_OCTET_HOST,
    T = HTTP_OCTET_TOKEN | HTTP_OCTET_TEXT,
    H = HTTP_OCTET_TEXT | HTTP_OCTET_HOST,
    C = HTTP_OCTET_TEXT | HTTP_OCTET_ADDRESS,
    X = HTTP_OCTET_TEXT
};

/* A: all of them, N: not in an address, T: nor in a host, H: a host's but no
   token's, C: the colon, X: only text's. */
const unsigned char http_octets[256] = {
    ['\t'] = X, [' '] = X, ['!'] = N, ['"'] = X, ['#'] = T, ['$'] = N,
    ['%'] = N, ['&'] = N, ['\''] = N, ['('] = H, [')'] = H, ['*'] = N,
    ['+'] = N, [','] = H, ['-'] = N, ['.'] = A, ['/'] = X, ['0' ... '9'] = A,
    [':'] = C, [';'] = H, ['<'] = X, ['='] = H, ['>'] = X, ['?'] = X,
    ['@'] = X, ['A' ... 'F'] = A, ['G' ... 'U'] = N, ['V'] = A,
    ['W' ... 'Z'] = N, ['['] = X, ['\\'] = X, [']'] = X, ['^'] = T,
    ['_'] = N, ['`'] = T, ['a' ... 'f'] = A, ['g' ... 'u'] = N, ['v'] = A,
    ['w' ... 'z'] = N, ['{'] = X, ['|'] = T, ['}'] = X, ['~'] = N,
    [0x80 ... 0xff] = X
};
