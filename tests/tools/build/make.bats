# The learner's commands, on a toy course in a folder with a space in its name.

load ../../harness/helper
load ../../harness/toy

setup_file()
{
    make_toy "$BATS_FILE_TMPDIR/a toy"
    make >first-output
}

setup()
{
    cd "$BATS_FILE_TMPDIR/a toy" || return
}

teardown()
{
    [[ -z ${server:-} ]] || kill "$server" 2>/dev/null || true
}

# make_in_background TARGET: waits until the server says that it listens
make_in_background()
{
    server_output=$BATS_TEST_TMPDIR/output
    make "$@" >"$server_output" 2>&1 3>&- &
    server=$!
    wait_until server_listens_or_ended
}

@test "make shows a short line for each step, and the next command" {
    run cat first-output
    assert_line "CC common/base/toy.c"
    assert_line "AR libcommon.a"
    assert_line "LD chapters/01-hello"
    assert_equal "${lines[-1]}" "  make run-01"
}

@test "make with nothing to do only shows the next command" {
    run -0 make
    refute_line --partial CC
    assert_line "  make run-01"
}

@test "all build output goes to .build" {
    run ls -A
    assert_output "$(printf '%s\n' .build .setup Makefile chapters common \
        first-output tests)"
}

# assert_lists TARGET...: the output has a line for each
assert_lists()
{
    local target
    for target; do
        assert_line --regexp "^  make $target "
    done
}

