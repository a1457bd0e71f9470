/*
 * What RFC 9110 and RFC 9112 ask of a server, as a table: the octets that a
 * client sends, and what it has to hear. test_http_conformance.c runs it.
 */
#ifndef HTTP_REQUESTS_H
#define HTTP_REQUESTS_H

#include <stddef.h>

/* The sentence begins with the section: "9112 3.2: ...". Wanted are the
   answers, in order, and what the connection is then: "open", or at its
   "end". An answer is its status, and if that is 200 what the server has
   understood: method, target and body, "200 GET / body". "shut" stands for
   a client that ends its side then, and hears no answer. */
typedef struct {
    const char *sentence;
    const char *octets;
    size_t length;
    const char *wanted;
} Exchange;

/* The octets may have a NUL among them. */
#define OCTETS(text) text, sizeof(text) - 1

#define HOST "Host: a\r\n"

static const Exchange exchanges[] = {
    {"9112 2.1: a request is a line, fields and an empty line",
     OCTETS("GET / HTTP/1.1\r\n" HOST "\r\n"), "200 GET /; open"},
    {"9112 2.2: an empty line before the request line is ignored",
     OCTETS("\r\n\r\nGET / HTTP/1.1\r\n" HOST "\r\n"), "200 GET /; open"},
    {"9112 2.2: an empty line between two requests is ignored",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Content-Length: 1\r\n\r\nx\r\n"
            "GET / HTTP/1.1\r\n" HOST "\r\n"),
     "200 POST / x; 200 GET /; open"},
    {"9112 2.2: a line that ends with LF alone is refused",
     OCTETS("GET / HTTP/1.1\n" HOST "\r\n"), "400; end"},
    {"9112 2.2: so is an empty line that does, at the end of a head",
     OCTETS("GET / HTTP/1.1\r\n" HOST "\n"), "400; end"},
    {"9112 2.2: so is one before the request line",
     OCTETS("\nGET / HTTP/1.1\r\n" HOST "\r\n"), "400; end"},
    {"9112 2.2: a CR alone in a value is refused",
     OCTETS("GET / HTTP/1.1\r\n" HOST "A: b\rc\r\n\r\n"), "400; end"},
    {"9112 2.2: a CR alone in a name is refused",
     OCTETS("GET / HTTP/1.1\r\n" HOST "A\rB: c\r\n\r\n"), "400; end"},
    {"9112 2.2: a CR alone in the request line is refused",
     OCTETS("GET /\r HTTP/1.1\r\n" HOST "\r\n"), "400; end"},
    {"9112 2.2: two CR before an LF are refused",
     OCTETS("GET / HTTP/1.1\r\n" HOST "A: b\r\r\n\r\n"), "400; end"},
    {"9112 2.2: a space between request line and fields is refused",
     OCTETS("GET / HTTP/1.1\r\n " HOST "\r\n"), "400; end"},
    {"9112 2.2: so is a tab", OCTETS("GET / HTTP/1.1\r\n\t" HOST "\r\n"),
     "400; end"},
    {"9112 2.2: what is no HTTP is refused", OCTETS("\x16\x03\x01\r\n\r\n"),
     "400; end"},

    {"9112 2.3: versions that are too new are a 505",
     OCTETS("GET / HTTP/2.0\r\n" HOST "\r\n"), "505; end"},
    {"9112 2.3: so is 1.2", OCTETS("GET / HTTP/1.2\r\n" HOST "\r\n"),
     "505; end"},
    {"9112 2.3: and 0.9", OCTETS("GET / HTTP/0.9\r\n" HOST "\r\n"),
     "505; end"},
    {"9112 2.3: a version of two digits is none",
     OCTETS("GET / HTTP/1.10\r\n" HOST "\r\n"), "400; end"},
    {"9112 2.3: a version without its point is none",
     OCTETS("GET / HTTP/1-1\r\n" HOST "\r\n"), "400; end"},
    {"9112 2.3: a version without digits is none",
     OCTETS("GET / HTTP/x.1\r\n" HOST "\r\n"), "400; end"},
    {"9112 2.3: its second one may be none neither",
     OCTETS("GET / HTTP/1.x\r\n" HOST "\r\n"), "400; end"},
    {"9112 2.3: HTTP is in capitals",
     OCTETS("GET / http/1.1\r\n" HOST "\r\n"), "400; end"},
    {"9112 2.3: the preface of HTTP/2 is a 505",
     OCTETS("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), "505; end"},

    {"9112 3: a request line without a version is refused",
     OCTETS("GET /\r\n" HOST "\r\n"), "400; end"},
    {"9112 3: without a target too",
     OCTETS("GET HTTP/1.1\r\n" HOST "\r\n"), "400; end"},
    {"9112 3: without a space too", OCTETS("GET\r\n" HOST "\r\n"),
     "400; end"},
    {"9112 3: two spaces before the target are refused",
     OCTETS("GET  / HTTP/1.1\r\n" HOST "\r\n"), "400; end"},
    {"9112 3: two spaces before the version are refused",
     OCTETS("GET /  HTTP/1.1\r\n" HOST "\r\n"), "400; end"},
    {"9112 3: a space at its end is refused",
     OCTETS("GET / HTTP/1.1 \r\n" HOST "\r\n"), "400; end"},
    {"9112 3: a tab for a space is refused",
     OCTETS("GET\t/ HTTP/1.1\r\n" HOST "\r\n"), "400; end"},
    {"9112 3.1: a method is a token",
     OCTETS("G(T / HTTP/1.1\r\n" HOST "\r\n"), "400; end"},
    {"9110 9.1: methods are in capitals",
     OCTETS("get / HTTP/1.1\r\n" HOST "\r\n"), "501; end"},
    {"9110 9.1: an unknown method is a 501",
     OCTETS("FOO / HTTP/1.1\r\n" HOST "\r\n"), "501; end"},
    {"9110 9.3.6: CONNECT is a 501, and what follows is no request",
     OCTETS("CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n\r\n"
            "GET / HTTP/1.1\r\n" HOST "\r\n"), "501; end"},
    {"9110 9.3.7: OPTIONS * asks the server itself",
     OCTETS("OPTIONS * HTTP/1.1\r\n" HOST "\r\n"), "200; open"},
    {"9112 3.2.4: the asterisk is only for OPTIONS",
     OCTETS("GET * HTTP/1.1\r\n" HOST "\r\n"), "400; end"},

    {"9112 3.2: a target may not have a space",
     OCTETS("GET /a b HTTP/1.1\r\n" HOST "\r\n"), "400; end"},
    {"9112 3.2: nor a control character",
     OCTETS("GET /a\001b HTTP/1.1\r\n" HOST "\r\n"), "400; end"},
    {"9112 3.2: nor a NUL", OCTETS("GET /a\0b HTTP/1.1\r\n" HOST "\r\n"),
     "400; end"},
    {"9112 3.2: nor an octet above 126",
     OCTETS("GET /\303\251 HTTP/1.1\r\n" HOST "\r\n"), "400; end"},
    {"9112 3.2: nor a fragment",
     OCTETS("GET /a#b HTTP/1.1\r\n" HOST "\r\n"), "400; end"},
    {"9112 3.2: nor is it a word", OCTETS("GET a HTTP/1.1\r\n" HOST "\r\n"),
     "400; end"},
    {"9112 3.2.1: a target may have a query",
     OCTETS("GET /a?b=c HTTP/1.1\r\n" HOST "\r\n"), "200 GET /a?b=c; open"},
    {"9112 3.2.1: an empty query is one",
     OCTETS("GET /a? HTTP/1.1\r\n" HOST "\r\n"), "200 GET /a?; open"},
    {"9112 3.2.2: a target may be a URL",
     OCTETS("GET http://b/a?c HTTP/1.1\r\n" HOST "\r\n"),
     "200 GET /a?c; open"},
    {"9112 3.2.2: one without a path means /",
     OCTETS("GET HTTP://b HTTP/1.1\r\n" HOST "\r\n"), "200 GET /; open"},
    {"9112 3.2.2: also before a query",
     OCTETS("GET http://b:1?c HTTP/1.1\r\n" HOST "\r\n"),
     "200 GET /?c; open"},
    {"9112 3.2.2: a URL has a host",
     OCTETS("GET http:///a HTTP/1.1\r\n" HOST "\r\n"), "400; end"},
    {"9110 4.2.4: and no user",
     OCTETS("GET http://u@b/ HTTP/1.1\r\n" HOST "\r\n"), "400; end"},
    {"9112 3.2.2: another scheme is refused",
     OCTETS("GET ftp://b/a HTTP/1.1\r\n" HOST "\r\n"), "400; end"},

    {"9112 3.2: a request without Host is refused",
     OCTETS("GET / HTTP/1.1\r\n\r\n"), "400; end"},
    {"9112 3.2: with two of them too",
     OCTETS("GET / HTTP/1.1\r\n" HOST "Accept: b\r\nhost: a\r\n\r\n"),
     "400; end"},
    {"9112 3.2: a Host that is none is refused",
     OCTETS("GET / HTTP/1.1\r\nHost: a b\r\n\r\n"), "400; end"},
    {"9112 3.2: with a user too",
     OCTETS("GET / HTTP/1.1\r\nHost: u@a\r\n\r\n"), "400; end"},
    {"9112 3.2: with a path too",
     OCTETS("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"), "400; end"},
    {"9112 3.2: with a port that is none too",
     OCTETS("GET / HTTP/1.1\r\nHost: a:b\r\n\r\n"), "400; end"},
    {"9112 3.2: a Host may be empty",
     OCTETS("GET / HTTP/1.1\r\nHost:\r\n\r\n"), "200 GET /; open"},
    {"9112 3.2: it may have a port",
     OCTETS("GET / HTTP/1.1\r\nHost: a.b:80\r\n\r\n"), "200 GET /; open"},
    {"9112 3.2: it may be an address of IPv6",
     OCTETS("GET / HTTP/1.1\r\nHost: [::1]:80\r\n\r\n"), "200 GET /; open"},
    {"9112 3.2: but not half of one",
     OCTETS("GET / HTTP/1.1\r\nHost: [::1\r\n\r\n"), "400; end"},

    {"9112 5.1: a space before the colon is refused",
     OCTETS("GET / HTTP/1.1\r\n" HOST "A : b\r\n\r\n"), "400; end"},
    {"9112 5.1: a field without a name is refused",
     OCTETS("GET / HTTP/1.1\r\n" HOST ": b\r\n\r\n"), "400; end"},
    {"9112 5.1: a line without a colon is refused",
     OCTETS("GET / HTTP/1.1\r\n" HOST "A b\r\n\r\n"), "400; end"},
    {"9110 5.1: a name is a token",
     OCTETS("GET / HTTP/1.1\r\n" HOST "A(: b\r\n\r\n"), "400; end"},
    {"9110 5.1: without an octet above 126",
     OCTETS("GET / HTTP/1.1\r\n" HOST "A\303: b\r\n\r\n"), "400; end"},
    {"9110 5.1: names are in any case",
     OCTETS("POST / HTTP/1.1\r\nhOST: a\r\ncontent-LENGTH: 1\r\n\r\nx"),
     "200 POST / x; open"},
    {"9112 5.2: a line that goes on in the next one is refused",
     OCTETS("GET / HTTP/1.1\r\n" HOST "A: b\r\n c\r\n\r\n"), "400; end"},
    {"9112 5.2: also if it hides a length (CVE-2024-27982)",
     OCTETS("POST / HTTP/1.1\r\n" HOST " Content-Length: 1\r\n\r\nx"),
     "400; end"},
    {"9110 5.5: a value may have octets above 127, and tabs",
     OCTETS("GET / HTTP/1.1\r\n" HOST "A: \303\251\t\377\r\n\r\n"),
     "200 GET /; open"},
    {"9110 5.5: but no NUL",
     OCTETS("GET / HTTP/1.1\r\n" HOST "A: b\0c\r\n\r\n"), "400; end"},
    {"9110 5.5: nor another control character",
     OCTETS("GET / HTTP/1.1\r\n" HOST "A: \177\r\n\r\n"), "400; end"},
    {"9110 5.5: spaces and tabs around a value do not count",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Content-Length:\t 1 \t\r\n\r\nx"),
     "200 POST / x; open"},
    {"9110 5.5: nor those around nothing",
     OCTETS("GET / HTTP/1.1\r\n" HOST "A: \t \r\n\r\n"), "200 GET /; open"},

    {"9110 5.5: an empty value does not hide the next field",
     OCTETS("POST / HTTP/1.1\r\nA:\r\n" HOST "B: \t\r\nContent-Length: 1\r\n"
            "C:\r\n\r\nx"), "200 POST / x; open"},
    {"9110 5.5: nor does an empty Connection",
     OCTETS("POST / HTTP/1.1\r\nConnection:\r\n" HOST "Connection: \r\n"
            "Transfer-Encoding: chunked\r\nUpgrade:\r\n\r\n"
            "1\r\na\r\n0\r\n\r\n"), "200 POST / a; open"},

    {"9112 6.1: a body may be chunked",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
            "1\r\na\r\n2\r\nbc\r\n0\r\n\r\n"), "200 POST / abc; open"},
    {"9112 6.1: chunked in any case, and between tabs",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding:\tChunked\t\r\n\r\n"
            "1\r\na\r\n0\r\n\r\n"), "200 POST / a; open"},
    {"9112 6.1: HTTP/1.0 has no Transfer-Encoding",
     OCTETS("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"
            "1\r\na\r\n0\r\n\r\n"), "400; end"},
    {"9112 6.1: chunked twice is refused",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked, chunked"
            "\r\n\r\n0\r\n\r\n"), "400; end"},
    {"9112 6.1: in two fields too",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n"
            "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), "400; end"},
    {"9112 6.1: another coding before it is a 501",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: gzip, chunked"
            "\r\n\r\n0\r\n\r\n"), "501; end"},
    {"9112 6.1: also in a field of its own",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: gzip\r\n"
            "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), "501; end"},
    {"9112 6.3: one that does not end with chunked is a 400",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: gzip\r\n\r\n"),
     "400; end"},
    {"9112 6.3: also if chunked comes before",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked, gzip"
            "\r\n\r\n"), "400; end"},
    {"9112 6.3: an empty one is a 400",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding:\r\n"
            "Content-Length: 1\r\n\r\nx"), "400; end"},
    {"9112 6.3: and one that only looks like chunked",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: xchunked\r\n\r\n"),
     "400; end"},
    {"9112 6.3: a Content-Length beside it is refused",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Content-Length: 5\r\n"
            "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), "400; end"},
    {"9112 6.3: in the other order too",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n"
            "Content-Length: 5\r\n\r\n0\r\n\r\n"), "400; end"},
    {"9112 6.2: a body may have a length",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Content-Length: 3\r\n\r\nabc"),
     "200 POST / abc; open"},
    {"9112 6.2: with zeros before it",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Content-Length: 003\r\n\r\nabc"),
     "200 POST / abc; open"},
    {"9112 6.2: which may be 0",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Content-Length: 0\r\n\r\n"),
     "200 POST /; open"},
    {"9110 9.3.1: also for GET",
     OCTETS("GET / HTTP/1.1\r\n" HOST "Content-Length: 3\r\n\r\nabc"),
     "200 GET / abc; open"},
    {"9112 6.3: two Content-Length are refused",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Content-Length: 1\r\n"
            "Content-Length: 1\r\n\r\nx"), "400; end"},
    {"9112 6.3: a list of them too",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Content-Length: 1, 1\r\n\r\nx"),
     "400; end"},
    {"9112 6.3: an empty one too",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Content-Length:\r\n\r\n"),
     "400; end"},
    {"9112 6.3: a sign too",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Content-Length: +1\r\n\r\nx"),
     "400; end"},
    {"9112 6.3: a hexadecimal one too",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Content-Length: 0x1\r\n\r\nx"),
     "400; end"},
    {"9110 8.6: one above the limit is a 413, at once",
     OCTETS("POST / HTTP/1.1\r\n" HOST
            "Content-Length: 18446744073709551615\r\n\r\n"), "413; end"},
    {"9110 8.6: one that no machine can count to is a 400",
     OCTETS("POST / HTTP/1.1\r\n" HOST
            "Content-Length: 18446744073709551617\r\n\r\n"), "400; end"},
    {"9112 6.3: a request without either has no body",
     OCTETS("POST / HTTP/1.1\r\n" HOST "\r\nGET / HTTP/1.1\r\n" HOST "\r\n"),
     "200 POST /; 200 GET /; open"},

    {"9112 7.1: a chunk's length is in any case, with zeros before it",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
            "00A\r\n0123456789\r\n0b\r\n0123456789a\r\n000\r\n\r\n"),
     "200 POST / 01234567890123456789a; open"},
    {"9112 7.1: it is a number",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
            "x\r\n\r\n"), "400; end"},
    {"9112 7.1: without a sign or 0x",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
            "0x1\r\na\r\n0\r\n\r\n"), "400; end"},
    {"9112 7.1: without a space before it",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
            " 1\r\na\r\n0\r\n\r\n"), "400; end"},
    {"9112 7.1: or behind it",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
            "1 \r\na\r\n0\r\n\r\n"), "400; end"},
    {"9112 7.1: it is there",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
            "\r\na\r\n0\r\n\r\n"), "400; end"},
    {"9112 7.1: one that no machine can count to is a 413",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
            "10000000000000001\r\na\r\n0\r\n\r\n"), "413; end"},
    {"9112 7.1: LF alone behind the length is refused",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
            "1\na\r\n0\r\n\r\n"), "400; end"},
    {"9112 7.1: CR alone too",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
            "1\ra\r\n0\r\n\r\n"), "400; end"},
    {"9112 7.1: LF alone behind the chunk too",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
            "1\r\na\n0\r\n\r\n"), "400; end"},
    {"9112 7.1: a chunk longer than its length too",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
            "1\r\nab\r\n0\r\n\r\n"), "400; end"},
    {"9112 7.1: LF alone at the end too",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
            "1\r\na\r\n0\r\n\n"), "400; end"},
    {"9112 7.1.1: extensions are ignored, several too",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
            "1;a;b=c;d=\"e;f\"\r\na\r\n1 ; g\r\nb\r\n0;h\r\n\r\n"),
     "200 POST / ab; open"},
    {"9112 7.1.1: a control character in them is refused",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
            "1;a\001\r\na\r\n0\r\n\r\n"), "400; end"},
    {"9112 7.1.1: LF alone behind them too",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
            "1;a\na\r\n0\r\n\r\n"), "400; end"},
    {"9112 7.1.2: a trailer is ignored",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
            "1\r\na\r\n0\r\nA: b\r\nContent-Length: 5\r\n\r\n"),
     "200 POST / a; open"},
    {"9112 7.1.2: LF alone in it is refused",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
            "1\r\na\r\n0\r\nA: b\n\r\n"), "400; end"},
    {"9112 7.1.2: CR alone too",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
            "1\r\na\r\n0\r\nA: b\rc\r\n\r\n"), "400; end"},
    {"9112 7.1.2: a line that goes on too",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
            "1\r\na\r\n0\r\nA: b\r\n c\r\n\r\n"), "400; end"},
    {"9112 7.1.2: a line without a name too",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
            "1\r\na\r\n0\r\n: b\r\n\r\n"), "400; end"},
    {"9112 7.1.2: a line without a colon too",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
            "1\r\na\r\n0\r\nA b\r\n\r\n"), "400; end"},
    {"9112 7.1.2: LF behind the CR of the end is needed",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
            "1\r\na\r\n0\r\n\rx"), "400; end"},

    {"9112 9.3: HTTP/1.1 keeps the connection",
     OCTETS("GET / HTTP/1.1\r\n" HOST "\r\nGET /b HTTP/1.1\r\n" HOST "\r\n"),
     "200 GET /; 200 GET /b; open"},
    {"9112 9.3: HTTP/1.0 closes it",
     OCTETS("GET / HTTP/1.0\r\n\r\n"), "200 GET /; end"},
    {"9112 9.3: unless it asks for keep-alive, and is told so",
     OCTETS("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n"),
     "200 GET /; open"},
    {"9112 9.6: close closes it after the answer",
     OCTETS("GET / HTTP/1.1\r\n" HOST "Connection: close\r\n\r\n"),
     "200 GET /; end"},
    {"9112 9.6: close in a list too",
     OCTETS("GET / HTTP/1.1\r\n" HOST "Connection: x,\t Close ,y\r\n\r\n"),
     "200 GET /; end"},
    {"9112 9.6: close in the second field too",
     OCTETS("GET / HTTP/1.1\r\n" HOST "Connection: keep-alive\r\n"
            "Connection: close\r\n\r\n"), "200 GET /; end"},
    {"9112 9.6: a request behind close is not answered",
     OCTETS("GET / HTTP/1.1\r\n" HOST "Connection: close\r\n\r\n"
            "GET /b HTTP/1.1\r\n" HOST "\r\n"), "200 GET /; end"},
    {"9112 9.6: what only looks like close is not",
     OCTETS("GET / HTTP/1.1\r\n" HOST "Connection: closed, enclose\r\n\r\n"),
     "200 GET /; open"},
    {"9112 9.3.2: answers to a pipeline come in its order",
     OCTETS("GET /1 HTTP/1.1\r\n" HOST "\r\nPOST /2 HTTP/1.1\r\n" HOST
            "Content-Length: 1\r\n\r\nxGET /3 HTTP/1.1\r\n" HOST "\r\n"),
     "200 GET /1; 200 POST /2 x; 200 GET /3; open"},
    {"9112 9.3.2: one that is refused ends it",
     OCTETS("GET /1 HTTP/1.1\r\n" HOST "\r\nGET /2 HTTP/1.1\r\n\r\n"
            "GET /3 HTTP/1.1\r\n" HOST "\r\n"), "200 GET /1; 400; end"},
    {"9110 7.8: Upgrade is ignored",
     OCTETS("GET / HTTP/1.1\r\n" HOST "Connection: Upgrade\r\n"
            "Upgrade: websocket\r\n\r\n"), "200 GET /; open"},
    {"9110 10.1.1: not if there is none",
     OCTETS("GET / HTTP/1.1\r\n" HOST "Expect: 100-continue\r\n\r\n"),
     "200 GET /; open"},
    {"9110 10.1.1: not if it is refused",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Expect: 100-continue\r\n"
            "Content-Length: 99999999\r\n\r\n"), "413; end"},
    {"9110 10.1.1: HTTP/1.0 never gets it",
     OCTETS("POST / HTTP/1.0\r\nExpect: 100-continue\r\n"
            "Content-Length: 1\r\n\r\nx"), "200 POST / x; end"},
    {"9110 10.1.1: another expectation is a 417",
     OCTETS("GET / HTTP/1.1\r\n" HOST "Expect: pie\r\n\r\n"), "417; end"},
    {"9110 9.3.2: an answer to HEAD has no body",
     OCTETS("HEAD / HTTP/1.1\r\n" HOST "\r\nGET / HTTP/1.1\r\n" HOST "\r\n"),
     "200; 200 GET /; open"},
    {"9110 9.3.2: nor has a refusal of it",
     OCTETS("HEAD / HTTP/1.1\r\n\r\n"), "400; end"},
    {"9112 8: a body that does not come is not answered",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Content-Length: 5\r\n\r\nabc"),
     "shut"},
    {"9112 8: nor half of a head", OCTETS("GET / HTTP/1.1\r\nHo"), "shut"},
    {"9112 8: nor half of a chunk",
     OCTETS("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
            "5\r\nab"), "shut"},
};

#endif
