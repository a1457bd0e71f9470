/* Tests of common/standin/standin.c: the process beside ours leaves alone all
   that is ours. standin.bats has its answers. */
#include "standin.h"

#include "deferred.h"
#include "unit.h"

#include <uv.h>

static Deferred *unhandled;

static void print_at_exit(void)
{
    fputs("at exit\n", stderr);
}

static void start_and_free(void)
{
    Reactor *reactor = reactor_new();

    standin_start(reactor);
    reactor_free(reactor);
}

/* A failure that nothing handles is reported when the program ends. */
static void end_with_things_to_do(void *arg)
{
    atexit(print_at_exit);
    unhandled = deferred_fail(value_failure(UV_EIO, "the oven is cold"));
    start_and_free();
    exit(0);
}

/* How often a text comes in what fn, in a process of its own, writes to
   stderr. */
static int count_in_stderr(void (*fn)(void *arg), const char *text)
{
    FILE *output = tmpfile();
    const char *place;
    int count = 0, status;

    fflush(NULL);
    if (fork() == 0) {
        dup2(fileno(output), STDERR_FILENO);
        fn(NULL);
    }
    wait(&status);
    place = unit_text_of(output);
    while ((place = strstr(place, text))) {
        count++;
        place += strlen(text);
    }
    fclose(output);
    return count;
}

static void the_parents_end_is_its_own(void)
{
    CHECK_INT(count_in_stderr(end_with_things_to_do, "at exit"), 1);
}

static void a_failure_is_reported_once(void)
{
    CHECK_INT(count_in_stderr(end_with_things_to_do, "the oven is cold"), 1);
}

/* As exit() would, in the stand-in, of a file that the two share. */
static void a_file_that_is_being_read_stays_where_it_is(void)
{
    FILE *file = tmpfile();
    char line[8];

    fputs("one\ntwo\n", file);
    rewind(file);
    fgets(line, sizeof line, file);
    start_and_free();
    CHECK_INT(lseek(fileno(file), 0, SEEK_CUR), 8);
    CHECK_TEXT(fgets(line, sizeof line, file), "two\n");
    fclose(file);
}

static void start_twice(void *arg)
{
    Reactor *reactor = reactor_new();

    standin_start(reactor);
    standin_start(reactor);
}

static void a_second_one_is_a_bug(void)
{
    CHECK_DIES(start_twice, NULL, "the stand-in runs already");
}

static const UnitTest tests[] = {
    {"the work at the end of the program is done once",
     the_parents_end_is_its_own},
    {"a failure that is never handled is reported once",
     a_failure_is_reported_once},
    {"a file that is being read stays where it is",
     a_file_that_is_being_read_stays_where_it_is},
    {"a second stand-in is a bug", a_second_one_is_a_bug},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), NULL, argc, argv);
}
