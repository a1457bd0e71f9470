/*
 * The head of an answer, and the life of the whole: a Response goes when its
 * last owner does. client_receive.c adds status and fields as they come, and
 * callers ask for them by name. The fields are kept as they came, one after
 * the other in a single buffer, for most programs look at one or two.
 */
#include "response_inside.h"

#include "xmalloc.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <uv.h>

static void free_value(void *response)
{
    response_release(response);
}

static const BoxType response_type = {"a response", free_value};

Response *response_new(void (*stop)(void *arg), void *arg)
{
    Response *response = xcalloc(1, sizeof *response);

    response->owners = 1;
    response->stop = stop;
    response->stop_arg = arg;
    return response;
}

/* A transfer that still runs works for this response only. */
void response_release(Response *response)
{
    if (--response->owners > 0)
        return;
    if (!response->ended)
        response->stop(response->stop_arg);
    buffer_free(&response->head);
    buffer_free(&response->body);
    value_free(response->failure);
    free(response->name);
    free(response);
}

/* The head before this one was a 1xx or a redirect. */
void response_begin(Response *response, int status)
{
    response->status = status;
    buffer_clear(&response->head, SIZE_MAX);
}

/* In the buffer each line ends with a '\0': response_next() relies on it. */
void response_add_field(Response *response, const char *line, size_t length)
{
    buffer_add(&response->head, line, length);
    buffer_add(&response->head, "", 1);
}

/* The value of a line, if it has this name, or NULL. */
static const char *value_in(const char *line, const char *name)
{
    size_t length = strlen(name);

    if (strncasecmp(line, name, length) != 0 || line[length] != ':')
        return NULL;
    return line + length + 1 + strspn(line + length + 1, " \t");
}

const char *response_next(const Response *response, const char *name,
                          const char *after)
{
    const Buffer *head = &response->head;
    size_t at = 0;

    /* after is in the buffer, a value that was found before: go on with the
       line below it. */
    if (after)
        at = (size_t)(after - head->bytes) + strlen(after) + 1;
    for (; at < head->length; at += strlen(head->bytes + at) + 1) {
        const char *value = value_in(head->bytes + at, name);

        if (value)
            return value;
    }
    return NULL;
}

const char *response_field(const Response *response, const char *name)
{
    return response_next(response, name, NULL);
}

bool response_add(Response *response, const char *bytes, size_t length)
{
    /* The body is never longer than the limit, so this does not wrap. */
    if (length > response->limit - response->body.length)
        return false;
    buffer_add(&response->body, bytes, length);
    return true;
}

/* The Value takes over one share of the response. */
Value response_value(Response *response)
{
    return value_object(&response_type, response);
}

bool is_response(Value value)
{
    return is_object(value, &response_type);
}

Response *response_of(Value value)
{
    return as_object(value, &response_type);
}

int response_status(Value response)
{
    return response_of(response)->status;
}

const char *response_header(Value response, const char *name)
{
    return response_field(response_of(response), name);
}

Value response_check(Value response, void *arg)
{
    int status = response_status(response);

    if (status < 400)
        return response;
    return value_failure(UV_EREMOTEIO, "%s: the answer is a %d",
                         response_of(response)->name, status);
}
