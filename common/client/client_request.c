/*
 * A ClientRequest comes in, as the caller has filled it; a transfer goes out
 * that can be started. Everything is copied, but for the body, which is
 * taken. What cannot be asked for is refused here, before anything is sent.
 */
#include "client_inside.h"

#include "die.h"
#include "json.h"
#include "keep.h"
#include "text.h"
#include "xmalloc.h"

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

/* JSON is rendered now, so the caller may change it later. */
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

static Value set_url(Transfer *transfer, const ClientRequest *request)
{
    Value failure = client_url_set(transfer, request->url);

    if (failed(failure))
        return failure;
    if (request->query)
        client_url_add_query(transfer, as_text(keep(encode(request->query))));
    transfer->response->name = client_url_name(transfer);
    return failure;
}

/* As curl does: a body makes it a POST. */
static const char *method_of(const ClientRequest *request)
{
    if (request->method)
        return request->method;
    return request->form || request->body.kind != VALUE_NONE ? "POST" : "GET";
}

Value client_request_apply(Transfer *transfer, const ClientRequest *request)
{
    Value failure;

    transfer->method = xstrdup(method_of(request));
    failure = take_body(transfer, request);
    if (!failed(failure))
        failure = set_url(transfer, request);
    if (!failed(failure))
        failure = client_header_set(transfer, request);
    if (failed(failure))
        return failure;
    /* Nothing below can fail, nor needs the request for longer. */
    client_options_begin(transfer, request);
    client_socket_use(transfer);
    client_again_use(transfer);
    client_receive_use(transfer);
    client_options_ask(transfer);
    return failure;
}