@test "make help lists what a learner types, and fits a small screen" {
    run -0 make help
    assert_lists start run-03 check-03 check watch try-03 hint-03 compare-03 \
        progress reset-03 update
    ((${#lines[@]} <= 24))
    run wc -l <<<"$output"
    ((output <= 24))
}

@test "make help-all lists the rest, too" {
    run -0 make help-all
    assert_lists check-03 grade 03-deferred test test-03 format lint proof \
        memcheck coverage timeline-10 bench clean
}

@test "make help works before anything is installed" {
    run -0 make BUILD=none help
    run ! ls none
}

@test "make 03-sum builds one chapter, from all of its files" {
    run -0 make BUILD="$BATS_TEST_TMPDIR/b" 03-sum
    assert_line "CC chapters/03-sum/words.c"
    assert_line "LD chapters/03-sum"
    refute_line --partial hello
}

@test "make run-03 passes its options on" {
    run -0 make run-03 ARGS=word
    assert_output "sum 42 word"
}

@test "make run-42 says that there is no such chapter" {
    run ! make run-42
    assert_output --partial "There is no chapter 42"
}

@test "make run-01 ends its server when it ends" {
    make_in_background run-01
    kill -TERM "$server"
    wait_until server_ended "$server"
    wait_until grep -q stopped "$server_output"
    run cat "$server_output"
    refute_line --partial "***"
}

@test "make start shows a request to send, then runs chapter 01" {
    make_in_background start
    kill -TERM "$server"
    wait_until grep -q stopped "$server_output"
    run cat "$server_output"
    assert_line "  curl http://127.0.0.1:8080/; echo"
    assert_line "listening on http://127.0.0.1:8080"
}

@test "V=1 shows the commands, with warnings and hardening" {
    touch common/base/toy.c
    run -0 make V=1
    assert_line --regexp "-Wall -Wextra -Werror .* common/base/toy.c$"
    assert_line --partial "-D_FORTIFY_SOURCE=2"
    assert_line --partial "-Wl,-z,now"
}

@test "a changed header rebuilds the files that include it, and no others" {
    touch common/base/toy.h
    run -0 make
    assert_line "CC common/base/toy.c"
    assert_line "CC chapters/03-sum/sum.c"
    refute_line "CC chapters/03-sum/words.c"
    refute_line "CC chapters/01-hello/hello.c"
}

@test "a warning ends the build" {
    echo 'int main(void) { int unused; return 0; }' >chapters/03-sum/bad.c
    run ! make 03-sum
    assert_output --partial unused
    rm chapters/03-sum/bad.c
}

# needs_a_package: chapter 03 needs toy-tool, which a fake apt-get installs
needs_a_package()
{
    bin=$BATS_TEST_TMPDIR/bin
    PATH=$bin:$PATH
    mkdir "$bin"
    echo "toy-tool toy-package" >chapters/03-sum/packages
    printf '%s\n' '#!/bin/sh' "touch $bin/toy-tool; chmod +x $bin/toy-tool" \
        >"$bin/apt-get"
    printf '%s\n' '#!/bin/sh' 'echo 0' >"$bin/id"
    chmod +x "$bin/"*
}

@test "a chapter whose package is missing is left out, and make says so" {
    needs_a_package
    run -0 make BUILD="$BATS_TEST_TMPDIR/b"
    assert_line "LD chapters/01-hello"
    refute_line "LD chapters/03-sum"
    assert_line --partial "Left out: 03-sum."
    run ! ls "$bin/toy-tool"
    rm chapters/03-sum/packages
}

@test "make run-03 installs what only chapter 03 needs" {
    needs_a_package
    run -0 make BUILD="$BATS_TEST_TMPDIR/b" 01-hello
    run ! ls "$bin/toy-tool"
    run -0 make BUILD="$BATS_TEST_TMPDIR/b" run-03 ARGS=word
    assert_line "Missing: toy-package. Installing, which may take some minutes:"
    assert_line "sum 42 word"
    rm chapters/03-sum/packages
}

@test "make test-03 tests one chapter, sanitized" {
    run -0 make test-03
    assert_line "CC common/base/toy.c (sanitized)"
    assert_line "tests/course/03-sum/chapter.bats: 1 passed"
    assert_equal "${lines[-1]}" "1 passed, 0 failed"
    run -0 nm .build/sanitized/chapters/03-sum
    assert_output --partial __asan_init
    run -0 nm .build/chapters/03-sum
    refute_output --partial __asan_init
}

@test "make test counts every unit test and every chapter's" {
    run -0 make test
    assert_line "tests/library/base/test_toy.c: 2 passed"
    assert_line "tests/course/01-hello/chapter.bats: 1 passed"
    assert_equal "${lines[-1]}" "4 passed, 0 failed"
}

@test "make test fails if a test fails" {
    sed -i.old 's/sum 42/sum 43/' tests/course/03-sum/chapter.bats
    run ! make test
    assert_line "3 passed, 1 failed"
    mv tests/course/03-sum/chapter.bats.old tests/course/03-sum/chapter.bats
}

@test "another compiler uses another folder" {
    command -v clang >/dev/null || skip "there is no clang here"
    run -0 make V=1 CC=clang BUILD="$BATS_TEST_TMPDIR/clang"
    assert_line --regexp "^clang .*sum.c"
}

@test "an editor finds how each file is compiled" {
    run -0 jq -r '.[].file' .build/compile_commands.json
    assert_line common/base/toy.c
    assert_line chapters/03-sum/words.c
    run -0 jq -r '.[0] | .directory, .command' .build/compile_commands.json
    assert_line "$PWD"
    assert_line --partial "-iquote common/base"
}

@test "the old program is there until the new one is" {
    make 03-sum
    ln .build/chapters/03-sum old
    printf '%s\n' '#!/bin/sh' 'cc "$@" && [ old -ef .build/chapters/03-sum ]' \
        >my-cc
    chmod +x my-cc
    touch chapters/03-sum/sum.c
    run -0 make CC=./my-cc 03-sum
    assert_line "LD chapters/03-sum"
}

@test "make clean removes all build output" {
    run -0 make clean
    run ! ls .build
}

@test "make clean removes no folder that holds the course itself" {
    for place in "" .; do
        run ! make clean BUILD="$place"
        assert_line "BUILD=$place holds the course itself."
    done
    ls Makefile
}
