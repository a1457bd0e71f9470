/*
 * Fuzzes http_body.c and http_extension.c: the bytes of a body in chunks. In
 * whatever pieces they come, the body ends at the same place with the same
 * content, or is refused with the same status; and it is accepted if a model
 * accepts it, and only then. The model has a regular expression for each kind
 * of line.
 */
#include "fuzz.h"
#include "http_body.h"

#include <regex.h>

#define TOKEN "[!#$%&'*+.^_`|~0-9A-Za-z-]+"
#define BLANKS "[ \t]*"
#define QUOTED "\"([^\"\\]|\\\\.)*\""
#define VALUE "(" TOKEN "|" QUOTED ")"
#define EXTENSION BLANKS ";" BLANKS TOKEN "(" BLANKS "=" BLANKS VALUE ")?"

enum { MOST = 100 };

static const HttpLimits limits = {.head_bytes = 64, .body_bytes = MOST};
static const HttpLimits no_limit_of_extras = {.head_bytes = SIZE_MAX,
                                              .body_bytes = MOST};

typedef struct {
    HttpBody body;
    Buffer content;
    HttpRefusal refusal;
    size_t used;
} Run;

static Run run_in_pieces(const char *bytes, size_t size, size_t piece,
                         const HttpLimits *these)
{
    Run run = {.body = http_body_of_chunks()};

    while (run.used < size && run.refusal.status == 0 &&
           !http_body_done(&run.body)) {
        size_t left = size - run.used, used;

        run.refusal = http_body_read(&run.body, bytes + run.used,
                                     left < piece ? left : piece, &run.content,
                                     these, &used);
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

/* A model of a body: what is left of it, and the content so far. */
typedef struct {
    char *at;
    char *end;
    char content[MOST];
    size_t length;
} Model;

static bool matches(regex_t *regex, const char *pattern, const char *text)
{
    if (!regex->re_nsub)
        FUZZ_CHECK(regcomp(regex, pattern, REG_EXTENDED) == 0);
    return regexec(regex, text, 0, NULL, 0) == 0;
}

/* Takes the next line; NULL if there is none, or if it has a control
   character. */
static char *next_line(Model *model)
{
    char *line = model->at;

    for (; model->end - model->at >= 2; model->at++) {
        unsigned char c = (unsigned char)*model->at;

        if (memcmp(model->at, "\r\n", 2) == 0) {
            *model->at = '\0';
            model->at += 2;
            return line;
        }
        if ((c < ' ' && c != '\t') || c == 127)
            return NULL;
    }
    return NULL;
}

static bool take_chunk(Model *model, size_t size)
{
    if (size > MOST - model->length ||
        (size_t)(model->end - model->at) < size + 2 ||
        memcmp(model->at + size, "\r\n", 2) != 0)
        return false;
    memcpy(model->content + model->length, model->at, size);
    model->length += size;
    model->at += size + 2;
    return true;
}

static bool take_trailer(Model *model)
{
    static regex_t field;
    const char *line;

    while ((line = next_line(model)) && *line != '\0')
        if (!matches(&field, "^(" TOKEN "):", line))
            return false;
    return line != NULL;
}

/* Whether all of the body is there, and is right. */
static bool accepts(Model *model)
{
    static regex_t chunk;
    const char *line;

    while ((line = next_line(model)) &&
           matches(&chunk, "^[0-9A-Fa-f]+(" EXTENSION ")*$", line)) {
        size_t digits =
            strspn(line += strspn(line, "0"), "0123456789abcdefABCDEF");

        if (digits == 0)
            return take_trailer(model);
        if (digits > 8 || !take_chunk(model, strtoul(line, NULL, 16)))
            return false;
    }
    return false;
}

static void check_model(const char *bytes, size_t size)
{
    Run run = run_in_pieces(bytes, size, size, &no_limit_of_extras);
    char *copy = malloc(size);
    Model model = {.at = copy, .end = copy + size};
    bool good;

    memcpy(copy, bytes, size);
    good = accepts(&model);
    FUZZ_CHECK((http_body_done(&run.body) && run.refusal.status == 0) == good);
    if (good) {
        FUZZ_CHECK(run.used == (size_t)(model.at - copy));
        FUZZ_CHECK(run.content.length == model.length);
        FUZZ_CHECK(model.length == 0 ||
                   memcmp(run.content.bytes, model.content, model.length) ==
                       0);
    }
    buffer_free(&run.content);
    free(copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data;
    Run whole;

    if (size == 0)
        return 0;
    check_model(bytes, size);
    whole = run_in_pieces(bytes, size, size, &limits);
    FUZZ_CHECK(whole.content.length <= limits.body_bytes);
    for (size_t piece = 1; piece < 8; piece++) {
        Run run = run_in_pieces(bytes, size, piece, &limits);

        compare(&whole, &run);
        buffer_free(&run.content);
    }
    buffer_free(&whole.content);
    return 0;
}
