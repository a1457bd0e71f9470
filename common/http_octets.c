#include "http_octets.h"

/* A: all kinds, N: not in an address, T: nor in a host, H: a host's but no
   token's, C: the colon, X: only texts and targets, "#", and blanks. */
enum {
    BLANK = HTTP_OCTET_TEXT,
    X = HTTP_OCTET_TEXT | HTTP_OCTET_TARGET,
    C = X | HTTP_OCTET_ADDRESS,
    H = X | HTTP_OCTET_HOST,
    T = X | HTTP_OCTET_TOKEN,
    N = H | HTTP_OCTET_TOKEN,
    A = N | HTTP_OCTET_ADDRESS,
    HASH = HTTP_OCTET_TEXT | HTTP_OCTET_TOKEN
};

const unsigned char http_octets[256] = {
    ['\t'] = BLANK, [' '] = BLANK, ['!'] = N, ['"'] = X, ['#'] = HASH,
    ['$'] = N, ['%'] = N, ['&'] = N, ['\''] = N, ['('] = H, [')'] = H,
    ['*'] = N, ['+'] = N, [','] = H, ['-'] = N, ['.'] = A, ['/'] = X,
    ['0' ... '9'] = A, [':'] = C, [';'] = H, ['<'] = X, ['='] = H, ['>'] = X,
    ['?'] = X, ['@'] = X, ['A' ... 'F'] = A, ['G' ... 'U'] = N, ['V'] = A,
    ['W' ... 'Z'] = N, ['['] = X, ['\\'] = X, [']'] = X, ['^'] = T,
    ['_'] = N, ['`'] = T, ['a' ... 'f'] = A, ['g' ... 'u'] = N, ['v'] = A,
    ['w' ... 'z'] = N, ['{'] = X, ['|'] = T, ['}'] = X, ['~'] = N,
    [0x80 ... 0xff] = HTTP_OCTET_TEXT
};
