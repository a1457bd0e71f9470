/*
 * A handler's view of a request, and the status and fields that it sets for
 * the answer. request_write.c writes the pieces that come before its result.
 */
#include "http_inside.h"

#include "die.h"
#include "http_field.h"
#include "request_inside.h"
#include "text.h"
#include "thread.h"
#include "xmalloc.h"

#include <stdlib.h>
#include <strings.h>

/* A text that was made for the handler; it goes with the request. */
struct RequestText {
    RequestText *next;
    char text[];
};

void request_free(Request *request)
{
    while (request->texts) {
        RequestText *text = request->texts;

        request->texts = text->next;
        free(text);
    }
    free(request->fields);
    free(request->type);
    http_message_free(&request->message);
}

/* Makes room for a text and its end, which request_free() frees. */
static char *new_text(Request *request, size_t length)
{
    RequestText *text = xmalloc(sizeof *text + length + 1);

    text->next = request->texts;
    request->texts = text;
    return text->text;
}

const char *request_method(const Request *request)
{
    thread_check("request_method");
    return request->message.head.text;
}

const char *request_path(const Request *request)
{
    thread_check("request_path");
    return request->message.head.text + request->message.head.path;
}

const char *request_query_string(const Request *request)
{
    thread_check("request_query_string");
    const HttpHead *head = &request->message.head;

    return head->query ? head->text + head->query : NULL;
}

/* Decodes "a+b%21"; NULL if that cannot be done. */
static const char *decode(Request *request, const char *encoded, size_t length)
{
    char *plain = new_text(request, length), *decoded;

    /* In a query "+" is a space. This comes first: a "%2B" that has been
       decoded is a plus. */
    for (size_t i = 0; i < length; i++)
        plain[i] = (char)(encoded[i] == '+' ? ' ' : encoded[i]);
    decoded = new_text(request, length);
    return text_percent_decode(plain, length, decoded) < 0 ? NULL : decoded;
}

const char *request_query(Request *request, const char *name)
{
    thread_check("request_query");
    const char *at = request_query_string(request);

    /* One round for each "name=value"; the first of the name counts. Names are
       decoded, too, before we compare. */
    while (at && *at != '\0') {
        size_t length = strcspn(at, "&");
        size_t key = strcspn(at, "&=");
        const char *decoded = decode(request, at, key);

        if (decoded && strcmp(decoded, name) == 0) {
            key += at[key] == '=';
            return decode(request, at + key, length - key);
        }
        at += length + (at[length] == '&');
    }
    return NULL;
}

const char *request_header(Request *request, const char *name)
{
    thread_check("request_header");
    const HttpHead *head = &request->message.head;
    uint32_t position = 0;
    const char *first = http_head_field(head, name, &position);
    const char *next = http_head_field(head, name, &position);
    char *joined;

    /* The usual case, none or one, needs no copy. Several lines of a name are
       a list (RFC 9110 section 5.3). Together they take no more room than the
       head: for the name and the end of a line there is only ", ". */
    if (!next)
        return first;
    joined = new_text(request, head->end);
    strcpy(joined, first);
    for (; next; next = http_head_field(head, name, &position)) {
        strcat(joined, ", ");
        strcat(joined, next);
    }
    return joined;
}

const char *request_body(const Request *request, size_t *length)
{
    thread_check("request_body");
    const Buffer *content = &request->message.content;

    *length = content->length;
    return *length > 0 ? content->bytes : "";
}

/* The room comes after the Request, in the same block. */
void *request_room(const Request *request)
{
    return (Request *)request + 1;
}

char *request_scratch(const Request *request)
{
    return http_message_scratch(&request->message);
}

void *request_function_arg(const Request *request)
{
    return request->connection->server->arg;
}

void request_set_status(Request *request, int status)
{
    thread_check("request_set_status");
    if (status < 200 || status > 599)
        die("request_set_status: %d is not from 200 to 599", status);
    request->status = (uint16_t)status;
}

/* Takes the line of that name out of the lines, if it is there. add_line() has
   written them, so each one has an end. */
static void remove_line(char *lines, const char *name)
{
    size_t length = strlen(name);

    for (char *next; *lines != '\0'; lines = next) {
        next = strchr(lines, '\n') + 1;
        if (strncasecmp(lines, name, length) == 0 && lines[length] == ':') {
            memmove(lines, next, strlen(next) + 1);
            return;
        }
    }
}

/* Adds one to the lines, which are NULL at first. */
static void add_line(char **lines, const char *name, const char *value)
{
    Buffer longer = {0};

    buffer_printf(&longer, "%s%s: %s\r\n", *lines ? *lines : "", name, value);
    free(*lines);
    *lines = longer.bytes;
}

/* The server itself says where an answer ends, and whether the connection
   stays: a second opinion would let a client read the answer in two ways. */
static bool is_framing(const char *name)
{
    return strcasecmp(name, "Content-Length") == 0 ||
           strcasecmp(name, "Transfer-Encoding") == 0 ||
           strcasecmp(name, "Connection") == 0 ||
           strcasecmp(name, "Date") == 0;
}

int request_set_header(Request *request, const char *name, const char *value)
{
    thread_check("request_set_header");
    char **lines = &request->fields;

    /* A value with a line end would be a header, or an answer, of its own. */
    if (!http_field_is_name(name) || !http_field_is_value(value) ||
        is_framing(name))
        return UV_EINVAL;
    /* The type stands alone: it replaces the one of the result's kind. */
    if (strcasecmp(name, "Content-Type") == 0)
        lines = &request->type;
    if (*lines)
        remove_line(*lines, name);
    add_line(lines, name, value);
    return 0;
}

bool request_is_called_off(const Request *request)
{
    return request->called_off != REQUEST_WANTED;
}

void request_survive_disconnect(Request *request)
{
    thread_check("request_survive_disconnect");
    request->survives = true;
}
