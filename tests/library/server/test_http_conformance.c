/* What RFC 9110 and 9112 ask of a server: each request of the tables as a
   whole, byte by byte, and in two pieces, cut at each place. */
#include "http_bodies.h"
#include "http_requests.h"
#include "http_wire.h"

static const Exchange *exchange;

/* Tells what has been understood: "GET /path?query body". */
static Value tell(Request *request, void *arg)
{
    const char *query = request_query_string(request);
    size_t length;
    const char *body = request_body(request, &length);

    return value_textf("%s %s%s%s%s%s", request_method(request),
                       request_path(request), query ? "?" : "",
                       query ? query : "", length > 0 ? " " : "", body);
}

static size_t answers_wanted(void)
{
    size_t count = 0;

    for (const char *at = exchange->wanted; (at = strchr(at, ';')); at++)
        count++;
    return count;
}

static bool wants(const char *end)
{
    size_t length = strlen(exchange->wanted);

    return length >= strlen(end) &&
           strcmp(exchange->wanted + length - strlen(end), end) == 0;
}

/* What the client hears, as exchange->wanted says it. */
static const char *transcript(int fd)
{
    static char text[1024];
    bool to_head = strncmp(exchange->bytes, "HEAD", 4) == 0;

    *text = '\0';
    for (size_t i = answers_wanted(); i > 0; i--) {
        hear_answer(fd, to_head);
        to_head = false;
        if (strncmp(heard, "200 ", 4) != 0 || heard[4] == '\0')
            heard[3] = '\0';
        strcat(strcat(text, heard), "; ");
    }
    if (wants("open"))
        return strcat(text, is_open(fd) ? "open" : "not open");
    if (wants("shut"))
        shutdown(fd, SHUT_WR);
    hear(fd);
    return strcat(text,
                  wants("shut") && strcmp(heard, "end") == 0 ? "shut" : heard);
}

/* Says it in pieces, of which the first ends at cut, and the others are so
   long. */
static void check_cut(size_t cut, size_t piece)
{
    int fd = dial();
    size_t said = cut;

    say_octets(fd, exchange->bytes, cut);
    for (; said < exchange->length; said += piece)
        say_octets(fd, exchange->bytes + said,
                   piece < exchange->length - said ? piece
                                                   : exchange->length - said);
    CHECK_TEXT(transcript(fd), exchange->wanted);
    hang_up(fd);
}

static void check_exchange(void)
{
    serve(tell);
    check_cut(exchange->length, 1);
    check_cut(0, 1);
    for (size_t cut = 1; cut < exchange->length; cut++)
        check_cut(cut, exchange->length);
    serve_end();
}

/* Runs the exchanges that are picked; returns how many have failed. */
static unsigned run(const Exchange *table, size_t count, int argc, char **argv)
{
    static unsigned number;
    unsigned failures = 0;

    for (exchange = table; exchange < table + count; exchange++) {
        UnitTest test = {exchange->sentence, check_exchange};

        if (unit_is_picked(&test, argc, argv))
            failures += !unit_run_one(&test, nothing_left, ++number);
    }
    return failures;
}

static unsigned count_picked(const Exchange *table, size_t count, int argc,
                             char **argv)
{
    unsigned picked = 0;

    for (size_t i = 0; i < count; i++)
        picked +=
            unit_is_picked(&(UnitTest){table[i].sentence, NULL}, argc, argv);
    return picked;
}

int main(int argc, char **argv)
{
    unsigned failures;

    printf("1..%u\n", count_picked(exchanges, COUNT(exchanges), argc, argv) +
                          count_picked(body_exchanges, COUNT(body_exchanges),
                                       argc, argv));
    failures = run(exchanges, COUNT(exchanges), argc, argv);
    failures += run(body_exchanges, COUNT(body_exchanges), argc, argv);
    return failures > 0;
}
