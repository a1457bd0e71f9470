/*
 * The first line of an answer, after the version: http_answer.c asks for it
 * with a number. Clients go by the number alone, and the words are for people
 * who read along (RFC 9112 section 4).
 */
#include "http_status.h"

#include <stddef.h>
#include <stdio.h>

typedef struct {
    int status;
    const char *line;
} Status;

/* In the order of their numbers: most answers need the first one. The words
   are those of RFC 9110 section 15, and of the RFCs that added others: 6585
   (428, 429, 431 and 511), 4918 (423 and 507), 8470 (425) and 7725 (451). */
static const Status known[] = {
    {200, "200 OK"},
    {201, "201 Created"},
    {202, "202 Accepted"},
    {204, "204 No Content"},
    {205, "205 Reset Content"},
    {206, "206 Partial Content"},
    {301, "301 Moved Permanently"},
    {302, "302 Found"},
    {303, "303 See Other"},
    {304, "304 Not Modified"},
    {307, "307 Temporary Redirect"},
    {308, "308 Permanent Redirect"},
    {400, "400 Bad Request"},
    {401, "401 Unauthorized"},
    {403, "403 Forbidden"},
    {404, "404 Not Found"},
    {405, "405 Method Not Allowed"},
    {406, "406 Not Acceptable"},
    {408, "408 Request Timeout"},
    {409, "409 Conflict"},
    {410, "410 Gone"},
    {411, "411 Length Required"},
    {412, "412 Precondition Failed"},
    {413, "413 Content Too Large"},
    {414, "414 URI Too Long"},
    {415, "415 Unsupported Media Type"},
    {416, "416 Range Not Satisfiable"},
    {417, "417 Expectation Failed"},
    {418, "418 I'm a teapot"},
    {422, "422 Unprocessable Content"},
    {423, "423 Locked"},
    {425, "425 Too Early"},
    {426, "426 Upgrade Required"},
    {428, "428 Precondition Required"},
    {429, "429 Too Many Requests"},
    {431, "431 Request Header Fields Too Large"},
    {451, "451 Unavailable For Legal Reasons"},
    {500, "500 Internal Server Error"},
    {501, "501 Not Implemented"},
    {502, "502 Bad Gateway"},
    {503, "503 Service Unavailable"},
    {504, "504 Gateway Timeout"},
    {505, "505 HTTP Version Not Supported"},
    {507, "507 Insufficient Storage"},
    {511, "511 Network Authentication Required"},
};

const char *http_status_line(int status)
{
    static _Thread_local char other[32];

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (known[i].status == status)
            return known[i].line;
    /* A handler may set any status, and a client takes one that it does not
       know for the x00 of its class (RFC 9110 section 15). */
    snprintf(other, sizeof other, "%d Unknown", status);
    return other;
}
