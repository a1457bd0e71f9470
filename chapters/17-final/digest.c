/*
 * A link comes in from radio.c, and a short description of its page goes out.
 * The client asks, and hands on the page piece by piece, for the hash, and as
 * a whole, for the title. A description is kept for a while: a thousand
 * listeners who see the same link ask for it at the same moment.
 */
#define _GNU_SOURCE /* strcasestr */
#include "digest.h"

#include "address.h"
#include "client.h"
#include "coroutine.h"
#include "json.h"
#include "keep.h"
#include "lock.h"
#include "response.h"
#include "text.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>
#include <uv.h>

enum {
    AT_ONCE = 8,
    MOST_SECONDS = 5,
    MOST_REDIRECTS = 5,
    MOST_BYTES = 1024 * 1024,
    MOST_TITLE = 200,
    MOST_KNOWN = 1000
};

typedef struct {
    uint64_t hash;
    int64_t bytes;
} Sum;

static Client *client;
static Semaphore *few;
static json_t *known; /* descriptions, by URL */

/* FNV-1a, 64 bits: it shows a change, and proves nothing. */
static void add_piece(Value piece, void *arg)
{
    Sum *sum = arg;
    size_t length;
    const char *bytes = as_bytes(piece, &length);

    for (size_t i = 0; i < length; i++)
        sum->hash = (sum->hash ^ (unsigned char)bytes[i]) * 0x100000001b3;
    sum->bytes += (int64_t)length;
}

/* The character that an entity at this place means, such as &amp;, and
   the entity's length; or the character itself. */
static char character_at(const char *at, size_t *length)
{
    for (const char *each = "&<>\"'"; *each; each++) {
        const char *entity = text_entity(*each);

        *length = strlen(entity);
        if (strncmp(at, entity, *length) == 0)
            return *each;
    }
    *length = 1;
    if (strchr("\t\r\n", *at))
        return ' ';
    return *at;
}

/* With single spaces, and no half character at the end. */
static json_t *title_between(const char *at, const char *end)
{
    char title[MOST_TITLE];
    size_t length = 0, step;

    for (; at < end && length < sizeof title; at += step) {
        char character = character_at(at, &step);

        if (character != ' ' || (length > 0 && title[length - 1] != ' '))
            title[length++] = character;
    }
    while (!text_is_utf8(title, length))
        length--;
    return json_stringn(title, length);
}

/* The text between <title> and </title>. The page shows it as text. */
static json_t *title_in(const char *html)
{
    const char *begin = strcasestr(html, "<title"), *end;

    begin = begin ? strchr(begin, '>') : NULL;
    end = begin ? strcasestr(begin, "</title") : NULL;
    return end ? title_between(begin + 1, end) : json_null();
}

static bool is_html(Value response)
{
    const char *type = response_header(response, "Content-Type");

    return type && strncasecmp(type, "text/html", 9) == 0;
}

static Value ask(const char *url)
{
    ClientRequest request = {
        .url = url,
        .total_seconds = MOST_SECONDS,
        .redirects = MOST_REDIRECTS,
        .body_limit = MOST_BYTES,
    };
    Deferred *d = client_request(client, &request);

    deferred_add_callback(d, response_check, NULL);
    return try_await(d);
}

static Value describe(Value response)
{
    Sum sum = {.hash = 0xcbf29ce484222325};
    Value end = try_await(response_collect(response, add_piece, &sum));
    Value text = try_await(response_text(response));
    char hash[17];

    if (failed(end))
        return end;
    snprintf(hash, sizeof hash, "%016" PRIx64, sum.hash);
    return json_value(json_pack("{s:o, s:I, s:s}", "title",
                                is_html(response) && !failed(text)
                                    ? title_in(as_text(text))
                                    : json_null(),
                                "bytes", (json_int_t)sum.bytes, "hash", hash));
}

/* Only a code that blames the link is told to the client as it is: the
   others become a 502 or 504 (gateway.h). */
static Value refusal_of(const Failure *failure)
{
    if (failure->code == UV_EACCES)
        return value_failure(403, "This link leads to an address that is not "
                                  "public.");
    if (failure->code == UV_EINVAL || failure->code == UV_EPROTONOSUPPORT)
        return value_failure(400, "This is no link to a page.");
    return value_failure_of(failure, failure->index);
}

/* A page that gave no answer is remembered, too, as null. */
static Value look_up(const char *url)
{
    json_t *page = json_object_get(known, url);

    if (json_is_null(page))
        return value_failure(502, "This page gave no answer a moment ago.");
    return page ? json_value(json_incref(page)) : value_none();
}

static void remember(const char *url, Value result)
{
    if (json_object_size(known) >= MOST_KNOWN)
        json_object_clear(known);
    json_object_set_new(known, url,
                        is_json(result) ? json_incref(json_of(result))
                                        : json_null());
}

static void release(void *semaphore)
{
    semaphore_release(semaphore);
}

Value digest_of(const char *url)
{
    Value result;

    if (strncasecmp(url, "http://", 7) != 0 &&
        strncasecmp(url, "https://", 8) != 0)
        return value_failure(400, "This is no link to a page.");
    await(semaphore_acquire(few));
    keep_finally(release, few);
    result = look_up(url);
    if (result.kind != VALUE_NONE)
        return result;
    result = ask(url);
    if (!failed(result))
        result = describe(result);
    remember(url, result);
    return failed(result) ? refusal_of(as_failure(result)) : result;
}

void digest_forget(void)
{
    json_object_clear(known);
}

void digest_open(Reactor *reactor, bool private_links)
{
    client = client_new(reactor);
    if (!private_links)
        client_set_guard(client, address_is_public);
    few = semaphore_new(AT_ONCE);
    known = json_object();
}

/* The client has gone with the reactor. */
void digest_close(void)
{
    semaphore_free(few);
    json_decref(known);
}
