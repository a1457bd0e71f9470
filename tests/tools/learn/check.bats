# make check, on a toy course.

load ../../harness/helper
load ../../harness/toy

setup_file()
{
    make_learners_toy "$BATS_FILE_TMPDIR/a toy"
}

setup()
{
    cd "$BATS_FILE_TMPDIR/a toy" || return
    cp exercises/01-hello.c exercises/03-sum.c "$BATS_TEST_TMPDIR"
}

teardown()
{
    cp "$BATS_TEST_TMPDIR"/0*.c exercises
    rm -rf .build/learn .build/attic
}

# at_terminal COMMAND: runs it at a terminal; prints its output, and has its
# status
at_terminal()
{
    run script --quiet --return --command "$1" /dev/null
    output=${output//$'\r'/}
    mapfile -t lines <<<"$output"
}

@test "check prints the request, both answers, the reason and the next step" {
    run ! make check-01
    assert_output --partial "01-hello: 1 of 2 checks passed, one to go.

Not yet: it says hello

    tried     make try-01
    expected  hello
    got       TODO 1 is not done yet
    because   it says something else
    next      TODO 1, exercises/01-hello.c:5 (make hint-01 gives a hint)"
}

@test "check shows the first failure in full, and the names of the others" {
    run ! make check-03
    assert_line "03-sum: 0 of 2 checks passed."
    assert_line "    expected  no TODO 1"
    assert_line "Also not yet: it adds"
    refute_line --partial "because   of that"
}

@test "check says how to get the same random data again" {
    run ! make check-03
    assert_line "The same data again: SEED=7 make check-03"
    unset SEED
    run ! make check-03
    again=$(sed -n 's/^The same data again: //p' <<<"$output")
    text=$output
    run ! eval "$again"
    assert_equal "$(grep "done" <<<"$output")" "$(grep "done" <<<"$text")"
    refute_line "The same data again: SEED=7 make check-03"
}

@test "check without random data says nothing of a seed" {
    run ! make check-01
    refute_output --partial SEED
}

@test "a passing check says so, with the lesson learned and the next one" {
    solve 01-hello
    run -0 make check-01
    assert_output --partial "01-hello: all 2 checks passed.

You know 01-hello.

make compare-01 shows our solution beside yours, and the reasons.
Next: chapters/03-sum/README.md"
}

@test "the last exercise's verdict leads to no other lesson" {
    solve 03-sum
    run -0 make check-03
    assert_line "That was the last lesson. make progress shows the rest."
}

@test "check ends at a terminal with its verdict" {
    at_terminal "make check-01"
    assert_success
    assert_equal "${lines[-1]}" \
        "    next      TODO 1, exercises/01-hello.c:5 (make hint-01 gives a hint)"
}

@test "a script gets check's status" {
    run tests/tools/learn/check 01-hello
    assert_failure 1
    solve 01-hello
    run -0 tests/tools/learn/check 01-hello
}

@test "V=1 shows the tests' output, too" {
    run ! make V=1 check-01
    assert_line "not ok 1 it says hello"
    assert_line --regexp "^ok [12] it ends"
}

@test "check prints no color, not even at a terminal" {
    TERM=xterm at_terminal "make check-01; make hint-01; make progress"
    refute_output --partial $'\033'
    NO_COLOR=1 TERM=dumb at_terminal "make check-03; make check-03"
    refute_output --partial $'\033'
}

@test "an exercise that does not compile shows the first message only" {
    sed -i 's/    puts.*/    first();\n    second();/' exercises/01-hello.c
    run ! make check-01
    assert_line "01-hello: does not compile yet."
    assert_line --regexp '^    exercises/01-hello.c:6:[0-9]+: error: '
    assert_line "Fix this first: exercises/01-hello.c:6"
    refute_output --partial second
    run ! make V=1 check-01
    assert_output --partial second
}

@test "an error inside a macro is reported at the line that uses it" {
    echo '#define FIRST first()' >exercises/mine.h
    sed -i 's/    puts.*/    FIRST;/; 1i #include "mine.h"' exercises/01-hello.c
    run ! make check-01
    rm exercises/mine.h
    assert_line --regexp '^    exercises/mine.h:1:[0-9]+: error: '
    assert_line "Fix this first: exercises/01-hello.c:7"
}

@test "check says nothing of a program that is built already" {
    run ! make check-01
    run ! make check-01
    assert_equal "${lines[0]}" "01-hello: 1 of 2 checks passed, one to go."
}

@test "a missing function is a message, too" {
    sed -i 's/    puts.*/    extern void none(void);\n    none();/' \
        exercises/01-hello.c
    run ! make check-01
    assert_line --regexp "undefined reference to .none"
    assert_line "Fix this first: exercises/01-hello.c:7"
}

@test "a missing main() is reported in the exercise" {
    : >exercises/01-hello.c
    run ! make check-01
    assert_line --regexp "undefined reference to .main"
    assert_line "Fix this first: exercises/01-hello.c"
}

@test "a crash is a failed check" {
    sed -i 's/    puts.*/    __builtin_trap();/' exercises/01-hello.c
    run ! make check-01
    assert_line "01-hello: 0 of 2 checks passed."
    assert_line --regexp "^    got       it ended with status 132"
}

@test "a program that never stops printing is ended, and that is said" {
    solve 01-hello
    sed -i 's/puts(.*/for (;;) puts("hello, hello, hello, hello");/' \
        exercises/01-hello.c
    run ! make check-01
    assert_line --partial "it printed more than 2 MiB, and was ended"
    assert_line "Also not yet: it ends"
}

@test "a server that never listens is a failed check, and waited for once" {
    cp tests/course/01-hello/exercise.bats "$BATS_TEST_TMPDIR"
    sed -i 's/run_exercise .*/start_exercise/; 1i setup_file() { :; }' \
        tests/course/01-hello/exercise.bats
    sed -i 's/    puts.*/    pause();/; 1i #include <unistd.h>' \
        exercises/01-hello.c
    WAIT_SECONDS=1 run ! make V=1 check-01
    cp "$BATS_TEST_TMPDIR/exercise.bats" tests/course/01-hello
    assert_line "    got       no such line in 1 seconds"
    assert_line --regexp "^# = got.it was not tried"
}

@test "check names a missing file, and how to get it back" {
    rm exercises/01-hello.c
    run ! make check-01
    assert_line "01-hello: is missing. make reset-01 brings it back."
    run ! make try-01
    assert_line "01-hello: is missing. make reset-01 brings it back."
    run -0 make reset-01
    diff exercises/01-hello.c "$BATS_TEST_TMPDIR"
}

@test "exercise 1 and 01-hello are exercise 01" {
    run ! make check-1
    assert_line "01-hello: 1 of 2 checks passed, one to go."
    run ! make check-01-hello
    assert_line "01-hello: 1 of 2 checks passed, one to go."
    run -0 make hint-1
    assert_line "Hint 1 of 3 for TODO 1 of exercises/01-hello.c:"
}

@test "there is no exercise 42" {
    run ! make check-42
    assert_output --partial "There is no exercise 42"
}

@test "make check 01 says to write check-01" {
    run ! make check 01
    assert_output --partial "It is one word, with a dash: make check-01"
    refute_output --partial "checks passed"
}

@test "check without a number takes the first that has not passed" {
    run ! make check
    assert_line --partial "01-hello: 1 of 2"
    solve 01-hello
    run -0 make check
    assert_line "01-hello: all 2 checks passed."
    run ! make check
    assert_line "03-sum: 0 of 2 checks passed."
    solve 03-sum
    run -0 make check
    run -0 make check
    assert_output "All 2 exercises have passed."
}

@test "an exercise that was changed after it passed is the current one again" {
    solve 01-hello
    run -0 make check
    echo '/* more */' >>exercises/01-hello.c
    run -0 make check
    assert_line "01-hello: all 2 checks passed."
    sed -i 's/"hello"/"bye"/' exercises/01-hello.c
    run ! make check
    assert_line --partial "01-hello: 1 of 2"
}

@test "a file that was put back is checked, however old it is" {
    make check-01 || true
    solve 01-hello
    touch -d "2 days ago" exercises/01-hello.c
    run -0 make check-01
    assert_line "01-hello: all 2 checks passed."
    cp "$BATS_TEST_TMPDIR/01-hello.c" exercises
    touch -d "3 days ago" exercises/01-hello.c
    run ! make check-01
    assert_line "01-hello: 1 of 2 checks passed, one to go."
}

@test "an exercise with new checks has to pass again" {
    solve 01-hello
    run -0 make check
    echo '#' >>tests/course/01-hello/exercise.bats
    run -0 make check
    assert_line "01-hello: all 2 checks passed."
}
