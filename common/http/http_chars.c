/* One table for all kinds, so that asking costs one load: see http_chars.h.
   llhttp has its own for the fields; the two agree. */
#include "http_chars.h"

/* V: in values only. P: in targets too. K: in tokens too, but not in hosts. S:
   in hosts too, but not in tokens. N: in both. */
enum {
    V = HTTP_CHAR_TEXT,
    P = V | HTTP_CHAR_TARGET,
    K = P | HTTP_CHAR_TOKEN,
    S = P | HTTP_CHAR_HOST,
    N = K | S,
    HEX = N | HTTP_CHAR_HEX,
    DIGIT = HEX | HTTP_CHAR_DIGIT
};

/* clang-format off */
const unsigned char http_chars[256] = {
    ['\t'] = V, [' '] = V, ['!'] = N, ['"'] = P,
    ['#'] = V | HTTP_CHAR_TOKEN, ['$'] = N, ['%'] = K, ['&'] = N,
    ['\''] = N, ['('] = S, [')'] = S, ['*'] = N, ['+'] = N, [','] = S,
    ['-'] = N, ['.'] = N, ['/'] = P, ['0' ... '9'] = DIGIT, [':'] = P,
    [';'] = S, ['<'] = P, ['='] = S, ['>'] = P, ['?'] = P, ['@'] = P,
    ['A' ... 'F'] = HEX, ['G' ... 'Z'] = N, ['['] = P, ['\\'] = P,
    [']'] = P, ['^'] = K, ['_'] = N, ['`'] = K, ['a' ... 'f'] = HEX,
    ['g' ... 'z'] = N, ['{'] = P, ['|'] = K, ['}'] = P, ['~'] = N,
    [0x80 ... 0xff] = V
};
