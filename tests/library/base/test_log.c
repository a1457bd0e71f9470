/* A log that does not stop the program. */
#include "log.h"

#include "unit.h"

#include <signal.h>

static int reading_end;

/* Makes stderr a pipe, which is not read for now. */
static void begin(void)
{
    int ends[2];

    CHECK(pipe(ends) == 0);
    reading_end = ends[0];
    dup2(ends[1], STDERR_FILENO);
    close(ends[1]);
    signal(SIGPIPE, SIG_IGN);
    log_keep_going();
}

static const char *read_log(void)
{
    static char text[1024 * 1024];
    size_t length = 0;
    ssize_t now;

    fcntl(reading_end, F_SETFL, O_NONBLOCK);
    while ((now = read(reading_end, text + length, sizeof text - 1 - length)) >
           0)
        length += (size_t)now;
    text[length] = '\0';
    return text;
}

static void ordinary_lines(void)
{
    begin();
    fprintf(stderr, "one %d", 1);
    fprintf(stderr, " line\n");
    CHECK_TEXT(read_log(), "one 1 line\n");
    fprintf(stderr, "another\n");
    CHECK_TEXT(read_log(), "another\n");
}

static void a_full_pipe(void)
{
    begin();
    for (int i = 0; i < 10000; i++)
        fprintf(stderr, "This is line %d of ten thousand.\n", i);
    CHECK_CONTAINS(read_log(), "This is line 0 of ten thousand.\n");
    fprintf(stderr, "Here we are again.\n");
    CHECK_CONTAINS(read_log(), " lines were lost here\nHere we are again.\n");
}

static void a_closed_pipe(void)
{
    begin();
    close(reading_end);
    for (int i = 0; i < 10000; i++)
        fprintf(stderr, "This is line %d of ten thousand.\n", i);
}

static void nothing_there(void)
{
    begin();
    close(STDERR_FILENO);
    for (int i = 0; i < 10000; i++)
        fprintf(stderr, "This is line %d of ten thousand.\n", i);
}

static const UnitTest tests[] = {
    {"lines come as they are printed", ordinary_lines},
    {"a full pipe loses lines, and says so", a_full_pipe},
    {"a pipe without a reader loses them", a_closed_pipe},
    {"so does a closed stderr", nothing_there},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), NULL, argc, argv);
}
