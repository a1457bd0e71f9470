/*
 * Compressed bodies, unpacked by zlib. client_receive.c puts in the bytes that
 * the connection brings, and the result goes to the Response. libcurl could
 * do so as well, but it takes half of a compressed body for a whole one.
 *
 * "gzip" may be several members in a row (RFC 1952 section 2.2). "deflate"
 * means zlib's format; some servers send it without zlib's frame (RFC 9110
 * section 8.4.1.2). We undo two codings at most, one after the other.
 */
#include "client_inside.h"

#include "xmalloc.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <zlib.h>

enum { PIECE = 8 * 1024, MOST_CODINGS = 2 };

struct Unpacker {
    z_stream zip;
    enum { UNPACKS_GZIP, UNPACKS_DEFLATE } format;
    enum { UNPACK_BEGINS, UNPACK_INSIDE, UNPACK_ENDED } place;
    Unpacker *next; /* what undoes the coding that was done before */
};

static Unpacker *new_unpacker(bool is_gzip, Unpacker *next)
{
    Unpacker *unpacker = xcalloc(1, sizeof *unpacker);

    unpacker->format = is_gzip ? UNPACKS_GZIP : UNPACKS_DEFLATE;
    unpacker->next = next;
    return unpacker;
}

void client_unpack_free(Unpacker *unpacker)
{
    while (unpacker) {
        Unpacker *next = unpacker->next;

        inflateEnd(&unpacker->zip);
        free(unpacker);
        unpacker = next;
    }
}

static bool is_word(const char *word, size_t length, const char *name)
{
    return strlen(name) == length && strncasecmp(word, name, length) == 0;
}

/* Puts what undoes this coding before what undoes those that were said
   before it. Returns false if there is no such thing. */
static bool add_coding(Unpacker **unpacker, const char *word, size_t length)
{
    bool is_gzip =
        is_word(word, length, "gzip") || is_word(word, length, "x-gzip");

    if (length == 0 || is_word(word, length, "identity"))
        return true;
    if (!is_gzip && !is_word(word, length, "deflate"))
        return false;
    *unpacker = new_unpacker(is_gzip, *unpacker);
    return true;
}

/* Codings are listed in the order in which they were applied. */
static bool add_codings(Unpacker **unpacker, const char *list, unsigned *count)
{
    static const char between[] = ", \t";

    while (*(list += strspn(list, between))) {
        size_t length = strcspn(list, between);

        if (++*count > MOST_CODINGS || !add_coding(unpacker, list, length))
            return false;
        list += length;
    }
    return true;
}

bool client_unpack_begin(const Response *response, Unpacker **unpacker)
{
    const char *field = NULL;
    unsigned count = 0;

    while ((field = response_next(response, "Content-Encoding", field)))
        if (!add_codings(unpacker, field, &count))
            return false;
    return true;
}

/* zlib's own frame begins with 8 in its low bits, and no deflate data that
   any server sends does so. */
static int window_of(const Unpacker *unpacker, char first)
{
    if (unpacker->format == UNPACKS_GZIP)
        return MAX_WBITS + 16;
    return (first & 0x0F) == Z_DEFLATED ? MAX_WBITS : -MAX_WBITS;
}

/* Only now do we know that there is a body; HEAD has none. Another member of
   gzip begins right after the one before. Returns false if there may be
   no more. */
static bool begin_member(Unpacker *unpacker, char first)
{
    int status;

    if (unpacker->place == UNPACK_ENDED) {
        if (unpacker->format != UNPACKS_GZIP)
            return false;
        status = inflateReset(&unpacker->zip);
    } else {
        status = inflateInit2(&unpacker->zip, window_of(unpacker, first));
    }
    client_must(status == Z_OK ? CURLE_OK : CURLE_OUT_OF_MEMORY);
    unpacker->place = UNPACK_INSIDE;
    return true;
}

static int hand_on(Unpacker *unpacker, const char *bytes, size_t length,
                   Response *response)
{
    if (unpacker->next)
        return client_unpack_add(unpacker->next, bytes, length, response);
    return response_add(response, bytes, length) ? 0 : UV_EMSGSIZE;
}

/* Makes one piece of the input. */
static int unpack_piece(Unpacker *unpacker, Response *response)
{
    z_stream *zip = &unpacker->zip;
    char piece[PIECE];
    int status;

    zip->next_out = (Bytef *)piece;
    zip->avail_out = sizeof piece;
    status = inflate(zip, Z_NO_FLUSH);
    if (status == Z_STREAM_END)
        unpacker->place = UNPACK_ENDED;
    else if (status != Z_OK && status != Z_BUF_ERROR)
        return UV_EPROTO;
    return hand_on(unpacker, piece, sizeof piece - zip->avail_out, response);
}

/* A piece that is full may not be all: zlib is asked again until it leaves
   room. */
int client_unpack_add(Unpacker *unpacker, const char *bytes, size_t length,
                      Response *response)
{
    z_stream *zip = &unpacker->zip;
    int code = 0;

    zip->next_in = (Bytef *)bytes;
    zip->avail_in = (uInt)length;
    while (code == 0 && zip->avail_in > 0) {
        if (unpacker->place != UNPACK_INSIDE &&
            !begin_member(unpacker, *(const char *)zip->next_in))
            return UV_EPROTO;
        do
            code = unpack_piece(unpacker, response);
        while (code == 0 && unpacker->place == UNPACK_INSIDE &&
               zip->avail_out == 0);
    }
    return code;
}

bool client_unpack_is_whole(const Unpacker *unpacker)
{
    while (unpacker && unpacker->place != UNPACK_INSIDE)
        unpacker = unpacker->next;
    return !unpacker;
}
