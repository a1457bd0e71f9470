/*
 * A body comes in piece by piece, from client_transfer.c, and is kept. A
 * Reader is one call that wants it: as a whole, made text or JSON, or each
 * piece as it comes. Each reader has its own Deferred and its own place in the
 * body, and owns the Response until it is settled.
 *
 * Whatever is called here, a collector or a Deferred's callback, may cancel
 * any reader and let the Response's Value go. So functions that call out own
 * the Response meanwhile, and look anew afterwards.
 */
#include "response_inside.h"

#include "charset.h"
#include "die.h"
#include "json.h"
#include "keep.h"
#include "text.h"
#include "xmalloc.h"

#include <stdlib.h>
#include <string.h>
#include <uv.h>

struct Reader {
    Reader *next;
    Response *response;
    Deferred *deferred;
    Value (*make)(const Response *response); /* its result */
    Receiver *fn; /* is handed the pieces, or NULL */
    void *arg;
    size_t position; /* in the body, of what it has not been handed */
};

static void join_readers(Reader *reader)
{
    Reader **end = &reader->response->readers;

    while (*end)
        end = &(*end)->next;
    *end = reader;
    reader->response->owners++;
}

static void leave_readers(Reader *reader)
{
    Reader **link = &reader->response->readers;

    while (*link != reader)
        link = &(*link)->next;
    *link = reader->next;
}

/* Fires the reader's Deferred, and ends the reader. */
static void settle_reader(Reader *reader, Value result)
{
    Response *response = reader->response;
    Deferred *d = reader->deferred;

    free(reader);
    deferred_fire(&d, result);
    response_release(response);
}

static Value canceled(const Response *response)
{
    return value_failure(UV_ECANCELED, "%s: the body was canceled",
                         response->name);
}

static void cancel_reader(void *arg)
{
    Reader *reader = arg;
    Response *response = reader->response;

    leave_readers(reader);
    /* The last one: the rest of the body is not wanted. */
    if (!response->readers && !response->ended) {
        response->stop(response->stop_arg);
        response->ended = true;
        response->failure = canceled(response);
    }
    settle_reader(reader, canceled(response));
}

/* The first collector that has not been handed all of the body. */
static Reader *find_waiting(const Response *response)
{
    Reader *reader = response->readers;

    while (reader &&
           (!reader->fn || reader->position == response->body.length))
        reader = reader->next;
    return reader;
}

/* The collector may do anything, also end this reader. So all fields are set
   before it is called. */
static void hand_piece(Reader *reader)
{
    Response *response = reader->response;
    Value piece = value_bytes(response->body.bytes + reader->position,
                              response->body.length - reader->position);
    Kept *mark = keep_begin();

    if (response->unbuffered)
        buffer_clear(&response->body, SIZE_MAX);
    reader->position = response->body.length;
    reader->fn(piece, reader->arg);
    keep_end(mark);
    value_free(piece);
}

void response_deliver(Response *response)
{
    Reader *reader;

    response->owners++;
    while ((reader = find_waiting(response)))
        hand_piece(reader);
    response_release(response);
}

/* The body has ended. The result is made while the reader still owns the
   Response. */
static void settle_all(Response *response)
{
    response->owners++;
    while (response->readers) {
        Reader *reader = response->readers;
        Value result = failed(response->failure)
                           ? value_copy(response->failure)
                           : reader->make(response);

        leave_readers(reader);
        settle_reader(reader, result);
    }
    response_release(response);
}

void response_end(Response *response, Value failure)
{
    response->owners++;
    response->ended = true;
    response->failure = failure;
    response_deliver(response);
    settle_all(response);
    response_release(response);
}

/* A part of the body may be here already, or all of it. Then the collector is
   called, or the Deferred fires, before this returns. */
static Deferred *read_body(Response *response,
                           Value (*make)(const Response *response),
                           Receiver *fn, void *arg)
{
    Reader *reader = xmalloc(sizeof *reader);
    Deferred *d = deferred_new();

    if (response->unbuffered && response->read)
        die("%s: this unbuffered body has been read", response->name);
    *reader = (Reader){
        .response = response,
        .deferred = d,
        .make = make,
        .fn = fn,
        .arg = arg,
    };
    response->read = true;
    deferred_on_cancel(d, cancel_reader, reader);
    join_readers(reader);
    response->owners++;
    response_deliver(response);
    if (response->ended)
        settle_all(response);
    response_release(response);
    return d;
}

static Value make_nothing(const Response *response)
{
    return value_none();
}

static Value make_bytes(const Response *response)
{
    return value_bytes(response->body.bytes, response->body.length);
}

/* The same failure, with the name of the answer that it is about. */
static Value blame(const Response *response, int code, Value failure)
{
    Value named = value_failure(code, "%s: %s", response->name,
                                as_failure(failure)->message);

    value_free(failure);
    return named;
}

static Value make_text(const Response *response)
{
    const Buffer *body = &response->body;
    const char *type = response_field(response, "Content-Type");
    char charset[CHARSET_SIZE];
    Value text;

    if (!charset_name(type, charset))
        strcpy(charset, text_is_utf8(body->bytes, body->length)
                            ? "UTF-8"
                            : "ISO-8859-1");
    text = charset_decode(charset, body->bytes, body->length);
    return failed(text) ? blame(response, UV_EILSEQ, text) : text;
}

/* JSON that says nothing of its charset is UTF-8 (RFC 8259 section 8.1). */
static Value make_json(const Response *response)
{
    const char *type = response_field(response, "Content-Type");
    char charset[CHARSET_SIZE];
    Value text, json;

    if (!charset_name(type, charset))
        strcpy(charset, "UTF-8");
    text =
        charset_decode(charset, response->body.bytes, response->body.length);
    if (failed(text))
        return blame(response, UV_EPROTO, text);
    json = json_parse(as_text(text), strlen(as_text(text)));
    value_free(text);
    return failed(json) ? blame(response, UV_EPROTO, json) : json;
}

Deferred *response_bytes(Value response)
{
    return read_body(response_of(response), make_bytes, NULL, NULL);
}

Deferred *response_text(Value response)
{
    return read_body(response_of(response), make_text, NULL, NULL);
}

Deferred *response_json(Value response)
{
    return read_body(response_of(response), make_json, NULL, NULL);
}

Deferred *response_collect(Value response, Receiver *fn, void *arg)
{
    return read_body(response_of(response), make_nothing, fn, arg);
}
