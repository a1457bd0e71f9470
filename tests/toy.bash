# Makes a small course of two chapters, a unit test and a chapter's test, on
# which the tests of the build and of the test runner can do as they like.
# shellcheck shell=bash

# make_toy FOLDER
make_toy()
{
    local top
    top=$(realpath "$BATS_TEST_DIRNAME/..")
    unset BUILD PROGRAMS_DIR JOBS
    mkdir -p "$1"/{common,chapters/{01-hello,03-sum},tests/{common,chapters}}
    cp -r "$top/Makefile" "$top/.setup" "$1"
    cp "$top/tests/"{run,*.awk,*.bash,*.h} "$1/tests"
    cd "$1" || return

    cat >common/toy.h <<'END'
int toy_add(int a, int b);
const char *toy_file(void);
END
    cat >common/toy.c <<'END'
#include "toy.h"

int toy_add(int a, int b)
{
    return a + b;
}

const char *toy_file(void)
{
    return __FILE__;
}
END
    cat >chapters/01-hello/hello.c <<'END'
#include <signal.h>
#include <stdio.h>

int main(void)
{
    sigset_t set;
    int number;

    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigprocmask(SIG_BLOCK, &set, NULL);
    printf("listening on http://127.0.0.1:8080\n");
    fflush(stdout);
    sigwait(&set, &number);
    printf("stopped\n");
    return 0;
}
END
    cat >chapters/03-sum/sum.c <<'END'
#include "words.h"
#include "toy.h"

int main(int argc, char **argv)
{
    say_sum(toy_add(40, argc), argc > 1 ? argv[1] : "");
    return 0;
}
END
    cat >chapters/03-sum/words.h <<'END'
void say_sum(int sum, const char *word);
END
    cat >chapters/03-sum/words.c <<'END'
#include "words.h"

#include <stdio.h>

void say_sum(int sum, const char *word)
{
    printf("sum %d %s\n", sum, word);
}
END
    cat >tests/common/test_toy.c <<'END'
#include "toy.h"
#include "unit.h"

static void adds(void)
{
    CHECK_INT(toy_add(1, 2), 3);
}

static void names_its_file(void)
{
    CHECK_TEXT(toy_file(), "common/toy.c");
}

static const UnitTest tests[] = {
    {"one and two are three", adds},
    {"a file is named as seen from the top", names_its_file},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), NULL, argc, argv);
}
END
    cat >tests/chapters/01-hello.bats <<'END'
load ../helper

@test "it listens and stops" {
    start_server 01-hello
    stop_server
}
END
    cat >tests/chapters/03-sum.bats <<'END'
load ../helper

@test "it adds" {
    run -0 "$CHAPTERS_DIR/03-sum" word
    assert_output "sum 42 word"
}
END
}
