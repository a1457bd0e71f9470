/*
 * A model of a request's head, for fuzz_http_head.c: it takes the lines apart
 * by hand and looks at hosts and targets with regular expressions, which are
 * the grammar of RFC 3986 and RFC 9112 word for word. It knows nothing of
 * llhttp, of pieces or of limits.
 */
#ifndef HTTP_MODEL_H
#define HTTP_MODEL_H

#include "fuzz.h"

#include <regex.h>
#include <strings.h>

#define HEX "[0-9A-Fa-f]"
#define PCT "%" HEX HEX
#define SUB "A-Za-z0-9._~!$&'()*+,;="
#define H16 HEX "{1,4}"
#define OCTET "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
#define LS32 "(" H16 ":" H16 "|" OCTET "([.]" OCTET "){3})"
#define BEFORE(n) "((" H16 ":){0," n "}" H16 ")?::"
#define AFTER(n) "(" H16 ":){" n "}" LS32
#define IPV6 \
    "(" AFTER("6") "|::" AFTER("5") "|(" H16 \
                                    ")?::" AFTER("4") "|" BEFORE("1") \
                                        AFTER("3") "|" BEFORE("2") \
                                            AFTER("2") "|" BEFORE("3") H16 \
        ":" LS32 "|" BEFORE("4") LS32 "|" BEFORE("5") H16 "|" BEFORE("6") ")"
#define FUTURE "[vV]" HEX "+[.][" SUB ":-]+"
#define LITERAL "\\[(" IPV6 "|" FUTURE ")\\]"
#define NAME "([" SUB "-]|" PCT ")"

/* Method, target, version, and then names and values. */
typedef struct {
    char **texts;
    size_t count;
} Model;

static inline bool model_matches(regex_t *regex, const char *pattern,
                                 const char *text)
{
    if (!regex->re_nsub)
        FUZZ_CHECK(regcomp(regex, pattern, REG_EXTENDED) == 0);
    return regexec(regex, text, 0, NULL, 0) == 0;
}

static inline bool model_is_host(const char *text)
{
    static regex_t host;

    return model_matches(&host, "^(" LITERAL "|" NAME "*)(:[0-9]*)?$", text);
}

static inline bool model_is_target(const char *method, const char *text)
{
    static regex_t path, url;

    if (strcmp(text, "*") == 0)
        return strcmp(method, "OPTIONS") == 0;
    return model_matches(&path, "^(/[!-\"$-~]*)$", text) ||
           model_matches(&url,
                         "^[hH][tT][tT][pP]://(" LITERAL "|" NAME
                         "+)(:[0-9]*)?([/?][!-\"$-~]*)?$",
                         text);
}

static inline bool model_is_method(const char *text)
{
    static const char known[] =
        " DELETE GET HEAD POST PUT OPTIONS COPY LOCK MKCOL MOVE PROPFIND "
        "PROPPATCH SEARCH UNLOCK BIND REBIND UNBIND ACL REPORT MKACTIVITY "
        "CHECKOUT MERGE M-SEARCH NOTIFY SUBSCRIBE UNSUBSCRIBE PATCH PURGE "
        "MKCALENDAR LINK UNLINK SOURCE ";
    char word[32];

    return snprintf(word, sizeof word, " %s ", text) < (int)sizeof word &&
           strstr(known, word);
}

static inline bool model_is_token(const char *text)
{
    return *text != '\0' &&
           text[strspn(text, "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrst"
                             "uvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")] == '\0';
}

static inline bool model_is_clean(const char *text)
{
    for (; *text != '\0'; text++)
        if (((unsigned char)*text < ' ' && *text != '\t') || *text == 127)
            return false;
    return true;
}

static inline char *model_trim(char *text)
{
    char *end;

    text += strspn(text, " \t");
    end = text + strlen(text);
    while (end > text && strchr(" \t", end[-1]))
        *--end = '\0';
    return text;
}

/* Cuts text at the first c; returns what comes after it, or NULL. */
static inline char *model_cut(char *text, char c)
{
    char *at = strchr(text, c);

    if (!at)
        return NULL;
    *at = '\0';
    return at + 1;
}

static inline bool model_request_line(Model *model, char *line)
{
    char *target = model_cut(line, ' ');
    char *version = target ? model_cut(target, ' ') : NULL;

    if (!version || !model_is_method(line) || !model_is_target(line, target) ||
        (strcmp(version, "HTTP/1.1") != 0 && strcmp(version, "HTTP/1.0") != 0))
        return false;
    model->texts[0] = line;
    model->texts[1] = target;
    model->texts[2] = version;
    model->count = 3;
    return true;
}

static inline bool model_field(Model *model, char *line)
{
    char *value = model_cut(line, ':');

    if (!value || !model_is_token(line) || !model_is_clean(value))
        return false;
    model->texts[model->count++] = line;
    model->texts[model->count++] = model_trim(value);
    return true;
}

/* Reads the lines of a head, of which text is a copy without the empty one.
   Returns false for one that is none. */
static inline bool model_read(Model *model, char *text, size_t length)
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
    }
    return model->count > 0;
}

/* How many values the model has of a name. */
static inline size_t model_count(const Model *model, const char *name)
{
    size_t found = 0;

    for (size_t i = 3; i < model->count; i += 2)
        found += strcasecmp(model->texts[i], name) == 0;
    return found;
}

/* Whether a field's value may be what it is. */
static inline bool model_may_be(const Model *model, const char *name,
                                const char *value, size_t body_bytes)
{
    if (strcasecmp(name, "Host") == 0)
        return model_is_host(value);
    if (strcasecmp(name, "Content-Length") == 0)
        return *value != '\0' && value[strspn(value, "0123456789")] == '\0' &&
               strtod(value, NULL) <= (double)body_bytes;
    if (strcasecmp(name, "Transfer-Encoding") == 0)
        return strcasecmp(value, "chunked") == 0;
    if (strcasecmp(name, "Expect") == 0)
        return strcmp(model->texts[2], "HTTP/1.0") == 0 ||
               strcasecmp(value, "100-continue") == 0;
    return true;
}

/* Whether the fields say one thing, and fit together. */
static inline bool model_fits(const Model *model, size_t body_bytes)
{
    bool is_1_0 = strcmp(model->texts[2], "HTTP/1.0") == 0;
    size_t hosts = model_count(model, "Host");
    size_t codings = model_count(model, "Transfer-Encoding");

    for (size_t i = 3; i < model->count; i += 2)
        if (!model_may_be(model, model->texts[i], model->texts[i + 1],
                          body_bytes))
            return false;
    return (hosts == 1 || (hosts == 0 && is_1_0)) &&
           codings + model_count(model, "Content-Length") <= 1 &&
           (codings == 0 || !is_1_0);
}

#endif
