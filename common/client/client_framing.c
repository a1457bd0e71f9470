/*
 * A head has to say in one way only how long its body is. libcurl takes the
 * first of two lengths, and reads "+20" and "20x" as 20. Another program
 * between us and the server may read them otherwise, and then an answer would
 * hold a part of the next one (RFC 9112 section 6.3). So we refuse such a head
 * when it is complete; client_receive.c asks.
 */
#include "client_inside.h"

#include <string.h>
#include <strings.h>

static const char blanks[] = " \t";

/* Reads a number that stands by itself, and goes to what follows it. Returns
   -1 if it is none, or does not fit. */
static int64_t read_number(const char **at)
{
    int64_t number = 0;
    size_t digits;

    *at += strspn(*at, blanks);
    digits = strspn(*at, "0123456789");
    if (digits == 0 || digits > 18)
        return -1;
    for (; digits > 0; digits--)
        number = 10 * number + (*(*at)++ - '0');
    *at += strspn(*at, blanks);
    return number;
}

/* One that is said several times, as a list or in several fields, has to be
   the same each time. */
static bool agrees(const char *list, int64_t *length)
{
    int64_t number;

    do {
        number = read_number(&list);
        if (number < 0 || (*length >= 0 && number != *length))
            return false;
        *length = number;
    } while (*list++ == ',');
    return list[-1] == '\0';
}

/* We never ask for another transfer coding than this. */
static bool is_chunked(const char *coding)
{
    size_t length = strcspn(coding, blanks);

    return length == 7 && strncasecmp(coding, "chunked", 7) == 0 &&
           coding[length + strspn(coding + length, blanks)] == '\0';
}

const char *client_framing_fault(const Response *response)
{
    const char *field = NULL;
    int64_t length = -1;

    while ((field = response_next(response, "Content-Length", field)))
        if (!agrees(field, &length))
            return "its Content-Length is not one number";
    field = response_field(response, "Transfer-Encoding");
    if (field && (!is_chunked(field) ||
                  response_next(response, "Transfer-Encoding", field)))
        return "its Transfer-Encoding was not asked for";
    return NULL;
}

int64_t client_framing_length(const Response *response)
{
    const char *field = response_field(response, "Content-Length");

    return field ? read_number(&field) : -1;
}
