/* The client: compressed bodies, whole, in half, and broken. */
#include "client.h"

#include "buffer.h"
#include "reply_server.h"

#include <zlib.h>

enum { LENGTH = 36 * 1024 };

static const Reply waits[] = {{"/", "", STAY}, {0}};

static char plain[LENGTH + 1];
static Buffer packed;

/* Not too easy to pack. */
static void fill_plain(void)
{
    unsigned number = 1;

    for (int i = 0; i < LENGTH; i++) {
        number = number * 1103515245 + 12345;
        plain[i] = (char)('a' + (number >> 16) % 16);
    }
}

enum { RAW = -MAX_WBITS, ZLIB = MAX_WBITS, GZIP = MAX_WBITS + 16 };

/* Adds bytes, packed, to packed. */
static void pack(int window, const char *bytes, size_t length)
{
    z_stream zip = {.next_in = (Bytef *)bytes, .avail_in = (uInt)length};

    buffer_reserve(&packed, 2 * length + 64);
    zip.next_out = (Bytef *)packed.bytes + packed.length;
    zip.avail_out = (uInt)(packed.room - packed.length);
    deflateInit2(&zip, 9, Z_DEFLATED, window, 9, Z_DEFAULT_STRATEGY);
    CHECK_INT(deflate(&zip, Z_FINISH), Z_STREAM_END);
    packed.length += zip.total_out;
    deflateEnd(&zip);
}

static void pack_twice(void)
{
    Buffer once;

    pack(GZIP, plain, LENGTH);
    once = packed;
    packed = (Buffer){0};
    pack(ZLIB, once.bytes, once.length);
    buffer_free(&once);
}

/* The answer to a request, of length bytes of what is packed. Sent are pieces
   of this size. */
static Value unpacked(const char *coding, size_t length, size_t piece)
{
    Deferred *d = client_get_text(client, url_of("/"));
    int before = requests;

    while (requests == before)
        turn();
    send_text(
        links,
        as_text(keep(value_textf("HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\n"
                                 "Content-Length: %zu\r\n\r\n",
                                 coding, length))));
    for (size_t at = 0; at < length; at += piece) {
        send_bytes(links, packed.bytes + at,
                   length - at < piece ? length - at : piece);
        uv_run(reactor_loop(reactor), UV_RUN_NOWAIT);
    }
    return wait_for(d);
}

static void start(void)
{
    fill_plain();
    begin(waits);
}

static void finish(void)
{
    buffer_free(&packed);
    packed = (Buffer){0};
    end();
}

static void check_answer(const char *coding, const char *text)
{
    CHECK_TEXT(as_text(unpacked(coding, packed.length, packed.length)), text);
    buffer_clear(&packed, SIZE_MAX);
}

static void check_failure(const char *coding, size_t length, int code)
{
    Value result = unpacked(coding, length, length);

    CHECK(failed(result));
    CHECK_TEXT(failure_name(as_failure(result)->code), failure_name(code));
}

static void whole(void)
{
    start();
    pack(GZIP, plain, LENGTH);
    CHECK_TEXT(as_text(unpacked("gzip", packed.length, 1000)), plain);
    CHECK_TEXT(as_text(unpacked("X-GZIP", packed.length, 1)), plain);
    check_answer("identity, gzip", plain);
    pack(ZLIB, plain, LENGTH);
    check_answer("deflate", plain);
    pack(RAW, plain, LENGTH);
    check_answer("deflate", plain);
    pack_twice();
    check_answer("gzip, deflate", plain);
    check_answer("gzip", "");
    finish();
}

static void half(void)
{
    start();
    pack(GZIP, plain, LENGTH);
    check_failure("gzip", packed.length / 2, UV_EOF);
    check_failure("gzip", packed.length - 1, UV_EOF);
    check_failure("gzip", 1, UV_EOF);
    buffer_clear(&packed, SIZE_MAX);
    pack(ZLIB, plain, LENGTH);
    check_failure("deflate", packed.length / 2, UV_EOF);
    check_failure("deflate", packed.length - 4, UV_EOF);
    buffer_clear(&packed, SIZE_MAX);
    pack_twice();
    check_failure("gzip, deflate", packed.length / 2, UV_EOF);
    finish();
}

static void members(void)
{
    start();
    pack(GZIP, "one ", 4);
    pack(GZIP, "", 0);
    pack(GZIP, "two", 3);
    CHECK_TEXT(as_text(unpacked("gzip", packed.length, 1)), "one two");
    check_answer("gzip", "one two");
    pack(GZIP, "one", 3);
    pack(GZIP, "two", 3);
    check_failure("gzip", packed.length - 3, UV_EOF);
    finish();
}

static void garbage(void)
{
    start();
    pack(GZIP, plain, LENGTH);
    buffer_add_text(&packed, "and more");
    check_failure("gzip", packed.length, UV_EPROTO);
    buffer_clear(&packed, SIZE_MAX);
    pack(ZLIB, plain, LENGTH);
    buffer_add_text(&packed, "and more");
    check_failure("deflate", packed.length, UV_EPROTO);
    buffer_clear(&packed, SIZE_MAX);
    pack(GZIP, plain, LENGTH);
    packed.bytes[packed.length - 5] ^= 1; /* the checksum */
    check_failure("gzip", packed.length, UV_EPROTO);
    buffer_clear(&packed, SIZE_MAX);
    buffer_add_text(&packed, "hello, all");
    check_failure("gzip", packed.length, UV_EPROTO);
    finish();
}

static void unknown(void)
{
    start();
    pack(GZIP, plain, LENGTH);
    check_failure("br", packed.length, UV_EPROTO);
    check_failure("zstd, gzip", packed.length, UV_EPROTO);
    check_failure("gzip, gzip, gzip", packed.length, UV_EPROTO);
    finish();
}

static const UnitTest tests[] = {
    {"a packed body is unpacked, in whatever pieces it comes", whole},
    {"half of a packed body is a failure", half},
    {"gzip may be several members", members},
    {"a wrong checksum, and bytes after the end, are a failure", garbage},
    {"so is a coding that we have not asked for", unknown},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
