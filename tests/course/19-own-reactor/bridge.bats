# The bridge of exercise 19, which carries chapter 1 on a loop that is not
# libuv's: here the loop of the solution.

load ../../harness/helper

solution=$PROGRAMS_DIR/solutions/19-own-reactor

@test "no function of libuv is called but the bridge's own" {
    run -0 nm "$solution"
    assert_line --regexp ' T uv_run$'
    refute_line --regexp ' U uv_'
    run -0 ldd "$solution"
    refute_output --partial libuv
}

@test "chapter 1 keeps all its promises on it" {
    mkdir "$BATS_TEST_TMPDIR/chapters"
    ln -s "$(realpath "$solution")" "$BATS_TEST_TMPDIR/chapters/01-hello"
    export CHAPTERS_DIR=$BATS_TEST_TMPDIR/chapters
    run -0 bats --formatter tap "$top/tests/course/01-hello/chapter.bats"
    refute_line --regexp '^not ok'
}

# ask_much: somebody asks 100,000 times and does not read, which is more than
# the sockets hold. Then others get two hundred answers; in that time the first
# one's requests have been read as far as can be.
ask_much()
{
    yes $'GET / HTTP/1.1\r\nHost: a\r\n\r' | head -n 300000 \
        >"$BATS_TEST_TMPDIR/requests"
    printf 'GET /last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n' \
        >>"$BATS_TEST_TMPDIR/requests"
    exec 5<>"/dev/tcp/127.0.0.1/$port"
    cat "$BATS_TEST_TMPDIR/requests" >&5 3>&- &
    get "/?[1-200]" >"$BATS_TEST_TMPDIR/others"
}

@test "a client may read as late as it likes" {
    start_server "$solution"
    ask_much
    cat <&5 >"$BATS_TEST_TMPDIR/answers"
    wait $!
    exec 5>&-
    run -0 grep -c '^Hello, everybody!HTTP/1.1 ' "$BATS_TEST_TMPDIR/answers"
    assert_output 100000
    run -0 tail -n 1 "$BATS_TEST_TMPDIR/answers"
    assert_output "There is no such page."
}

@test "a client may leave before it has read its answer" {
    start_server "$solution"
    ask_much
    kill $! 2>/dev/null || true
    exec 5>&-
    get /
}
