/*
 * Fuzzes http_body.c: the octets of a body in chunks. In whatever pieces they
 * come, it ends at the same place with the same content, or is refused; and a
 * model, which looks at the whole body, finds the same content.
 */
#include "fuzz.h"
#include "http_body.h"

#include <stdlib.h>

static const HttpLimits limits = {.head_bytes = 64, .body_bytes = 100};

typedef struct {
    HttpBody body;
    Buffer content;
    HttpRefusal refusal;
    size_t used;
} Run;

static Run run_in_pieces(const char *bytes, size_t size, size_t piece)
{
    Run run = {.body = http_body_of_chunks()};

    while (run.used < size && run.refusal.status == 0 &&
           !http_body_done(&run.body)) {
        size_t left = size - run.used, used;

        run.refusal = http_body_read(&run.body, bytes + run.used,
                                     left < piece ? left : piece, &run.content,
                                     &limits, &used);
        run.used += used;
    }
    return run;
}

static void compare(const Run *a, const Run *b)
{
    FUZZ_CHECK(a->used == b->used);
    FUZZ_CHECK(a->refusal.status == b->refusal.status);
    FUZZ_CHECK(a->body.state == b->body.state);
    FUZZ_CHECK(a->content.length == b->content.length);
    FUZZ_CHECK(a->content.length == 0 ||
               memcmp(a->content.bytes, b->content.bytes,
                      a->content.length + 1) == 0);
}

/* Joins the chunks of a body that has been accepted. */
static void check_model(const char *bytes, const Run *run)
{
    const char *end = bytes + run->used;
    size_t joined = 0, size;

    FUZZ_CHECK(run->used >= 5 && memcmp(end - 4, "\r\n\r\n", 4) == 0);
    while ((size = strtoul(bytes, NULL, 16)) > 0) {
        bytes = (char *)memchr(bytes, '\n', (size_t)(end - bytes)) + 1;
        FUZZ_CHECK(joined + size <= run->content.length);
        FUZZ_CHECK(memcmp(run->content.bytes + joined, bytes, size) == 0);
        FUZZ_CHECK(memcmp(bytes + size, "\r\n", 2) == 0);
        joined += size;
        bytes += size + 2;
    }
    FUZZ_CHECK(joined == run->content.length);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *bytes = calloc(1, size + 1); /* for strtoul */
    Run whole;

    memcpy(bytes, data, size);
    whole = run_in_pieces(bytes, size, size + 1);
    FUZZ_CHECK(whole.content.length <= limits.body_bytes);
    if (http_body_done(&whole.body))
        check_model(bytes, &whole);
    for (size_t piece = 1; piece < 8; piece++) {
        Run run = run_in_pieces(bytes, size, piece);

        compare(&whole, &run);
        buffer_free(&run.content);
    }
    buffer_free(&whole.content);
    free(bytes);
    return 0;
}
