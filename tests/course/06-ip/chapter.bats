# Chapter 6: ask another server, and hold up no other client.

load ../../harness/helper
load ../../harness/standin

@test "/ip shows the address that the other server saw" {
    start_server 06-ip
    run -0 get /ip --write-out '|%{http_code} %{content_type}'
    assert_output "From 127.0.0.1|200 text/plain; charset=utf-8"
}

@test "another server can be asked, once for each request" {
    start_standin
    start_server 06-ip --upstream "$standin"
    run -0 get /ip
    assert_output "From 127.0.0.1"
    assert_equal "$(stat requests)" 1
}

@test "while the other server is silent, other pages are answered" {
    start_standin
    start_server 06-ip --upstream "$standin/silent"
    ask /ip
    wait_until stat_is in_flight 1
    assert_equal "$(status_of /nowhere)" 404
    assert_equal "$(stat in_flight)" 1
    kill "$asker"
}

@test "a server with a bad answer is a 502, and a line in the log" {
    answers_faults 06-ip /ip
}

@test "a server that does not run is a 502" {
    answers_closed 06-ip /ip
}

@test "a server that is silent for too long is a 504" {
    answers_504 06-ip /ip
}

@test "a client that leaves cancels the request to the other server" {
    cancels_upstream 06-ip /ip 1
}

@test "an upstream that cannot be one is refused at the start" {
    for upstream in 127.0.0.1:8080 localhost:8080 '' /ip ftp://127.0.0.1 \
        http:// http://:8080 'http://127.0.0.1:8080 ' http://127.0.0.1:80800; do
        run -1 --separate-stderr "$CHAPTERS_DIR/06-ip" --listen tcp:0 \
            --upstream "$upstream"
        assert_equal "$output" ""
        assert_equal "${#stderr_lines[@]}" 1
        [[ $stderr == "06-ip: --upstream"*"; try --help" ]]
    done
}

@test "a slash at its end is not doubled" {
    start_standin
    start_server 06-ip --upstream "$standin/"
    run -0 get /ip
    assert_output 'From 127.0.0.1'
}

@test "it starts with its standard streams closed" {
    socket=$BATS_TEST_TMPDIR/s
    "$CHAPTERS_DIR/06-ip" --listen "unix:$socket" <&- >&- 2>&- 3>&- {silence}>&- &
    server=$!
    wait_until test -S "$socket"
    run -0 curl --silent --max-time 60 --unix-socket "$socket" http://x/ip
    assert_output 'From 127.0.0.1'
    kill "$server"
    wait "$server"
}
