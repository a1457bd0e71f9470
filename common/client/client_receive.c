#include "client_inside.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST_HEAD = 64 * 1024 };

/* A redirect that is followed has a head too, and so has 100 Continue. */
static void end_head(Transfer *transfer)
{
    const Response *response = transfer->response;
    const char *location = response_field(response, "Location");
    bool leads_on = transfer->follows && response->status / 100 == 3 &&
                    location && *location;

    transfer->in_head = false;
    if (response->status < 200 || leads_on)
        return;
    transfer->has_head = true;
    client_transfer_has_news(transfer);
}

static void begin_head(Transfer *transfer, const char *line)
{
    transfer->in_head = true;
    response_begin(transfer->response, atoi(line + strcspn(line, " ")));
}

/* libcurl calls this for each line of a head, and of a trailer. */
static size_t on_line(char *line, size_t size, size_t count, void *arg)
{
    Transfer *transfer = arg;
    size_t length = count;

    while (length > 0 && strchr("\r\n", line[length - 1]))
        length--;
    if (transfer->has_head)
        return count;
    if (transfer->response->head.length + length > LONGEST_HEAD) {
        transfer->too_long = true;
        return 0;
    }
    if (!transfer->in_head)
        begin_head(transfer, line);
    else if (length == 0)
        end_head(transfer);
    else
        response_add_field(transfer->response, line, length);
    return count;
}

static size_t on_body(char *bytes, size_t size, size_t count, void *arg)
{
    Transfer *transfer = arg;

    transfer->too_long = !response_add(transfer->response, bytes, count);
    client_transfer_has_news(transfer);
    return transfer->too_long ? 0 : count;
}

bool client_receive_use(Transfer *transfer)
{
    CURL *easy = transfer->easy;

    return !curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_line) &&
           !curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer) &&
           !curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body) &&
           !curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
}
