# make lift: the library in a folder of one's own.

load ../../harness/helper

setup()
{
    cd "$top" || return
    mine="$BATS_TEST_TMPDIR/my own"
}

@test "the lifted library builds without the course, and answers" {
    run -0 make lift DIR="$mine" BUILD="$BUILD"
    assert_line "  cd $mine && make && ./main"
    cd "$mine"
    assert_equal "$(echo *)" "Makefile common main.c"
    refute [ -e common/standin ]
    assert [ -e common/README.md ]
    run -0 make -j 2 CFLAGS=-O0
    refute_output --partial "warning"
    start_server ./main
    run -0 get /
    assert_output "Hello, everybody!"
    run -0 make
    assert_output "make: 'main' is up to date."
}

@test "an empty folder is taken, one that holds something is not" {
    mkdir "$mine"
    run -0 .setup/lift "$mine"
    run -1 .setup/lift "$mine"
    assert_output "$mine holds something already. Nothing was copied."
    mkdir "$mine/hidden"
    touch "$mine/hidden/.something"
    run -1 .setup/lift "$mine/hidden"
    refute [ -e "$mine/hidden/common" ]
}

@test "a file is no folder, and nothing is no place" {
    touch "$BATS_TEST_TMPDIR/file"
    run -1 .setup/lift "$BATS_TEST_TMPDIR/file"
    assert_output "$BATS_TEST_TMPDIR/file is a file."
    run -1 .setup/lift
    assert_output "Where to? make lift DIR=../mine"
}
