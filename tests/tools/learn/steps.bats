# The learner's commands between two checks: hint, progress, reset, compare; on
# a toy course.

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

@test "hint begins with TODO 1, and climbs" {
    for text in Look. Call. "    shape(1);"; do
        run -0 make hint-03
        assert_line "$text"
    done
    run -0 make hint-03
    assert_line "There are no more hints for TODO 1. Read \"The code\" again \
in"
    assert_line "chapters/03-sum/README.md, and the headers that it names."
    run -0 make hint-03
    assert_line "Look."
}

@test "hint is for the TODO that failed last" {
    run -0 make hint-03
    sed -i 's/a = b;/if (scanf("%d", \&b) == 1) a = b;/' exercises/03-sum.c
    run ! make check-03
    run -0 make hint-03
    assert_line "Hint 1 of 3 for TODO 2 of exercises/03-sum.c:"
    assert_line "Look at two."
}

@test "hint without a number is for the current exercise" {
    run -0 make hint
    assert_line "Hint 1 of 3 for TODO 1 of exercises/01-hello.c:"
    solve 01-hello
    run -0 make check
    run -0 make hint
    assert_line "Hint 1 of 3 for TODO 1 of exercises/03-sum.c:"
    run -0 make hint-01
    assert_output \
        "01-hello has passed. make compare-01 shows our solution beside yours."
}

@test "progress shows the state of each exercise" {
    run -0 make progress
    assert_output " 01  hello          not begun
 03  sum            not begun

0 of 2 passed. Next: exercises/01-hello.c (make check-01)"
    solve 01-hello
    sed -i 's/a = b;/if (scanf("%d", \&b) == 1) a = b;/' exercises/03-sum.c
    run -0 make progress
    assert_output --partial " 01  hello          passed
 03  sum            1 of 2

1 of 2 passed. Next: exercises/03-sum.c (make check-03)"
    echo x >exercises/01-hello.c
    solve 03-sum
    run -0 make progress
    assert_output --partial " 01  hello          does not compile yet
 03  sum            passed

1 of 2 passed. Next: exercises/01-hello.c (make check-01)"
}

@test "progress checks again, and trusts no note" {
    solve 01-hello
    run -0 make check-01
    cat exercises/03-sum.c tests/course/03-sum/exercise.bats >.build/learn/passed
    mkdir .build/learn/03-sum
    mv .build/learn/passed .build/learn/03-sum
    run -0 make progress
    assert_line " 03  sum            not begun"
    assert_line "1 of 2 passed. Next: exercises/03-sum.c (make check-03)"
    solve 03-sum
    run -0 make progress
    assert_line "2 of 2 passed."
}

@test "reset keeps the learner's file, under a new name each time" {
    for text in one two three; do
        echo "$text" >exercises/01-hello.c
        run -0 make reset-01
        assert_line --regexp '^Your file is kept: \.build/attic/01-hello-[-0-9]+'
        assert_line "exercises/01-hello.c is as it was handed out."
        diff exercises/01-hello.c "$BATS_TEST_TMPDIR"
    done
    run sort -u .build/attic/*
    assert_output "$(printf '%s\n' one three two)"
}

@test "reset of an untouched file keeps nothing" {
    run -0 make reset-01
    assert_output "exercises/01-hello.c is as it was handed out."
    run ! ls .build/attic
}

@test "reset that cannot keep the file leaves it alone" {
    solve 01-hello
    mkdir -p .build
    echo >.build/attic
    run ! make reset-01
    diff exercises/01-hello.c solutions
}

@test "make clean keeps the attic" {
    echo mine >exercises/01-hello.c
    run -0 make BUILD=else reset-01
    run -0 make BUILD=else clean
    run cat else/attic/*
    assert_output mine
    run ls else
    assert_output attic
    rm -r else
}

@test "compare waits until the exercise passes" {
    run ! make compare-01
    assert_line "01-hello: 1 of 2 checks passed, one to go."
    assert_line "make compare-01 shows our solution when yours has passed."
    refute_output --partial 'puts("hello")'
}

@test "compare shows each TODO, yours and ours, and why" {
    solve 03-sum
    sed -i 's/a + b/b + a/' exercises/03-sum.c
    run -0 make compare-03
    assert_output 'TODO 1, yours:

    if (scanf("%d %d", &a, &b) != 2)
        return 1;

TODO 1, ours:

    if (scanf("%d %d", &a, &b) != 2)
        return 1;

TODO 2, yours:

    printf("%d\n", b + a);

TODO 2, ours:

    printf("%d\n", a + b);

Because of 03-sum.'
}

@test "compare shows whole files if the marks are gone" {
    grep -v TODO solutions/03-sum.c >exercises/03-sum.c
    run -0 make compare-03
    assert_line --partial "--- exercises/03-sum.c"
    assert_line "+    /* TODO 1: read a and b. */"
    assert_line "Because of 03-sum."
}
