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

void response_begin(Response *response, int status)
{
    response->status = status;
    buffer_clear(&response->head, SIZE_MAX);
}

void response_add_field(Response *response, const char *line, size_t length)
{
    buffer_add(&response->head, line, length);
    buffer_add(&response->head, "", 1);
}

const char *response_field(const Response *response, const char *name)
{
    const Buffer *head = &response->head;
    size_t length = strlen(name);

    for (size_t i = 0; i < head->length; i += strlen(head->bytes + i) + 1) {
        const char *line = head->bytes + i;

        if (strncasecmp(line, name, length) == 0 && line[length] == ':')
            return line + length + 1 + strspn(line + length + 1, " \t");
    }
    return NULL;
}

bool response_add(Response *response, const char *bytes, size_t length)
{
    if (length > response->limit - response->body.length)
        return false;
    buffer_add(&response->body, bytes, length);
    return true;
}

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
