# The stand-in for httpbin.org: its answers, how it misbehaves, and that it
# lives and dies with the program that needs it.

load ../../harness/helper
load ../../harness/standin

setup()
{
    start_standin
}

# answers STATUS BODY PATH [OPTION...]: the answer is just this
answers()
{
    run -0 get "$3" --write-out '|%{http_code}' "${@:4}"
    assert_output "$2|$1"
}

@test "it tells the client's address, at once or later" {
    answers 200 '{"origin":"127.0.0.1"}' /ip
    answers 200 '{"origin":"127.0.0.1"}' /delay/0
    answers 200 '{"origin":"127.0.0.1"}' /delay/0.2
    holds "$(seconds_of /delay/0.2) >= 0.2"
}

@test "it answers with any status" {
    answers 204 "" /status/204
    answers 503 "" /status/503
    answers 503 "" /status/503/ip
    answers 400 "A status is from 200 to 599." /status/600
}

@test "/drip sends piece by piece" {
    answers 200 '*****' '/drip?numbytes=5&duration=0'
    run -0 get '/drip?numbytes=3&duration=0' --raw --dump-header -
    assert_line --partial 'Transfer-Encoding: chunked'
    run -0 get '/drip?numbytes=3&duration=0' --raw
    assert_equal "$(grep -c '^\*' <<<"$output")" 3
}

@test "/bytes are the same for the same seed, and others for another" {
    cd "$BATS_TEST_TMPDIR"
    get /bytes/1000 >a
    get /bytes/1000 >b
    get '/bytes/1000?seed=1' >c
    assert_equal "$(wc -c <a) $(wc -c <c)" "1000 1000"
    cmp a b
    run ! cmp -s a c
    assert_equal "$(status_of /bytes/1048577)" 400
}

@test "/garbage is no JSON, /json is" {
    run -0 get /garbage/ip
    run ! jq . <<<"$output"
    run -0 get /json
    jq . <<<"$output"
}

@test "/wrong-length ends early, /reset breaks in mid-body" {
    run -18 get /wrong-length
    assert_output --partial '{"origin":'
    run -56 get /reset
    assert_output --partial '{"origin":'
    run -18 get /wrong-length/ip
    run -56 get /reset/ip
}

@test "/silent says nothing" {
    run -28 get /silent --max-time 0.3
    assert_output --partial "0 bytes received"
}

@test "/stats counts all clients, those there now, and the most at once" {
    get /ip
    get /garbage
    ask /silent
    first=$asker
    ask /silent/ip
    wait_until stat_is in_flight 2
    kill "$first" "$asker"
    wait_until stat_is in_flight 0
    answers 200 '{"requests":4,"in_flight":0,"most_in_flight":2}' /stats
    answers 200 '{"requests":0,"in_flight":0,"most_in_flight":0}' \
        /stats/reset --request POST
    assert_equal "$(status_of /stats --request POST)" 405
}

# children PROCESS: prints its child processes
children()
{
    ps -A -o pid= -o ppid= | awk -v parent="$1" '$2 == parent { print $1 }'
}

@test "a program starts its own, says nothing of it, and ends it" {
    start_server 06-ip
    standin_process=$(children "$server")
    kill -0 "$standin_process"
    stop_server
    run ! kill -0 "$standin_process"
    run -0 cat "$server_output"
    assert_output "listening on $url"
}

@test "a program that is killed takes its stand-in with it" {
    start_server 06-ip
    standin_process=$(children "$server")
    kill -KILL "$server"
    wait_until server_ended "$standin_process"
    wait "$server" || true
    unset "server_outputs[server]"
}

@test "a program that cannot listen ends its stand-in, too" {
    run -1 "$CHAPTERS_DIR/06-ip" --listen "tcp:$port"
    assert_output --partial "EADDRINUSE"
    assert_equal "${#lines[@]}" 1
}

@test "with --upstream there is none" {
    start_server 06-ip --upstream "$standin"
    assert_equal "$(children "$server")" ""
}

@test "a trace is the program's alone" {
    start_server 06-ip --trace "$BATS_TEST_TMPDIR/trace"
    get /ip
    stop_server
    run -0 jq -r '.[] | select(.ph == "b" and .args.kind == "request") | .name' \
        "$BATS_TEST_TMPDIR/trace"
    assert_output "GET /ip"
}
