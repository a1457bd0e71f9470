#ifndef UNIT_H
#define UNIT_H

/*
 * A small harness for the library's unit tests.
 *
 * A test program is a table of sentences and functions:
 *
 *     static void adding_one(void)
 *     {
 *         CHECK_INT(1 + 1, 2);
 *     }
 *
 *     static const UnitTest tests[] = {
 *         {"one and one are two", adding_one},
 *     };
 *
 *     int main(int argc, char **argv)
 *     {
 *         return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
 *     }
 *
 * Each test runs in a child process of its own, so that a crash, a leak or
 * a hang is counted against the test that made it. The first check that
 * fails ends its test. What a test prints is shown only when it fails. After
 * the test's function, unit_run calls the last function (or none, if it is
 * NULL), whose checks find anything that the test left.
 *
 * The output is TAP, as bats prints it. Arguments pick the tests whose
 * sentence contains one of them: .build/tests/test_deferred "(rule 4)".
 */

#include "check.h"

typedef void UnitFunction(void);

typedef struct {
    const char *sentence;
    UnitFunction *fn;
} UnitTest;

enum {
    UNIT_SECONDS = 60, /* the longest that a test may take */
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static inline _Noreturn void unit_run_child(UnitFunction *fn,
                                            UnitFunction *after, FILE *output)
{
    dup2(fileno(output), STDOUT_FILENO);
    dup2(fileno(output), STDERR_FILENO);
    alarm(UNIT_SECONDS);
    unit_descriptors_before = unit_open_descriptors();
    fn();
    if (after != NULL)
        after();
    exit(0);
}

static inline void unit_print_failure(int status, FILE *output)
{
    const char *text = unit_text_of(output);

    while (*text != '\0') {
        size_t length = strcspn(text, "\n");

        printf("# %.*s\n", (int)length, text);
        text += length + (text[length] == '\n');
    }
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM)
        printf("# took more than %d seconds\n", UNIT_SECONDS);
    else if (WIFSIGNALED(status))
        printf("# ended by signal %d, %s\n", WTERMSIG(status),
               strsignal(WTERMSIG(status)));
    else if (WEXITSTATUS(status) != 1)
        printf("# ended with status %d\n", WEXITSTATUS(status));
}

static inline bool unit_run_one(const UnitTest *test, UnitFunction *after,
                                unsigned number)
{
    FILE *output = tmpfile();
    int status = 1;
    pid_t child;

    fflush(NULL);
    child = fork();
    if (child == 0)
        unit_run_child(test->fn, after, output);
    waitpid(child, &status, 0);
    printf("%s %u %s\n", status == 0 ? "ok" : "not ok", number,
           test->sentence);
    if (status != 0)
        unit_print_failure(status, output);
    fclose(output);
    return status == 0;
}

static inline bool unit_is_picked(const UnitTest *test, int argc, char **argv)
{
    if (argc < 2)
        return true;
    for (int i = 1; i < argc; i++)
        if (strstr(test->sentence, argv[i]) != NULL)
            return true;
    return false;
}

/* Run the tests and return what main returns: 0 if all of them passed. */
static inline int unit_run(const UnitTest *tests, size_t count,
                           UnitFunction *after, int argc, char **argv)
{
    unsigned picked = 0, failures = 0, number = 0;

    for (size_t i = 0; i < count; i++)
        picked += unit_is_picked(&tests[i], argc, argv);
    printf("1..%u\n", picked);
    for (size_t i = 0; i < count; i++)
        if (unit_is_picked(&tests[i], argc, argv))
            failures += !unit_run_one(&tests[i], after, ++number);
    return failures > 0;
}

#endif
