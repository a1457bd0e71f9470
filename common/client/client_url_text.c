/*
 * The text of URLs. What a URL cannot hold is encoded here on its way in, for
 * libcurl's own ways to do that differ from version to version. A name and a
 * password in a URL are sent, but on its way out, in a message, never shown.
 */
#include "client_inside.h"

#include "buffer.h"
#include "keep.h"
#include "text.h"

#include <string.h>

const char client_url_unix[] = "http+unix://";

/* The path and what follows it. A redirect may leave out the scheme, or all
   before the path. */
static const char *path_of(const char *text)
{
    size_t scheme = strcspn(text, ":/?#");
    const char *authority = text[scheme] == ':' ? text + scheme + 1 : text;

    if (strncmp(authority, "//", 2) != 0)
        return text;
    return authority + 2 + strcspn(authority + 2, "/?#");
}

const char *client_url_encode(const char *text)
{
    const char *path = path_of(text);
    Buffer buffer = {0};
    Value encoded;

    buffer_add(&buffer, text, (size_t)(path - text));
    for (; *path; path++) {
        /* A "%" stays: the text may be encoded already. */
        if (*path == ' ' || (unsigned char)*path >= 0x80)
            buffer_printf(&buffer, "%%%02X", (unsigned char)*path);
        else
            buffer_add(&buffer, path, 1);
    }
    buffer_add(&buffer, "", 1);
    encoded = keep(value_text(buffer.bytes));
    buffer_free(&buffer);
    return as_text(encoded);
}

/* Control characters could change what a terminal shows. */
const char *client_url_shown(const char *text)
{
    const char *authority = strstr(text, "://");
    const char *at = strrchr(text, '@');
    size_t kept =
        at && authority && authority < at ? (size_t)(authority + 3 - text) : 0;
    Buffer buffer = {0};
    Value value;

    buffer_add(&buffer, text, kept);
    for (text = at ? at + 1 : text; *text; text++)
        buffer_add(&buffer, (unsigned char)*text < ' ' ? "?" : text, 1);
    buffer_add(&buffer, "", 1);
    value = keep(value_text(buffer.bytes));
    buffer_free(&buffer);
    return as_text(value);
}

/* The URL without its name and password, to be freed by curl_free(). */
static char *text_of(CURLU *url)
{
    CURLU *copy = curl_url_dup(url);
    char *text = NULL;

    curl_url_set(copy, CURLUPART_USER, NULL, 0);
    curl_url_set(copy, CURLUPART_PASSWORD, NULL, 0);
    curl_url_get(copy, CURLUPART_URL, &text, 0);
    curl_url_cleanup(copy);
    return text;
}

char *client_url_name(const Transfer *transfer)
{
    char *text = text_of(transfer->url);
    Buffer name = {0};

    if (transfer->socket_path)
        buffer_printf(&name, "%s %s%s%s", transfer->method, client_url_unix,
                      text_percent_encode(transfer->socket_path),
                      text ? path_of(text) : "");
    else
        buffer_printf(&name, "%s %s", transfer->method, text ? text : "");
    curl_free(text);
    return name.bytes;
}
