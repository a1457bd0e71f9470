/* Fuzzes common/base/text.c: percent-decoding, UTF-8, escapes, capitals. */
#include "fuzz.h"
#include "keep.h"
#include "text.h"

#include <uv.h>

/* What can be decoded can be encoded, and decoded again to the same. */
static void check_round_trip(const char *decoded, size_t length)
{
    const char *encoded = text_percent_encode(decoded);
    char *again = malloc(strlen(encoded) + 1);
    int same = text_percent_decode(encoded, strlen(encoded), again);

    FUZZ_CHECK(same == (int)length);
    FUZZ_CHECK(memcmp(again, decoded, length + 1) == 0);
    free(again);
}

/* What HTML cannot take is gone, all else is there. */
static void check_escaped(const char *text)
{
    const char *escaped = text_escape(text);

    FUZZ_CHECK(strpbrk(escaped, "<>\"'") == NULL);
    FUZZ_CHECK(text_length(escaped) >= text_length(text));
    FUZZ_CHECK(text_is_utf8(escaped, strlen(escaped)));
}

static void check_upper(const char *text)
{
    const char *upper = text_upper(text);

    FUZZ_CHECK(text_is_utf8(upper, strlen(upper)));
    FUZZ_CHECK(text_length(upper) == text_length(text));
    FUZZ_CHECK(strcmp(text_upper(upper), upper) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Kept *mark = keep_begin();
    char *decoded = malloc(size + 1);
    int length = text_percent_decode((const char *)data, size, decoded);

    FUZZ_CHECK(length == UV_EINVAL || (length >= 0 && (size_t)length <= size));
    if (length >= 0) {
        FUZZ_CHECK(strlen(decoded) == (size_t)length);
        FUZZ_CHECK(text_is_utf8(decoded, (size_t)length));
        check_round_trip(decoded, (size_t)length);
        check_escaped(decoded);
        check_upper(decoded);
    }
    memcpy(decoded, data, size);
    decoded[size] = '\0';
    text_upper(decoded);
    text_is_utf8((const char *)data, size);
    free(decoded);
    keep_end(mark);
    return 0;
}
