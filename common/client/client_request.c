#include "client_inside.h"

#include "die.h"
#include "json.h"
#include "keep.h"
#include "text.h"

#include <string.h>

/* "name=value&name=value", encoded. */
static Value encode(const char *const *pairs)
{
    Buffer buffer = {0};
    Value text;

    for (; *pairs; pairs += 2)
        buffer_printf(&buffer, "%s%s=%s", buffer.length > 0 ? "&" : "",
                      text_percent_encode(pairs[0]),
                      text_percent_encode(pairs[1]));
    buffer_add(&buffer, "", 1);
    text = value_text(buffer.bytes);
    buffer_free(&buffer);
    return text;
}

static Value take_body(Transfer *transfer, const ClientRequest *request)
{
    if (request->form && request->body.kind != VALUE_NONE)
        die("client_request: there is both a form and a body to send");
    transfer->body = request->form ? encode(request->form) : request->body;
    if (is_json(request->body)) {
        transfer->body = json_render(request->body);
        value_free(request->body);
    }
    return failed(transfer->body) ? value_copy(transfer->body) : value_none();
}

/* "GET URL", without the password that may be in the URL. */
static char *name_of(const char *method, CURLU *url)
{
    CURLU *shown = curl_url_dup(url);
    Buffer name = {0};
    char *text = NULL;

    if (!curl_url_set(shown, CURLUPART_PASSWORD, NULL, 0))
        curl_url_get(shown, CURLUPART_URL, &text, 0);
    buffer_printf(&name, "%s %s", method, text ? text : "a URL");
    curl_free(text);
    curl_url_cleanup(shown);
    return name.bytes;
}

static bool is_http(CURLU *url)
{
    char *scheme = NULL;
    bool is;

    curl_url_get(url, CURLUPART_SCHEME, &scheme, 0);
    is = scheme && (strcmp(scheme, "http") == 0 ||
                    strcmp(scheme, "https") == 0);
    curl_free(scheme);
    return is;
}

static Value set_url(Transfer *transfer, const ClientRequest *request)
{
    CURLUcode status;

    transfer->url = curl_url();
    status = curl_url_set(transfer->url, CURLUPART_URL, request->url,
                          CURLU_URLENCODE | CURLU_NON_SUPPORT_SCHEME);
    if (!status && request->query)
        status = curl_url_set(transfer->url, CURLUPART_QUERY,
                              as_text(keep(encode(request->query))),
                              CURLU_APPENDQUERY);
    if (status)
        return value_failure(UV_EINVAL, "\"%s\" is not a URL: %s",
                             request->url, curl_url_strerror(status));
    transfer->response->name = name_of(transfer->method, transfer->url);
    if (!is_http(transfer->url))
        return value_failure(UV_EPROTONOSUPPORT, "%s: only http and https "
                             "are known here", transfer->response->name);
    return value_none();
}

static const char *method_of(const ClientRequest *request)
{
    if (request->method)
        return request->method;
    return request->form || request->body.kind != VALUE_NONE ? "POST" : "GET";
}

Value client_request_apply(Transfer *transfer, const ClientRequest *request)
{
    Value failure;

    transfer->method = method_of(request);
    failure = take_body(transfer, request);
    if (!failed(failure))
        failure = set_url(transfer, request);
    if (!failed(failure))
        failure = client_header_set(transfer, request);
    if (!failed(failure) && !client_options_set(transfer, request))
        failure = value_failure(UV_ENOMEM, "%s: no memory",
                                transfer->response->name);
    return failure;
}
