#ifndef CHECK_H
#define CHECK_H

/*
 * The checks of a unit test: each CHECK that does not hold ends the test with
 * file and line, the expected and the real value. tests/harness/unit.h runs
 * the tests.
 */

#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    UNIT_TEXT_SIZE = 64 * 1024, /* bytes of a test's output that are kept */
    UNIT_DESCRIPTORS = 1024,    /* descriptors looked at for leaks */
};

#define CHECK(condition) unit_check(condition, __FILE__, __LINE__, #condition)
#define CHECK_INT(got, want) \
    unit_check_int(got, want, __FILE__, __LINE__, #got)
#define CHECK_DOUBLE(got, want, tolerance) \
    unit_check_double(got, want, tolerance, __FILE__, __LINE__, #got)
#define CHECK_TEXT(got, want) \
    unit_check_text(got, want, __FILE__, __LINE__, #got)
#define CHECK_CONTAINS(got, part) \
    unit_check_contains(got, part, __FILE__, __LINE__, #got)
/* Run fn(arg) in a child, which has to die and to say the sentence. */
#define CHECK_DIES(fn, arg, sentence) \
    unit_check_dies(fn, arg, sentence, __FILE__, __LINE__, #fn)

static int unit_descriptors_before;

static inline void unit_fail_at(const char *file, int line)
{
    fflush(stdout);
    fprintf(stderr, "%s:%d: ", file, line);
}

/* _exit, or LeakSanitizer would report the memory of a test cut short. */
static inline _Noreturn void unit_end_failed_test(void)
{
    fflush(NULL);
    _exit(1);
}

static inline void unit_check(bool condition, const char *file, int line,
                              const char *what)
{
    if (condition)
        return;
    unit_fail_at(file, line);
    fprintf(stderr, "%s is not true\n", what);
    unit_end_failed_test();
}

static inline void unit_check_int(intmax_t got, intmax_t want,
                                  const char *file, int line, const char *what)
{
    if (got == want)
        return;
    unit_fail_at(file, line);
    fprintf(stderr, "%s\n  expected %jd\n  got      %jd\n", what, want, got);
    unit_end_failed_test();
}

static inline void unit_check_double(double got, double want, double tolerance,
                                     const char *file, int line,
                                     const char *what)
{
    if (fabs(got - want) <= tolerance)
        return;
    unit_fail_at(file, line);
    fprintf(stderr, "%s\n  expected %.9g, within %.9g\n  got      %.9g\n",
            what, want, tolerance, got);
    unit_end_failed_test();
}

static inline void unit_check_text(const char *got, const char *want,
                                   const char *file, int line,
                                   const char *what)
{
    if (got != NULL && want != NULL && strcmp(got, want) == 0)
        return;
    if (got == NULL && want == NULL)
        return;
    unit_fail_at(file, line);
    fprintf(stderr, "%s\n  expected \"%s\"\n  got      \"%s\"\n", what,
            want != NULL ? want : "(NULL)", got != NULL ? got : "(NULL)");
    unit_end_failed_test();
}

static inline void unit_check_contains(const char *got, const char *part,
                                       const char *file, int line,
                                       const char *what)
{
    if (got != NULL && strstr(got, part) != NULL)
        return;
    unit_fail_at(file, line);
    fprintf(stderr, "%s\n  expected to contain \"%s\"\n  got \"%s\"\n", what,
            part, got != NULL ? got : "(NULL)");
    unit_end_failed_test();
}

static inline int unit_open_descriptors(void)
{
    int count = 0;

    for (int fd = 0; fd < UNIT_DESCRIPTORS; fd++)
        if (fcntl(fd, F_GETFD) >= 0)
            count++;
    return count;
}

/* How many more descriptors are open than when the test began. */
static inline int unit_descriptors_left(void)
{
    return unit_open_descriptors() - unit_descriptors_before;
}

/* Read a file from its beginning; the text lasts to the next call. */
static inline const char *unit_text_of(FILE *file)
{
    static char text[UNIT_TEXT_SIZE];
    size_t length;

    rewind(file);
    length = fread(text, 1, sizeof(text) - 1, file);
    text[length] = '\0';
    return text;
}

/*
 * Call fn(arg) and return its output on stderr. The text lasts
 * to the next call of a unit_ function.
 */
static inline const char *unit_stderr_of(void (*fn)(void *arg), void *arg)
{
    FILE *file = tmpfile();
    int saved = dup(STDERR_FILENO);
    const char *text;

    fflush(stderr);
    dup2(fileno(file), STDERR_FILENO);
    fn(arg);
    fflush(stderr);
    dup2(saved, STDERR_FILENO);
    close(saved);
    text = unit_text_of(file);
    fclose(file);
    return text;
}

#ifdef COVERAGE
void __gcov_dump(void);

/* An abort would lose the counts of the lines that led to it. */
static inline void unit_keep_counts(int signal_number)
{
    signal(signal_number, SIG_DFL);
    __gcov_dump();
    raise(signal_number);
}
#endif

static inline _Noreturn void unit_die(void (*fn)(void *arg), void *arg,
                                      FILE *output)
{
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    dup2(fileno(output), STDERR_FILENO);
#ifdef COVERAGE
    signal(SIGABRT, unit_keep_counts);
#endif
    fn(arg);
    fflush(NULL);
    _exit(0);
}

static inline void unit_check_dies(void (*fn)(void *arg), void *arg,
                                   const char *sentence, const char *file,
                                   int line, const char *what)
{
    FILE *output = tmpfile();
    const char *text;
    pid_t child;
    int status = 0;

    fflush(NULL);
    child = fork();
    if (child == 0)
        unit_die(fn, arg, output);
    waitpid(child, &status, 0);
    text = unit_text_of(output);
    fclose(output);
    if (status != 0 && strstr(text, sentence) != NULL)
        return;
    unit_fail_at(file, line);
    fprintf(stderr, "%s %s\n  expected to die of \"%s\"\n  got \"%s\"\n", what,
            status == 0 ? "did not die" : "died", sentence, text);
    unit_end_failed_test();
}

#endif
