# Chapter 1: one page, and a program that runs until it is asked to stop.

load ../../harness/helper

setup()
{
    start_server 01-hello
}

no_one_listens()
{
    run ! curl --silent "$url/"
}

@test "/ greets everybody, in plain text" {
    run -0 get / --write-out ' %{http_code} %{content_type}'
    assert_output "Hello, everybody! 200 text/plain; charset=utf-8"
}

@test "/ answers any method, and HEAD without the text" {
    run -0 get / --request POST
    assert_output "Hello, everybody!"
    run -0 get / --head
    assert_line --partial "Content-Length: 17"
    refute_output --partial "Hello"
}

@test "another page is a 404 with a sentence" {
    run -0 get /nowhere --write-out ' %{http_code}'
    assert_output "There is no such page. 404"
}

@test "it prints one line, with its address, and nothing else" {
    get /
    stop_server
    run cat "$server_output"
    assert_output --regexp '^listening on http://127\.0\.0\.1:[1-9][0-9]*$'
}

@test "without a request it sleeps" {
    get /
    is_asleep()
    {
        [[ $(ps -o stat= -p "$server") == S* ]]
    }
    wait_until is_asleep
}

@test "a port that is in use is named, and ends the program" {
    run -1 "$CHAPTERS_DIR/01-hello" --listen "tcp:$port"
    assert_output \
        "cannot listen on tcp:$port: EADDRINUSE, address already in use"
}

@test "a bad endpoint is named, and ends the program" {
    run -1 "$CHAPTERS_DIR/01-hello" --listen tcp:http
    assert_output --partial '"tcp:http" is not an endpoint: the port is'
}

@test "it listens on a socket in the file system, too" {
    start_server 01-hello --listen "unix:$BATS_TEST_TMPDIR/socket"
    run -0 curl --silent --unix-socket "$BATS_TEST_TMPDIR/socket" http://any/
    assert_output "Hello, everybody!"
}

@test "Ctrl-C ends it with status 0" {
    kill -INT "$server"
    wait_until server_ended "$server"
    stop_server
}

@test "a client that is connected and silent does not keep it from ending" {
    exec 5<>"/dev/tcp/127.0.0.1/$port"
    get /
    stop_server
    exec 5>&-
}

# One write, so that one read of the server has the second request's start.
@test "a request that has begun is answered before it ends" {
    printf 'GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\n' \
        >"$BATS_TEST_TMPDIR/one and a half"
    exec 5<>"/dev/tcp/127.0.0.1/$port"
    cat "$BATS_TEST_TMPDIR/one and a half" >&5
    IFS= read -r -t "$WAIT_SECONDS" -d '!' first <&5
    [[ $first == *"Hello, everybody" ]]
    kill -TERM "$server"
    wait_until no_one_listens
    printf 'Host: a\r\n\r\n' >&5
    run cat <&5
    assert_line --index 0 --partial "200 OK"
    assert_line "Hello, everybody!"
    exec 5>&-
    wait_until server_ended "$server"
}
