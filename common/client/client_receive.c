/*
 * libcurl hands each line of a head and each piece of a body to the functions
 * here, which put them into the Response and note that there is news. They
 * also end what must not go on: by a return value of 0, with the reason in
 * the transfer, for client_failure.c to say it.
 *
 * All that the other side can send is counted. Heads, also those of 1xx and
 * redirects, and the trailer may be 64 KiB together; a body has its limit.
 */
#include "client_inside.h"

#include <string.h>

enum { LONGEST_HEAD = 64 * 1024 };

/* Returns false, for libcurl to end the transfer. */
static bool refuse(Transfer *transfer, int code, const char *words)
{
    transfer->fault = code;
    transfer->fault_words = words;
    return false;
}

/* Returns 0 if the line is no status line, which libcurl has seen to. */
static int status_of(const char *line, size_t length)
{
    const char *space = memchr(line, ' ', length);
    int status = 0;

    if (!space)
        return 0;
    for (const char *digit = space + 1;
         digit < line + length && digit <= space + 3; digit++)
        status = 10 * status + (*digit - '0');
    return status;
}

static bool begin_head(Transfer *transfer, const char *line, size_t length)
{
    int status = status_of(line, length);

    if (status == 101)
        return refuse(transfer, UV_EPROTO,
                      "it changes to another protocol, "
                      "which was not asked for");
    transfer->state = TRANSFER_HEAD;
    response_begin(transfer->response, status);
    return true;
}

static bool leads_on(const Transfer *transfer)
{
    const char *location = response_field(transfer->response, "Location");
    int status = transfer->response->status;

    return transfer->redirects >= 0 && location && *location &&
           (status == 301 || status == 302 || status == 303 || status == 307 ||
            status == 308);
}

/* Of a head that is the answer: not of 100 Continue, and not one that only
   leads to another. */
static bool begin_body(Transfer *transfer)
{
    const char *fault = client_framing_fault(transfer->response);

    if (fault)
        return refuse(transfer, UV_EPROTO, fault);
    if (!client_unpack_begin(transfer->response, &transfer->unpacker))
        return refuse(transfer, UV_EPROTO,
                      "its body is packed in a way that "
                      "was not asked for");
    transfer->state = TRANSFER_BODY;
    client_transfer_has_news(transfer);
    return true;
}

static bool end_head(Transfer *transfer)
{
    if (transfer->response->status < 200)
        transfer->state = TRANSFER_ASKS;
    else if (leads_on(transfer))
        transfer->state = TRANSFER_MOVES;
    else
        return begin_body(transfer);
    return true;
}

/* A line without its end. Returns whether to go on. */
static bool take_line(Transfer *transfer, const char *line, size_t length)
{
    if (transfer->head_bytes > LONGEST_HEAD)
        return refuse(transfer, UV_EMSGSIZE, "the answer's head is too long");
    switch (transfer->state) {
    case TRANSFER_ASKS:
        return begin_head(transfer, line, length);
    case TRANSFER_HEAD:
        if (length == 0)
            return end_head(transfer);
        response_add_field(transfer->response, line, length);
        return true;
    default: /* a trailer */
        return true;
    }
}

/* libcurl calls this for each line of a head, and of a trailer. */
static size_t on_line(char *line, size_t size, size_t count, void *arg)
{
    Transfer *transfer = arg;
    size_t length = count;

    transfer->head_bytes += count;
    while (length > 0 && strchr("\r\n", line[length - 1]))
        length--;
    return take_line(transfer, line, length) ? count : 0;
}

/* Returns 0, or a code. */
static int add_to_body(Transfer *transfer, const char *bytes, size_t count)
{
    if (transfer->unpacker)
        return client_unpack_add(transfer->unpacker, bytes, count,
                                 transfer->response);
    return response_add(transfer->response, bytes, count) ? 0 : UV_EMSGSIZE;
}

static bool take_body(Transfer *transfer, const char *bytes, size_t count)
{
    int code = add_to_body(transfer, bytes, count);

    client_transfer_has_news(transfer);
    if (code == UV_EMSGSIZE)
        return refuse(transfer, code, "the answer is too long");
    if (code != 0)
        return refuse(transfer, code, "its body cannot be unpacked");
    return true;
}

/* The body of a redirect is not wanted: if it is short its connection can be
   kept, and a long one is not waited for. Returns whether to go on. */
static bool take_piece(Transfer *transfer, const char *bytes, size_t count)
{
    transfer->body_bytes += count;
    switch (transfer->state) {
    case TRANSFER_MOVES:
        return transfer->body_bytes <= LONGEST_HEAD;
    case TRANSFER_BODY:
        return take_body(transfer, bytes, count);
    default:
        return refuse(transfer, UV_EPROTO, "a body came before its head");
    }
}

static size_t on_body(char *bytes, size_t size, size_t count, void *arg)
{
    return take_piece(arg, bytes, count) ? count : 0;
}

bool client_receive_is_unpacked(const Transfer *transfer)
{
    return !transfer->unpacker || client_unpack_is_whole(transfer->unpacker);
}

bool client_receive_has_length(const Transfer *transfer)
{
    int64_t length = client_framing_length(transfer->response);

    return length >= 0 && transfer->body_bytes == (uint64_t)length;
}

void client_receive_again(Transfer *transfer)
{
    transfer->state = TRANSFER_ASKS;
    transfer->head_bytes = 0;
    transfer->body_bytes = 0;
}

void client_receive_use(Transfer *transfer)
{
    CURL *easy = transfer->easy;

    client_must(curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_line));
    client_must(curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer));
    client_must(curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body));
    client_must(curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer));
}
