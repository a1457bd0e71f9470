/*
 * The header fields of a request: those that it names, and our own beside
 * them, as a list for libcurl. A redirect takes some away again.
 */
#include "client_inside.h"

#include "http_field.h"
#include "json.h"

#include <string.h>
#include <strings.h>

/* How long the message is, is for libcurl to say. */
static bool is_header(const char *name, const char *value)
{
    return http_field_is_name(name) && http_field_is_value(value) &&
           strcasecmp(name, "Content-Length") != 0 &&
           strcasecmp(name, "Transfer-Encoding") != 0;
}

/* Whether the caller names this header. */
static bool has(const char *const *pairs, const char *name)
{
    while (pairs && *pairs && strcasecmp(*pairs, name) != 0)
        pairs += 2;
    return pairs && *pairs;
}

static void add_line(Transfer *transfer, const char *line)
{
    struct curl_slist *list = curl_slist_append(transfer->headers, line);

    client_must(list ? CURLE_OK : CURLE_OUT_OF_MEMORY);
    transfer->headers = list;
}

/* To libcurl, a name with ":" and nothing after it means to leave that
   header out; with ";" it has no value. */
static void add_header(Transfer *transfer, const char *name, const char *value)
{
    Value line =
        *value ? value_textf("%s: %s", name, value) : value_textf("%s;", name);

    add_line(transfer, as_text(line));
    value_free(line);
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
static void add_body_headers(Transfer *transfer, const ClientRequest *request)
{
    const char *type = type_of(request);

    add_line(transfer, "Expect:");
    if (has(request->headers, "Content-Type"))
        return;
    if (type)
        add_header(transfer, "Content-Type", type);
    else
        add_line(transfer, "Content-Type:");
}

/* A value may be a secret, so a message gives only the name; and one that is
   no name might break the line. */
static Value refuse_header(const Transfer *transfer, const char *name)
{
    const char *message_name = transfer->response->name;

    if (!http_field_is_name(name))
        return value_failure(UV_EINVAL,
                             "%s: the name of a header cannot be "
                             "sent",
                             message_name);
    return value_failure(UV_EINVAL, "%s: the header %s cannot be sent",
                         message_name, name);
}

Value client_header_set(Transfer *transfer, const ClientRequest *request)
{
    const char *const *pairs = request->headers;

    if (!http_field_is_name(transfer->method))
        return value_failure(UV_EINVAL, "%s: this is not a method",
                             transfer->response->name);
    for (; pairs && *pairs; pairs += 2) {
        if (!is_header(pairs[0], pairs[1]))
            return refuse_header(transfer, pairs[0]);
        add_header(transfer, pairs[0], pairs[1]);
    }
    /* These are the codings that client_unpack.c knows. */
    if (!has(request->headers, "Accept-Encoding"))
        add_line(transfer, "Accept-Encoding: deflate, gzip");
    if (client_options_sends(transfer))
        add_body_headers(transfer, request);
    return value_none();
}

static bool is_named(const char *line, const char *name)
{
    size_t length = strlen(name);

    return strncasecmp(line, name, length) == 0 &&
           (line[length] == ':' || line[length] == ';');
}

/* A request that has become a GET has no body that these could tell of (RFC
   9110 section 15.4, step 3). */
static bool is_of_body(const char *line)
{
    return strncasecmp(line, "Content-", 8) == 0 || is_named(line, "Digest") ||
           is_named(line, "Last-Modified") || is_named(line, "Expect");
}

/* Another origin could read these secrets, and has another name. */
static bool is_of_origin(const char *line)
{
    return is_named(line, "Authorization") || is_named(line, "Cookie") ||
           is_named(line, "Proxy-Authorization") || is_named(line, "Host");
}

/* libcurl has no call to take one line away, so the list is made anew. */
static void drop(Transfer *transfer, bool (*is_in)(const char *line))
{
    struct curl_slist *old = transfer->headers;

    transfer->headers = NULL;
    for (const struct curl_slist *line = old; line; line = line->next)
        if (!is_in(line->data))
            add_line(transfer, line->data);
    curl_slist_free_all(old);
}

void client_header_drop_body(Transfer *transfer)
{
    drop(transfer, is_of_body);
}

void client_header_drop_origin(Transfer *transfer)
{
    drop(transfer, is_of_origin);
}
