# Makes a small course of two chapters, a unit test and a chapter's test, as a
# toy for the tests of the build and of the test runner.
# shellcheck shell=bash

# make_toy FOLDER
make_toy()
{
    unset BUILD PROGRAMS_DIR JOBS
    mkdir -p "$1"/{common/base,chapters/{01-hello,03-sum},tests/{harness,library/base,course/{01-hello,03-sum}}}
    cp -r "$top/Makefile" "$top/.setup" "$1"
    cp "$top/tests/"{run,course.mk} "$1/tests"
    cp "$top/tests/harness/"*.{awk,bash,h} "$1/tests/harness"
    cd "$1" || return

    cat >common/base/toy.h <<'END'
int toy_add(int a, int b);
const char *toy_file(void);
END
    cat >common/base/toy.c <<'END'
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
    cat >tests/library/base/test_toy.c <<'END'
#include "toy.h"
#include "unit.h"

static void adds(void)
{
    CHECK_INT(toy_add(1, 2), 3);
}

static void names_its_file(void)
{
    CHECK_TEXT(toy_file(), "common/base/toy.c");
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
    cat >tests/course/01-hello/chapter.bats <<'END'
load ../../harness/helper

@test "it listens and stops" {
    start_server 01-hello
    stop_server
}
END
    cat >tests/course/03-sum/chapter.bats <<'END'
load ../../harness/helper

@test "it adds" {
    run -0 "$CHAPTERS_DIR/03-sum" word
    assert_output "sum 42 word"
}
END
}

# make_learners_toy FOLDER: makes a toy with exercises, ready to check them, and
# chooses its data
make_learners_toy()
{
    make_toy "$1"
    make_toy_exercises
    make WAY=sanitized ready-to-check
    export SEED=7
}

# make_toy_exercises: gives the toy in this folder two exercises, of one TODO
# and of two
make_toy_exercises()
{
    local name
    # Bats puts its own folder first in PATH, which confuses a bats that is
    # called in here.
    PATH=${PATH//"$BATS_LIBEXEC:"/}
    mkdir -p exercises solutions tests/{tools,course/{01-hello,03-sum}/wrong}
    cp -r "$top/tests/tools/learn" tests/tools
    for name in 01-hello 03-sum; do
        echo "# Lesson $name" >"chapters/$name/README.md"
    done

    cat >solutions/01-hello.c <<'END'
#include <stdio.h>

int main(void)
{
    /* TODO 1: say hello. */
    puts("hello");
    /* end of TODO 1 */
    return 0;
}
END
    printf '%s\n' '/* TODO 1 */' '    puts("TODO 1 is not done yet");' \
        '/* end of TODO 1 */' >tests/course/01-hello/wrong/untouched.c
    cat >tests/course/01-hello/exercise.bats <<'END'
load ../../harness/exercise

# bats test_tags=todo:1
@test "it says hello" {
    run_exercise </dev/null
    [[ $output == hello ]] ||
        explain "tried: make try-01" "expected: hello" "got: $output" \
            "because: it says something else"
}

@test "it ends" {
    run_exercise </dev/null
}
END

    cat >solutions/03-sum.c <<'END'
#include <stdio.h>

int main(void)
{
    int a = 0, b = 0;

    /* TODO 1: read a and b. */
    if (scanf("%d %d", &a, &b) != 2)
        return 1;
    /* end of TODO 1 */
    /* TODO 2: print their sum. */
    printf("%d\n", a + b);
    /* end of TODO 2 */
    return 0;
}
END
    cat >tests/course/03-sum/wrong/untouched.c <<'END'
/* TODO 1 */
    a = b;
/* end of TODO 1 */
/* TODO 2 */
    puts(a + b ? "TODO 2" : "TODO 1");
/* end of TODO 2 */
END
    cat >tests/course/03-sum/exercise.bats <<'END'
load ../../harness/exercise

# expect_sum A B SUM
expect_sum()
{
    run_exercise <<<"$1 $2"
    [[ $output == "$3" ]] ||
        explain "tried: $1 $2" "expected: $3" "got: $output" "because: of that"
}

# bats test_tags=todo:1
@test "it reads" {
    run_exercise <<<"1 2"
    [[ $output != "TODO 1" ]] ||
        explain "tried: 1 2" "expected: no TODO 1" "got: $output"
}

# bats test_tags=todo:2
@test "it adds" {
    draw a 1 99
    draw b 1 99
    expect_sum "$a" "$b" $((a + b))
}
END
    for name in 01-hello 03-sum; do
        tests/tools/learn/reset "$name" >/dev/null
        printf '%s\n' '# TODO 1' 'Look.' -- 'Call.' -- '    shape(1);' \
            '# TODO 2' 'Look at two.' -- 'Call two.' -- '    shape(2);' \
            '# Passed' "You know $name." '# Why' "Because of $name." \
            >"tests/course/$name/hints.txt"
    done
}

# solve NAME: the learner writes our solution
solve()
{
    cp "solutions/$1.c" "exercises/$1.c"
}
