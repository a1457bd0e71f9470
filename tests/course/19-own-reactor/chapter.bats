# Chapter 19: a loop of our own.

load ../../harness/helper

@test "each client takes two turns, one to come and one to be answered" {
    start_server 19-own-reactor
    run -0 get /
    assert_output "This is turn 2, and 3 descriptors are awaited."
    run -0 get /
    assert_output "This is turn 4, and 3 descriptors are awaited."
}

@test "a silent client may stay connected, and holds up no other client" {
    start_server 19-own-reactor
    exec 5<>"/dev/tcp/127.0.0.1/$port"
    run -0 get /
    assert_output "This is turn 3, and 4 descriptors are awaited."
    exec 5>&-
    run -0 get /
    assert_output --partial "and 3 descriptors are awaited."
}

@test "fifty at once are all answered, one in a turn" {
    start_server 19-own-reactor
    get "/?[1-50]" --parallel --parallel-immediate --parallel-max 50 \
        >"$BATS_TEST_TMPDIR/answers"
    run -0 grep -c '^This is turn ' "$BATS_TEST_TMPDIR/answers"
    assert_output 50
    run -0 get /
    assert_output --partial "and 3 descriptors are awaited."
}

@test "clients over the limit are closed, and the others served" {
    local i connection connections=()
    start_server 19-own-reactor
    for ((i = 0; i < 98; i++)); do
        exec {connection}<>"/dev/tcp/127.0.0.1/$port"
        connections+=("$connection")
    done
    run ! get /
    for connection in "${connections[@]}"; do
        exec {connection}>&-
    done
    wait_until get / --output /dev/null
}

@test "a client that asks and leaves does no harm" {
    start_server 19-own-reactor
    for i in 1 2 3 4 5; do
        exec 5<>"/dev/tcp/127.0.0.1/$port"
        printf 'GET / HTTP/1.0\r\n\r\n' >&5
        exec 5>&-
    done
    run -0 get /
    assert_output --partial "3 descriptors are awaited."
}

@test "without a request it sleeps" {
    start_server 19-own-reactor
    get /
    is_asleep()
    {
        [[ $(ps -o stat= -p "$server") == S* ]]
    }
    wait_until is_asleep
}

@test "a port in use and a bad endpoint are named" {
    start_server 19-own-reactor
    run -1 "$CHAPTERS_DIR/19-own-reactor" --listen "tcp:$port"
    assert_output "cannot listen: Address already in use"
    run -1 "$CHAPTERS_DIR/19-own-reactor" --listen tcp:http
    assert_output --partial '"tcp:http" is not an endpoint'
    run -1 "$CHAPTERS_DIR/19-own-reactor" --listen unix:/tmp/socket
    assert_output "unix:/tmp/socket: this program listens on tcp only"
}
