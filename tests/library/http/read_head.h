/*
 * For the tests of heads: reads one, and says why it is refused.
 */
#ifndef READ_HEAD_H
#define READ_HEAD_H

#include "http_head.h"
#include "nothing_left.h"

static const HttpLimits limits = {
    .line_bytes = 100,
    .head_bytes = 1000,
    .head_fields = 10,
    .body_bytes = 100,
};

static HttpHead head;
static char text[1024];

/* Reads a head; returns the status and the sentence of the refusal, or ""
   if it is not refused. */
static inline const char *read_head(const char *request)
{
    static char answer[128];
    char bytes[1024];
    size_t length = strlen(request), end;
    HttpLines lines = {0};
    HttpRefusal refusal;

    memcpy(bytes, request, length);
    refusal = http_lines_read(&lines, bytes, length, &limits, &end);
    if (refusal.status == 0) {
        CHECK_INT(end, length);
        memcpy(text, bytes + lines.start, length - lines.start);
        head = (HttpHead){.text = text};
        refusal = http_head_read(&head, &lines, &limits);
    }
    if (refusal.status == 0)
        return "";
    snprintf(answer, sizeof answer, "%d %s", refusal.status, refusal.why);
    return answer;
}

typedef struct {
    const char *answer;
    const char *request;
} Refused;

static inline void check_refused(const Refused *table, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *answer = read_head(table[i].request);

        if (strcmp(answer, table[i].answer) != 0)
            fprintf(stderr, "\"%s\":\n", table[i].request);
        CHECK_TEXT(answer, table[i].answer);
    }
}

#define FIRST "POST / HTTP/1.1\r\nHost: a\r\n"

#endif
