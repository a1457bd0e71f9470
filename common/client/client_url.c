/*
 * URLs come in as text, from a request or from a redirect, and go out as
 * libcurl's CURLU, for client_options.c. A redirect is resolved against the
 * URL before it; what belongs to one origin is left there.
 */
#include "client_inside.h"

#include "keep.h"
#include "text.h"
#include "xmalloc.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/un.h>

/* The name of a host in the letters that DNS knows: "xn--...". libidn2, by
   which libcurl does it, reads the name in the encoding of the locale. */
static CURLUcode spell_host(CURLU *url)
{
    CURLUcode status = CURLUE_BAD_HOSTNAME;
#ifdef CURLU_PUNYCODE
    locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    locale_t before = uselocale(utf8);
    char *host = NULL;

    status = curl_url_get(url, CURLUPART_HOST, &host, CURLU_PUNYCODE);
    uselocale(before);
    if (utf8)
        freelocale(utf8);
    if (status == CURLUE_OK)
        status = curl_url_set(url, CURLUPART_HOST, host, 0);
    curl_free(host);
#endif
    return status == CURLUE_OK ? CURLUE_OK : CURLUE_BAD_HOSTNAME;
}

/* Spells it if there is a letter in it that is not ASCII. */
static CURLUcode check_host(CURLU *url)
{
    char *host = NULL;
    CURLUcode status = curl_url_get(url, CURLUPART_HOST, &host, 0);
    const char *letter = host;

    while (letter && *letter && (unsigned char)*letter < 0x80)
        letter++;
    if (letter && *letter)
        status = spell_host(url);
    curl_free(host);
    return status;
}

/* Also of a redirect: file:// would show this machine's files. */
static bool is_http(CURLU *url)
{
    char *scheme = NULL;
    bool is;

    curl_url_get(url, CURLUPART_SCHEME, &scheme, 0);
    is = scheme &&
         (strcmp(scheme, "http") == 0 || strcmp(scheme, "https") == 0);
    curl_free(scheme);
    return is;
}

static void must_have_memory(bool has)
{
    client_must(has ? CURLE_OK : CURLE_OUT_OF_MEMORY);
}

/* Returns what libcurl says against this text. The scheme is not yet
   checked. */
static CURLUcode parse(CURLU *url, const char *text)
{
    CURLUcode status = curl_url_set(
        url, CURLUPART_URL, client_url_encode(text), CURLU_NON_SUPPORT_SCHEME);

    must_have_memory(status != CURLUE_OUT_OF_MEMORY);
    return status == CURLUE_OK && is_http(url) ? check_host(url) : status;
}

/* "http+unix://%2Frun%2Fa.sock/path": the socket's path is the host, encoded
   (as Python's requests-unixsocket has it). Returns the URL that is asked
   there, or NULL if this is not one. */
static const char *take_socket_path(Transfer *transfer, const char *text)
{
    const char *start = text + strlen(client_url_unix);
    size_t length = strcspn(start, "/?#");
    char *path = xmalloc(length + 1);
    int decoded = text_percent_decode(start, length, path);

    if (decoded <= 0 || memchr(start, '@', length) ||
        decoded >= (int)sizeof((struct sockaddr_un *)0)->sun_path) {
        free(path);
        return NULL;
    }
    transfer->socket_path = path;
    return as_text(keep(value_textf("http://localhost%s", start + length)));
}

Value client_url_set(Transfer *transfer, const char *text)
{
    const char *asked = text;
    CURLUcode status;

    if (strncasecmp(text, client_url_unix, strlen(client_url_unix)) == 0)
        asked = take_socket_path(transfer, text);
    if (!asked)
        return value_failure(UV_EINVAL,
                             "\"%s\" is not a URL: no path of a "
                             "Unix socket",
                             client_url_shown(text));
    transfer->url = curl_url();
    must_have_memory(transfer->url);
    status = parse(transfer->url, asked);
    if (status != CURLUE_OK)
        return value_failure(UV_EINVAL, "\"%s\" is not a URL: %s",
                             client_url_shown(text),
                             curl_url_strerror(status));
    if (!is_http(transfer->url))
        return value_failure(UV_EPROTONOSUPPORT,
                             "%s: only http and https "
                             "are known here",
                             client_url_shown(text));
    return value_none();
}

/* curl_url_set() puts the "?" or the "&" before it. */
void client_url_add_query(Transfer *transfer, const char *query)
{
    CURLUcode status =
        curl_url_set(transfer->url, CURLUPART_QUERY, query, CURLU_APPENDQUERY);

    must_have_memory(status == CURLUE_OK);
}

/* Copies a part, if there is one. */
static void copy_part(CURLU *to, CURLU *from, CURLUPart part)
{
    char *text = NULL;

    if (curl_url_get(from, part, &text, 0) == CURLUE_OK)
        curl_url_set(to, part, text, 0);
    curl_free(text);
}

/* The port of a URL that names none is that of its scheme. */
static bool is_same_part(CURLU *a, CURLU *b, CURLUPart part)
{
    char *one = NULL, *other = NULL;
    bool is;

    curl_url_get(a, part, &one, CURLU_DEFAULT_PORT);
    curl_url_get(b, part, &other, CURLU_DEFAULT_PORT);
    is = one && other && strcasecmp(one, other) == 0;
    curl_free(one);
    curl_free(other);
    return is;
}

/* RFC 6454 section 4. */
static bool is_same_origin(CURLU *a, CURLU *b)
{
    return is_same_part(a, b, CURLUPART_SCHEME) &&
           is_same_part(a, b, CURLUPART_HOST) &&
           is_same_part(a, b, CURLUPART_PORT);
}

/* A name and password in the URL are for its origin, also if a redirect names
   that origin in full; and so is a Unix socket. */
static void take_url(Transfer *transfer, CURLU *url, bool elsewhere)
{
    if (elsewhere) {
        free(transfer->socket_path);
        transfer->socket_path = NULL;
    } else {
        copy_part(url, transfer->url, CURLUPART_USER);
        copy_part(url, transfer->url, CURLUPART_PASSWORD);
    }
    curl_url_cleanup(transfer->url);
    transfer->url = url;
}

Value client_url_move(Transfer *transfer, const char *location,
                      bool *elsewhere)
{
    CURLU *url = curl_url_dup(transfer->url);
    CURLUcode status = parse(url, location);

    if (status == CURLUE_OK && is_http(url)) {
        *elsewhere = !is_same_origin(url, transfer->url);
        take_url(transfer, url, *elsewhere);
        return value_none();
    }
    curl_url_cleanup(url);
    return value_failure(UV_EPROTO, "%s: it leads to \"%s\", which is %s",
                         transfer->response->name, client_url_shown(location),
                         status == CURLUE_OK ? "neither http nor https"
                                             : "not a URL");
}
