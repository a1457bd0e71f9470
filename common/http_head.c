#include "http_head.h"

#include "http_meaning.h"
#include "http_octets.h"
#include "http_target.h"

#include <string.h>
#include <strings.h>

/* Cuts off one text or more octets of that kind, which end with the octet
   last: a NUL takes its place. Moves *at behind it. The head ends with an
   octet of no kind, so this ends in time. */
static bool cut(char **at, int kind, char last)
{
    char *begin = *at, *end = begin;

    while (http_octets_is(*end, kind))
        end++;
    *at = end + 1;
    if (end == begin || *end != last)
        return false;
    *end = '\0';
    return true;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Cuts off a value without the blanks around it, and its CR LF. */
static bool cut_value(char **at, char **value)
{
    char *begin = *at, *end;

    while (is_blank(*begin))
        begin++;
    for (end = begin; http_octets_is(*end, HTTP_OCTET_TEXT);)
        end++;
    *value = begin;
    *at = end + 2;
    if (end[0] != '\r' || end[1] != '\n')
        return false;
    while (end > begin && is_blank(end[-1]))
        end--;
    *end = '\0';
    return true;
}

static HttpRefusal bad(const char *why)
{
    return (HttpRefusal){400, why};
}

static HttpRefusal read_field(HttpHead *head, char **at, HttpMeaning *meaning,
                              const HttpLimits *limits)
{
    char *name = *at, *value;
    size_t length;

    if (!cut(at, HTTP_OCTET_TOKEN, ':'))
        return bad("A line of the head does not begin with a name and a "
                   "colon.");
    length = (size_t)(*at - name) - 1;
    if (!cut_value(at, &value))
        return bad("A field has an octet that may not be there.");
    return http_meaning_read(meaning, head, name, length, value, limits);
}

static HttpRefusal read_version(HttpHead *head, const char *version)
{
    if (memcmp(version, "HTTP/", 5) != 0 || version[5] < '0' ||
        version[5] > '9' || version[6] != '.' || version[7] < '0' ||
        version[7] > '9')
        return bad("The request line does not end with a version of HTTP.");
    if (version[5] != '1' || version[7] > '1')
        return (HttpRefusal){505, "This server speaks HTTP/1.1 and 1.0."};
    head->is_1_0 = version[7] == '0';
    return (HttpRefusal){0};
}

static const char *const methods[] = {
    "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", NULL
};

enum { HEAD = 1, OPTIONS = 5 };     /* in methods */

static HttpRefusal read_target(HttpHead *head, char *target)
{
    char *path = target, *query = NULL;
    size_t method = 0;

    while (methods[method] && strcmp(methods[method], head->text) != 0)
        method++;
    if (!methods[method])
        return (HttpRefusal){501, "This server does not know the method."};
    head->is_head = method == HEAD;
    head->asterisk = method == OPTIONS && strcmp(target, "*") == 0;
    if (!head->asterisk && !http_target_split(target, &path, &query))
        return bad("The target is neither a path nor a URL of http.");
    head->path = (uint32_t)(path - head->text);
    head->query = query ? (uint32_t)(query - head->text) : 0;
    return (HttpRefusal){0};
}

/* METHOD, one space, TARGET, one space, VERSION, and CR LF. */
static HttpRefusal read_request_line(HttpHead *head, char **at, char *fields)
{
    char *target;
    HttpRefusal refusal;

    if (!cut(at, HTTP_OCTET_TOKEN, ' '))
        return bad("The method is no token.");
    target = *at;
    if (!cut(at, HTTP_OCTET_TARGET, ' ') || fields - *at != 10)
        return bad("The request line is not a method, a target and a "
                   "version.");
    refusal = read_version(head, *at);
    if (refusal.status == 0)
        refusal = read_target(head, target);
    *at = fields;
    return refusal;
}

HttpRefusal http_head_read(HttpHead *head, const HttpScan *scan,
                           const HttpLimits *limits)
{
    char *at = head->text;
    char *end = at + scan->line - scan->start - 2;
    HttpMeaning meaning = {0};
    HttpRefusal refusal;

    *head = (HttpHead){.text = at, .fields = scan->fields - scan->start,
                       .end = (uint32_t)(end - at)};
    refusal = read_request_line(head, &at, at + head->fields);
    while (refusal.status == 0 && at < end)
        refusal = read_field(head, &at, &meaning, limits);
    if (refusal.status == 0)
        refusal = http_meaning_check(&meaning, head);
    return refusal;
}

/* What the NULs have left: NAME, blanks, VALUE, blanks or CR, and LF. */
const char *http_head_field(const HttpHead *head, const char *name,
                            uint32_t *position)
{
    const char *at = head->text + (*position ? *position : head->fields);

    while (at < head->text + head->end) {
        const char *found = at;
        const char *value = found + strlen(found) + 1;

        value += strspn(value, " \t");
        at = value + strlen(value) + 1;
        at += strcspn(at, "\n") + 1;
        *position = (uint32_t)(at - head->text);
        if (strcasecmp(found, name) == 0)
            return value;
    }
    return NULL;
}
