#include "client_inside.h"

#include "http_field.h"
#include "json.h"

#include <strings.h>

/* The framing is libcurl's. */
static bool is_header(const char *name, const char *value)
{
    return http_field_is_name(name) && http_field_is_value(value) &&
           strcasecmp(name, "Content-Length") != 0 &&
           strcasecmp(name, "Transfer-Encoding") != 0;
}

static bool has(const char *const *pairs, const char *name)
{
    while (pairs && *pairs && strcasecmp(*pairs, name) != 0)
        pairs += 2;
    return pairs && *pairs;
}

static bool add_line(Transfer *transfer, Value line)
{
    struct curl_slist *list = curl_slist_append(transfer->headers,
                                                as_text(line));

    value_free(line);
    if (list)
        transfer->headers = list;
    return list;
}

/* To libcurl, a name with ":" and nothing behind it means to leave that
   header out; with ";" it has no value. */
static bool add_header(Transfer *transfer, const char *name, const char *value)
{
    return add_line(transfer, *value ? value_textf("%s: %s", name, value)
                                     : value_textf("%s;", name));
}

static const char *type_of(const ClientRequest *request)
{
    if (request->form)
        return "application/x-www-form-urlencoded";
    switch (request->body.kind) {
    case VALUE_NONE:
        return NULL;
    case VALUE_TEXT:
        return "text/plain; charset=utf-8";
    case VALUE_HTML:
        return "text/html; charset=utf-8";
    case VALUE_BYTES:
        return "application/octet-stream";
    default:
        return "application/json";
    }
}

/* Left to itself libcurl says of every body that it is a form, and of a long
   one it asks first whether the server wants it. */
static bool add_own_headers(Transfer *transfer, const ClientRequest *request)
{
    const char *type = type_of(request);

    if (!add_line(transfer, value_text("Expect:")))
        return false;
    if (has(request->headers, "Content-Type"))
        return true;
    return type ? add_header(transfer, "Content-Type", type)
                : add_line(transfer, value_text("Content-Type:"));
}

Value client_header_set(Transfer *transfer, const ClientRequest *request)
{
    const char *const *pairs = request->headers;
    const char *name = transfer->response->name;
    bool added = true;

    if (!http_field_is_name(transfer->method))
        return value_failure(UV_EINVAL, "%s: this is not a method", name);
    for (; added && pairs && *pairs; pairs += 2) {
        if (!is_header(pairs[0], pairs[1]))
            return value_failure(UV_EINVAL, "%s: \"%s: %s\" cannot be sent "
                                 "as a header", name, pairs[0], pairs[1]);
        added = add_header(transfer, pairs[0], pairs[1]);
    }
    if (added && client_options_sends(transfer))
        added = add_own_headers(transfer, request);
    if (!added)
        return value_failure(UV_ENOMEM, "%s: no memory", name);
    return value_none();
}
