# Chapter 12: a number that all requests share, without a lock.

load ../../harness/helper

setup()
{
    start_server 12-count
}

@test "it counts 1, 2, 3" {
    for expected in 1 2 3; do
        run -0 get /count --write-out ' %{http_code} %{content_type}'
        assert_output "$expected 200 text/plain; charset=utf-8"
    done
}

@test "two requests on one connection are counted each" {
    run -0 get /count "$url/count" --write-out ' %{num_connects} '
    assert_output "1 1 2 0 "
}

@test "two requests in one write are counted each, and in order" {
    exec 5<>"/dev/tcp/127.0.0.1/$port"
    printf 'GET /count HTTP/1.1\r\nHost: a\r\n\r\n%s' \
        $'GET /count HTTP/1.0\r\n\r\n' >&5
    run cat <&5
    # The second status line follows the first body on the same line.
    assert_line --partial "1HTTP/1.1 200 OK"
    assert_line "2"
    exec 5>&-
}

@test "HEAD counts, too" {
    run -0 get /count --head
    assert_line --partial "Content-Length: 1"
    run -0 get /count
    assert_output 2
}

@test "another page and a bad request do not count" {
    get /nowhere
    get /count/1
    exec 5<>"/dev/tcp/127.0.0.1/$port"
    printf 'GET /count\r\n\r\n' >&5
    cat <&5 >/dev/null
    exec 5>&-
    run -0 get /count
    assert_output 1
}

@test "a hundred at once get a hundred different numbers" {
    get "/count?[1-100]" --parallel --parallel-immediate --parallel-max 50 \
        --output "$BATS_TEST_TMPDIR/#1"
    for file in "$BATS_TEST_TMPDIR"/[0-9]*; do
        echo "$(<"$file")"
    done | sort -n >"$BATS_TEST_TMPDIR/numbers"
    seq 100 | cmp - "$BATS_TEST_TMPDIR/numbers"
}

@test "a new run counts from 1" {
    get /count
    start_server 12-count
    run -0 get /count
    assert_output 1
}
