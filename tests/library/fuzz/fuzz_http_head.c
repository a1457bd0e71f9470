/*
 * Fuzzes http_lines.c and http_head.c: the octets of a head. In whatever
 * pieces they come, the head ends at the same place; and what is accepted, a
 * model accepts too and reads in the same way. The model knows nothing of
 * llhttp: it takes lines apart by hand, and is stricter than any proxy.
 */
#include "fuzz.h"
#include "http_head.h"

#include <strings.h>

enum { MOST_TEXTS = 512 };

static const HttpLimits limits = {
    .line_bytes = 2 * FUZZ_SIZE,
    .head_bytes = 2 * FUZZ_SIZE,
    .head_fields = FUZZ_SIZE,
    .body_bytes = 1000,
};

/* Method, target, version, and then names and values. */
typedef struct {
    char *texts[MOST_TEXTS];
    size_t count;
} Model;

static bool is_token(const char *text)
{
    return *text != '\0' &&
           text[strspn(text, "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrst"
                             "uvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")] == '\0';
}

static bool is_clean(const char *text)
{
    for (; *text != '\0'; text++)
        if (((unsigned char)*text < ' ' && *text != '\t') || *text == 127)
            return false;
    return true;
}

static char *trim(char *text)
{
    char *end;

    text += strspn(text, " \t");
    end = text + strlen(text);
    while (end > text && strchr(" \t", end[-1]))
        *--end = '\0';
    return text;
}

/* Cuts text at the first c; returns what is behind it, or NULL. */
static char *cut(char *text, char c)
{
    char *at = strchr(text, c);

    if (!at)
        return NULL;
    *at = '\0';
    return at + 1;
}

static bool model_request_line(Model *model, char *line)
{
    char *target = cut(line, ' ');
    char *version = target ? cut(target, ' ') : NULL;

    if (!version || !is_token(line) || *target == '\0' ||
        (strcmp(version, "HTTP/1.1") != 0 && strcmp(version, "HTTP/1.0") != 0))
        return false;
    model->texts[0] = line;
    model->texts[1] = target;
    model->count = 2;
    return true;
}

static bool model_field(Model *model, char *line)
{
    char *value = cut(line, ':');

    if (!value || !is_token(line) || !is_clean(value))
        return false;
    model->texts[model->count++] = line;
    model->texts[model->count++] = trim(value);
    return true;
}

/* Reads a head without its empty line, of which text is a copy. */
static bool model_read(Model *model, char *text, size_t length)
{
    char *line = text, *next;

    if (strlen(text) != length)
        return false;
    for (; *line != '\0'; line = next) {
        next = strstr(line, "\r\n");
        *next = '\0';
        next += 2;
        if (line == text ? !model_request_line(model, line)
                         : !model_field(model, line))
            return false;
        if (model->count > MOST_TEXTS - 2)
            return false;
    }
    return true;
}

/* Each name has its values, in order, in the head too. */
static void compare(const HttpHead *head, const Model *model)
{
    FUZZ_CHECK(model->texts[0] && strcmp(head->text, model->texts[0]) == 0);
    for (size_t i = 2; i < model->count; i += 2) {
        uint32_t position = 0;
        const char *value = NULL;

        for (size_t j = 2; j <= i; j += 2)
            if (strcasecmp(model->texts[j], model->texts[i]) == 0)
                value = http_head_field(head, model->texts[i], &position);
        FUZZ_CHECK(value && strcmp(value, model->texts[i + 1]) == 0);
    }
}

/* How many values the model has of a name. */
static size_t count(const Model *model, const char *name)
{
    size_t found = 0;

    for (size_t i = 2; i < model->count; i += 2)
        found += strcasecmp(model->texts[i], name) == 0;
    return found;
}

static void check_meaning(const HttpHead *head, const Model *model)
{
    size_t lengths = count(model, "Content-Length");
    size_t codings = count(model, "Transfer-Encoding");
    size_t hosts = count(model, "Host");

    FUZZ_CHECK(lengths <= 1 && codings <= 1 && lengths + codings <= 1);
    FUZZ_CHECK(head->chunked == (codings == 1));
    FUZZ_CHECK(head->has_length == (lengths == 1));
    FUZZ_CHECK(hosts == 1 || (hosts == 0 && head->is_1_0));
    FUZZ_CHECK(!head->is_1_0 || codings == 0);
    FUZZ_CHECK(head->content_length <= limits.body_bytes);
    FUZZ_CHECK(head->asterisk || head->text[head->path] == '/');
}

static void check_head(const char *bytes, const HttpLines *scan)
{
    size_t length = scan->line - scan->start;
    char *copy = malloc(length), *text = calloc(1, length + 1);
    HttpHead head = {.text = copy};
    HttpRefusal refusal;
    Model model = {.count = 0};

    memcpy(copy, bytes + scan->start, length);
    memcpy(text, bytes + scan->start, length - 2);
    refusal = http_head_read(&head, scan, &limits);
    if (refusal.status == 0) {
        FUZZ_CHECK(model_read(&model, text, length - 2));
        compare(&head, &model);
        check_meaning(&head, &model);
    } else {
        FUZZ_CHECK(refusal.status >= 400 && refusal.status <= 599);
        FUZZ_CHECK(refusal.why != NULL);
    }
    free(copy);
    free(text);
}

/* Scans size octets that come in two pieces. */
static size_t scan_in_pieces(char *bytes, size_t first, size_t size,
                             HttpLines *scan, HttpRefusal *refusal)
{
    size_t end;

    *refusal = http_lines_read(scan, bytes, first, &limits, &end);
    if (end == 0 && refusal->status == 0)
        *refusal = http_lines_read(scan, bytes, size, &limits, &end);
    return end;
}

static void check_pieces(const uint8_t *data, size_t first, size_t size,
                         size_t end, const HttpLines *wanted, int status)
{
    char *bytes = malloc(size + 1);
    HttpLines scan = {0};
    HttpRefusal refusal;

    memcpy(bytes, data, size);
    FUZZ_CHECK(scan_in_pieces(bytes, first, size, &scan, &refusal) == end);
    FUZZ_CHECK(refusal.status == status);
    FUZZ_CHECK(status != 0 || memcmp(&scan, wanted, sizeof scan) == 0);
    free(bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *bytes = malloc(size + 1);
    HttpLines scan = {0};
    HttpRefusal refusal;
    size_t end;

    memcpy(bytes, data, size);
    refusal = http_lines_read(&scan, bytes, size, &limits, &end);
    FUZZ_CHECK(end <= size);
    if (end > 0)
        check_head(bytes, &scan);
    for (size_t first = 0; first < size; first += 1 + size / 16)
        check_pieces(data, first, size, end, &scan, refusal.status);
    free(bytes);
    return 0;
}
