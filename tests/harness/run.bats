# The runner of the tests: how it counts and shows results.

load ../harness/helper
load ../harness/toy

setup_file()
{
    make_toy "$BATS_FILE_TMPDIR/toy"
    make test
}

setup()
{
    cd "$BATS_FILE_TMPDIR/toy" || return
    file=$BATS_TEST_TMPDIR/a.bats
    unset PROGRAMS_DIR BUILD
}

@test "a passing file takes one line" {
    run -0 tests/run tests/course/03-sum/chapter.bats
    assert_output "tests/course/03-sum/chapter.bats: 1 passed
1 passed, 0 failed"
}

@test "a failure is shown in full, without the tests that passed" {
    printf '@test "%s" { echo hello; %s; }\n' good true bad false >"$file"
    run ! tests/run "$file"
    assert_line "$file: 1 passed, 1 failed"
    assert_line "    not ok 2 bad"
    assert_line --regexp "^    #.*hello"
    refute_line --partial good
    assert_equal "${lines[-1]}" "1 passed, 1 failed"
}

@test "a skipped test counts as neither" {
    printf '@test "%s" { %s; }\n' good true other "skip 'not here'" >"$file"
    run -0 tests/run "$file"
    assert_line "$file: 1 passed, 1 skipped"
    assert_line "1 passed, 0 failed"
}

@test "a file that bats cannot read is a failure" {
    echo '@test "open" {' >"$file"
    run ! tests/run "$file"
    assert_equal "${lines[-1]}" "0 passed, 1 failed"
}

@test "a file that does not exist is a failure" {
    run ! tests/run tests/course/03-sum/none.bats
    assert_output --partial "does not exist"
    assert_equal "${lines[-1]}" "0 passed, 1 failed"
}

@test "no test at all is a failure" {
    : >"$file"
    run ! tests/run "$file"
    assert_equal "${lines[-1]}" "0 passed, 0 failed"
}

@test "tests that a unit program did not reach are failures" {
    mkdir -p "$BATS_TEST_TMPDIR/tests/library/base"
    printf '#!/bin/sh\necho 1..3; echo ok 1 one; exit 9\n' \
        >"$BATS_TEST_TMPDIR/tests/library/base/test_toy"
    chmod +x "$BATS_TEST_TMPDIR/tests/library/base/test_toy"
    PROGRAMS_DIR=$BATS_TEST_TMPDIR run ! tests/run tests/library/base/test_toy.c
    assert_line --partial "ended with status 9 after 1 of 3 tests"
    assert_equal "${lines[-1]}" "1 passed, 2 failed"
}

@test "a test that hangs is ended once it has been silent for too long" {
    echo '@test "hangs" { sleep 600; }' >"$file"
    SILENT_SECONDS=1 run ! tests/run "$file"
    assert_line --partial "took too long, and was ended"
    assert_equal "${lines[-1]}" "0 passed, 1 failed"
}

# make_clock PROGRAM: from now on, a second of the runner passes at once, and in
# each one PROGRAM prints one more line, until it has printed eight.
make_clock()
{
    local dir=$BATS_TEST_TMPDIR
    mkdir -p "$dir/bin"
    mkfifo "$dir/tick" "$dir/printed"
    cat >"$dir/bin/sleep" <<END
#!/bin/sh
[ ! -e "$dir/over" ] || exec /bin/sleep 1
exec 8<>"$dir/tick" 9<>"$dir/printed"
echo >&8
read -r line <&9
END
    cat >"$1" <<END
#!/bin/sh
exec 8<>"$dir/tick" 9<>"$dir/printed"
echo 1..8
for number in 1 2 3 4 5 6 7 8; do
    read -r line <&8
    echo "ok \$number"
    echo >&9
done
touch "$dir/over"
echo >&9
END
    chmod +x "$dir/bin/sleep" "$1"
    PATH=$dir/bin:$PATH
}

@test "a file may take longer than that, as long as it prints" {
    mkdir -p "$BATS_TEST_TMPDIR/tests/library/base"
    make_clock "$BATS_TEST_TMPDIR/tests/library/base/test_toy"
    PROGRAMS_DIR=$BATS_TEST_TMPDIR SILENT_SECONDS=3 run -0 \
        tests/run tests/library/base/test_toy.c
    assert_equal "${lines[-1]}" "8 passed, 0 failed"
}

@test "as many files as there are jobs run at the same time" {
    mkfifo "$BATS_TEST_TMPDIR/pipe"
    echo "@test 'writes' { echo >'$BATS_TEST_TMPDIR/pipe'; }" >"$file"
    echo "@test 'reads' { read -r <'$BATS_TEST_TMPDIR/pipe'; }" >"$file.bats"
    JOBS=2 run -0 tests/run "$file" "$file.bats"
    assert_equal "${lines[-1]}" "2 passed, 0 failed"
}

@test "a server that leaks fails its test" {
    sed 's/sigset_t set;/&\n    char *volatile leak = strdup("leak");/
        s/sigwait(.*/&\n    leak = NULL;/
        s/.*stdio.*/&\n#include <string.h>/' \
        chapters/01-hello/hello.c >"$BATS_TEST_TMPDIR/hello.c"
    mkdir -p "$BATS_TEST_TMPDIR/chapters"
    cc -g -fsanitize=address "$BATS_TEST_TMPDIR/hello.c" \
        -o "$BATS_TEST_TMPDIR/chapters/01-hello"
    PROGRAMS_DIR=$BATS_TEST_TMPDIR run ! tests/run tests/course/01-hello/chapter.bats
    assert_output --partial "LeakSanitizer"
    assert_equal "${lines[-1]}" "0 passed, 1 failed"
}

@test "a program that does not start is shown with its message" {
    mkdir -p "$BATS_TEST_TMPDIR/chapters"
    printf '#!/bin/sh\necho "cannot listen"; exit 1\n' \
        >"$BATS_TEST_TMPDIR/chapters/01-hello"
    chmod +x "$BATS_TEST_TMPDIR/chapters/01-hello"
    PROGRAMS_DIR=$BATS_TEST_TMPDIR run ! tests/run tests/course/01-hello/chapter.bats
    assert_output --partial "ended before it listened"
    assert_output --partial "cannot listen"
}
