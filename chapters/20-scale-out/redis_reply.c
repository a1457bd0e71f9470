/*
 * Bytes come in from redis.c, in pieces as the network cut them, and Values go
 * out, one for each complete reply. hiredis puts the pieces together. It has
 * no limits of its own: a server that promises an array of two thousand
 * million items gets room for all of them at once, and one that never ends a
 * text fills the memory. So each array is looked at when it begins, and the
 * bytes that wait for their end are counted.
 */
#include "redis_reply.h"

#include "redis.h"
#include "text.h"
#include "xmalloc.h"

#include <hiredis.h>
#include <stdlib.h>
#include <string.h>

#if HIREDIS_MAJOR < 1
typedef int Elements;
#else
typedef size_t Elements;
#endif

/* hiredis' own functions, and its array within our limit. */
static redisReplyObjectFunctions limited;
static const redisReplyObjectFunctions *of_hiredis;

static void *create_limited_array(const redisReadTask *task, Elements elements)
{
    if (elements > REDIS_MOST_ITEMS)
        return NULL; /* the reader then reports an error */
    return of_hiredis->createArray(task, elements);
}

redisReader *redis_reply_reader(void)
{
    redisReader *reader = redisReaderCreate();

    if (!of_hiredis) {
        of_hiredis = reader->fn;
        limited = *of_hiredis;
        limited.createArray = create_limited_array;
    }
    reader->fn = &limited;
    return reader;
}

int redis_reply_feed(redisReader *reader, const char *bytes, size_t length)
{
    if (redisReaderFeed(reader, bytes, length) != REDIS_OK)
        return UV_EPROTO;
    return reader->len - reader->pos > REDIS_MOST_BYTES ? UV_EMSGSIZE : 0;
}

/* Other programs may write what they like into the same Redis. */
static Value text_or_bytes(const char *bytes, size_t length)
{
    bool is_text = !memchr(bytes, '\0', length) && text_is_utf8(bytes, length);

    return is_text ? value_text(bytes) : value_bytes(bytes, length);
}

static Value to_value(const redisReply *reply);

static Value to_list(const redisReply *reply)
{
    Value *items = xcalloc(reply->elements + 1, sizeof *items), list;

    for (size_t i = 0; i < reply->elements; i++)
        items[i] = to_value(reply->element[i]);
    list = value_list(items, reply->elements);
    free(items);
    return list;
}

/* Calls itself for a list in a list; hiredis reads seven levels at most. */
static Value to_value(const redisReply *reply)
{
    switch (reply->type) {
    case REDIS_REPLY_ARRAY:
        return to_list(reply);
    case REDIS_REPLY_INTEGER:
        return value_int(reply->integer);
    case REDIS_REPLY_NIL:
        return value_none();
    case REDIS_REPLY_ERROR:
        return value_failure(UV_EREMOTEIO, "Redis says: %s", reply->str);
    default:
        return text_or_bytes(reply->str, (size_t)reply->len);
    }
}

int redis_reply_next(redisReader *reader, Value *reply)
{
    void *read = NULL;

    if (redisReaderGetReply(reader, &read) != REDIS_OK)
        return UV_EPROTO;
    if (!read)
        return 0;
    *reply = to_value(read);
    freeReplyObject(read);
    return 1;
}
