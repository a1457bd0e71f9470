/*
 * Fuzzes http_lines.c and http_head.c: the bytes of a head. In whatever
 * pieces they come, the head ends at the same place, or is refused with the
 * same status; and it is accepted if http_model.h accepts it, and only then,
 * and says the same.
 */
#include "http_head.h"
#include "http_model.h"

static const HttpLimits limits = {
    .line_bytes = SIZE_MAX,
    .head_bytes = SIZE_MAX,
    .head_fields = SIZE_MAX,
    .body_bytes = 1000,
};

/* What is over a limit must not depend on pieces either. */
static const HttpLimits little = {
    .line_bytes = 20, .head_bytes = 60, .head_fields = 2, .body_bytes = 1000};

typedef struct {
    HttpLines lines;
    HttpRefusal refusal;
    size_t end;
} Run;

/* Looks at size bytes, of which the first come first. */
static Run run_in_pieces(const uint8_t *data, size_t first, size_t size,
                         const HttpLimits *these)
{
    char *bytes = malloc(size + 1);
    Run run = {.end = 0};

    memcpy(bytes, data, size);
    run.refusal = http_lines_read(&run.lines, bytes, first, these, &run.end);
    if (run.end == 0 && run.refusal.status == 0)
        run.refusal =
            http_lines_read(&run.lines, bytes, size, these, &run.end);
    free(bytes);
    return run;
}

static void check_pieces(const uint8_t *data, size_t size,
                         const HttpLimits *these)
{
    Run whole = run_in_pieces(data, size, size, these);

    for (size_t first = 0; first < size; first += 1 + size / 16) {
        Run run = run_in_pieces(data, first, size, these);

        FUZZ_CHECK(run.end == whole.end);
        FUZZ_CHECK(run.refusal.status == whole.refusal.status);
        if (run.refusal.status == 0)
            FUZZ_CHECK(memcmp(&run.lines, &whole.lines, sizeof run.lines) ==
                       0);
    }
}

/* Each name has its values, in order, in the head too. */
static void compare_fields(const HttpHead *head, const Model *model)
{
    for (size_t i = 3; i < model->count && i < 100; i += 2) {
        uint32_t position = 0;
        const char *value = NULL;

        for (size_t j = 3; j <= i; j += 2)
            if (strcasecmp(model->texts[j], model->texts[i]) == 0)
                value = http_head_field(head, model->texts[i], &position);
        FUZZ_CHECK(value && strcmp(value, model->texts[i + 1]) == 0);
    }
}

static void compare(const HttpHead *head, const Model *model)
{
    const char *target = model->texts[1], *query = strchr(target, '?');

    FUZZ_CHECK(strcmp(head->text, model->texts[0]) == 0);
    FUZZ_CHECK((head->query != 0) == (query != NULL));
    FUZZ_CHECK(!query || strcmp(head->text + head->query, query + 1) == 0);
    FUZZ_CHECK(head->asterisk == (*target == '*'));
    FUZZ_CHECK(head->asterisk || head->text[head->path] == '/');
    FUZZ_CHECK(head->is_head == (strcmp(model->texts[0], "HEAD") == 0));
    FUZZ_CHECK(head->is_1_0 == (strcmp(model->texts[2], "HTTP/1.0") == 0));
    FUZZ_CHECK(head->chunked == model_count(model, "Transfer-Encoding"));
    FUZZ_CHECK(head->has_length == model_count(model, "Content-Length"));
    compare_fields(head, model);
}

/* Where the head that begins at start ends, before its empty line; or 0. */
static size_t end_of_lines(const uint8_t *data, size_t start, size_t size)
{
    for (size_t i = start; i + 4 <= size; i++)
        if (memcmp(data + i, "\r\n\r\n", 4) == 0)
            return i + 2;
    return 0;
}

static HttpRefusal read_whole(const uint8_t *data, size_t size, HttpHead *head)
{
    char *bytes = malloc(size);
    HttpLines lines = {0};
    HttpRefusal refusal;
    size_t end;

    memcpy(bytes, data, size);
    refusal = http_lines_read(&lines, bytes, size, &limits, &end);
    FUZZ_CHECK((end > 0) == (refusal.status == 0));
    if (end > 0) {
        FUZZ_CHECK(end == size);
        memcpy(head->text, bytes + lines.start, size - lines.start);
        refusal = http_head_read(head, &lines, &limits);
    }
    FUZZ_CHECK(refusal.status == 0 ||
               (refusal.status >= 400 && refusal.status <= 599 &&
                refusal.why != NULL));
    free(bytes);
    return refusal;
}

/* A whole head: is it what the model says? */
static void check_head(const uint8_t *data, size_t start, size_t lines_end)
{
    size_t length = lines_end - start;
    char *text = calloc(1, length + 1);
    HttpHead head = {.text = malloc(lines_end + 2)};
    HttpRefusal refusal = read_whole(data, lines_end + 2, &head);
    Model model = {.texts = calloc(length + 3, sizeof *model.texts)};
    bool good;

    memcpy(text, data + start, length);
    good = model_read(&model, text, length) &&
           model_fits(&model, limits.body_bytes);
    FUZZ_CHECK((refusal.status == 0) == good);
    if (good)
        compare(&head, &model);
    free(model.texts);
    free(head.text);
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t start = 0, lines_end;

    if (size == 0)
        return 0;
    check_pieces(data, size, &limits);
    check_pieces(data, size, &little);
    while (start + 2 <= size && memcmp(data + start, "\r\n", 2) == 0)
        start += 2;
    lines_end = end_of_lines(data, start, size);
    if (lines_end > 0)
        check_head(data, start, lines_end);
    return 0;
}
