#include "http_chars.h"

/* X: in texts only, C: the colon, H: in hosts, T: in tokens, N: in both, A:
   in addresses too. */
enum {
    X = HTTP_CHAR_TEXT,
    C = X | HTTP_CHAR_ADDRESS,
    H = X | HTTP_CHAR_HOST,
    T = X | HTTP_CHAR_TOKEN,
    N = H | T,
    A = N | C
};

/* clang-format off */
const unsigned char http_chars[256] = {
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
