/*
 * What RFC 9110 and RFC 9112 ask of a server, the second table: bodies.
 */
#ifndef HTTP_BODIES_H
#define HTTP_BODIES_H

#include "http_requests.h"

static const Exchange body_exchanges[] = {
    {"9112 6.1: a body may be chunked",
     BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
           "1\r\na\r\n2\r\nbc\r\n0\r\n\r\n"),
     "200 POST / abc; open"},
    {"9112 6.1: chunked in any case, and between tabs",
     BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding:\tChunked\t\r\n\r\n"
           "1\r\na\r\n0\r\n\r\n"),
     "200 POST / a; open"},
    {"9112 6.1: HTTP/1.0 has no Transfer-Encoding",
     BYTES("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"
           "1\r\na\r\n0\r\n\r\n"),
     "400; end"},
    {"9112 6.1: chunked twice is refused",
     BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked, chunked"
           "\r\n\r\n0\r\n\r\n"),
     "400; end"},
    {"9112 6.1: in two fields too",
     BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n"
           "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
     "400; end"},
    {"9112 6.1: another coding before it is a 501",
     BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: gzip, chunked"
           "\r\n\r\n0\r\n\r\n"),
     "501; end"},
    {"9112 6.1: also in a field of its own",
     BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: gzip\r\n"
           "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
     "501; end"},
    {"9112 6.3: one that does not end with chunked is a 400",
     BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: gzip\r\n\r\n"),
     "400; end"},
    {"9112 6.3: also if chunked comes before",
     BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked, gzip"
           "\r\n\r\n"),
     "400; end"},
    {"9112 6.3: an empty one is a 400",
     BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding:\r\n"
           "Content-Length: 1\r\n\r\nx"),
     "400; end"},
    {"9112 6.3: and one that only looks like chunked",
     BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: xchunked\r\n\r\n"),
     "400; end"},
    {"9112 6.3: a Content-Length beside it is refused",
     BYTES("POST / HTTP/1.1\r\n" HOST "Content-Length: 5\r\n"
           "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
     "400; end"},
    {"9112 6.3: in the other order too",
     BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n"
           "Content-Length: 5\r\n\r\n0\r\n\r\n"),
     "400; end"},
    {"9112 6.2: a body may have a length",
     BYTES("POST / HTTP/1.1\r\n" HOST "Content-Length: 3\r\n\r\nabc"),
     "200 POST / abc; open"},
    {"9112 6.2: with zeros before it",
     BYTES("POST / HTTP/1.1\r\n" HOST "Content-Length: 003\r\n\r\nabc"),
     "200 POST / abc; open"},
    {"9112 6.2: which may be 0",
     BYTES("POST / HTTP/1.1\r\n" HOST "Content-Length: 0\r\n\r\n"),
     "200 POST /; open"},
    {"9110 9.3.1: also for GET",
     BYTES("GET / HTTP/1.1\r\n" HOST "Content-Length: 3\r\n\r\nabc"),
     "200 GET / abc; open"},
    {"9112 6.3: two Content-Length are refused",
     BYTES("POST / HTTP/1.1\r\n" HOST "Content-Length: 1\r\n"
           "Content-Length: 1\r\n\r\nx"),
     "400; end"},
    {"9112 6.3: a list of them too",
     BYTES("POST / HTTP/1.1\r\n" HOST "Content-Length: 1, 1\r\n\r\nx"),
     "400; end"},
    {"9112 6.3: an empty one too",
     BYTES("POST / HTTP/1.1\r\n" HOST "Content-Length:\r\n\r\n"), "400; end"},
    {"9112 6.3: a sign too",
     BYTES("POST / HTTP/1.1\r\n" HOST "Content-Length: +1\r\n\r\nx"),
     "400; end"},
    {"9112 6.3: a hexadecimal one too",
     BYTES("POST / HTTP/1.1\r\n" HOST "Content-Length: 0x1\r\n\r\nx"),
     "400; end"},
    {"9110 8.6: one above the limit is a 413, at once",
     BYTES("POST / HTTP/1.1\r\n" HOST
           "Content-Length: 18446744073709551615\r\n\r\n"),
     "413; end"},
    {"9110 8.6: one that does not fit in 64 bits is a 413 too",
     BYTES("POST / HTTP/1.1\r\n" HOST
           "Content-Length: 18446744073709551617\r\n\r\n"),
     "413; end"},
    {"9112 6.3: a request without either has no body",
     BYTES("POST / HTTP/1.1\r\n" HOST "\r\nGET / HTTP/1.1\r\n" HOST "\r\n"),
     "200 POST /; 200 GET /; open"},

    {"9112 7.1: a chunk's length is in any case, with zeros before it",
     BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
           "00A\r\n0123456789\r\n0b\r\n0123456789a\r\n000\r\n\r\n"),
     "200 POST / 01234567890123456789a; open"},
    {"9112 7.1: it is a number",
     BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
           "x\r\n\r\n"),
     "400; end"},
    {"9112 7.1: without a sign or 0x",
     BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
           "0x1\r\na\r\n0\r\n\r\n"),
     "400; end"},
    {"9112 7.1: without a space before it",
     BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
           " 1\r\na\r\n0\r\n\r\n"),
     "400; end"},
    {"9112 7.1: or after it",
     BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
           "1 \r\na\r\n0\r\n\r\n"),
     "400; end"},
    {"9112 7.1: it must be there",
     BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
           "\r\na\r\n0\r\n\r\n"),
     "400; end"},
    {"9112 7.1: one that does not fit in 64 bits is a 413",
     BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
           "10000000000000001\r\na\r\n0\r\n\r\n"),
     "413; end"},
    {"9112 7.1: LF alone after the length is refused",
     BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
           "1\na\r\n0\r\n\r\n"),
     "400; end"},
    {"9112 7.1: CR alone too",
     BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
           "1\ra\r\n0\r\n\r\n"),
     "400; end"},
    {"9112 7.1: LF alone after the chunk too",
     BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
           "1\r\na\n0\r\n\r\n"),
     "400; end"},
    {"9112 7.1: a chunk longer than its length too",
     BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
           "1\r\nab\r\n0\r\n\r\n"),
     "400; end"},
    {"9112 7.1: LF alone at the end too",
     BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
           "1\r\na\r\n0\r\n\n"),
     "400; end"},
    {"9112 7.1.1: extensions are ignored, several too",
     BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
           "1;a;b=c;d=\"e;f\"\r\na\r\n1 ; g\r\nb\r\n0;h\r\n\r\n"),
     "200 POST / ab; open"},
    {"9112 7.1.1: an extension without a name is refused",
     BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
           "1;\r\na\r\n0\r\n\r\n"),
     "400; end"},
    {"9112 7.1.1: quotes that do not end too",
     BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
           "1;a=\"b\r\na\r\n0\r\n\r\n"),
     "400; end"},
    {"9112 7.1.1: what is neither a name nor a value too",
     BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
           "1;;;= @ \"\r\na\r\n0\r\n\r\n"),
     "400; end"},
    {"9112 7.1.1: a control character in them is refused",
     BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
           "1;a\001\r\na\r\n0\r\n\r\n"),
     "400; end"},
    {"9112 7.1.1: LF alone after them too",
     BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
           "1;a\na\r\n0\r\n\r\n"),
     "400; end"},
    {"9112 7.1.2: a trailer is ignored",
     BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
           "1\r\na\r\n0\r\nA: b\r\nContent-Length: 5\r\n\r\n"),
     "200 POST / a; open"},
    {"9112 7.1.2: LF alone in it is refused",
     BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
           "1\r\na\r\n0\r\nA: b\n\r\n"),
     "400; end"},
    {"9112 7.1.2: CR alone too",
     BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
           "1\r\na\r\n0\r\nA: b\rc\r\n\r\n"),
     "400; end"},
    {"9112 7.1.2: a line that goes on too",
     BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
           "1\r\na\r\n0\r\nA: b\r\n c\r\n\r\n"),
     "400; end"},
    {"9112 7.1.2: a line without a name too",
     BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
           "1\r\na\r\n0\r\n: b\r\n\r\n"),
     "400; end"},
    {"9112 7.1.2: a line without a colon too",
     BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
           "1\r\na\r\n0\r\nA b\r\n\r\n"),
     "400; end"},
    {"9112 7.1.2: an LF must follow the CR of the end",
     BYTES("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
           "1\r\na\r\n0\r\n\rx"),
     "400; end"},
};

#endif
