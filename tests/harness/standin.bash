# For the tests of chapters that ask another server. A .bats file loads it
# with "load ../../harness/standin", after the helper.
# shellcheck shell=bash

gateway_502="The server that this page asks sent an invalid response."
gateway_504="The server that this page asks did not answer in time."
gateway_closed="The server that this page asks cannot be reached."

# start_standin: the stand-in for httpbin as a process of its own, so that a
# test can look at it. Sets standin, its URL, and standin_process.
start_standin()
{
    start_server "$PROGRAMS_DIR/tests/servers/standin_server"
    standin=$url
    standin_process=$server
}

# stat NAME: prints a count of the stand-in: requests, in_flight or
# most_in_flight
stat()
{
    curl --silent --show-error --max-time 60 "$standin/stats" | jq ".$1"
}

stat_is()
{
    [[ $(stat "$1") == "$2" ]]
}

# seconds_of PATH: how long its answer takes
seconds_of()
{
    get "$1" --output /dev/null --write-out '%{time_total}'
}

# ask PATH: asks the last server, and does not wait for the answer. Sets asker,
# the process to be killed if the client is to leave.
ask()
{
    curl --silent --max-time 60 --output /dev/null "$url$1" 3>&- &
    asker=$!
}

# holds EXPRESSION: of numbers
holds()
{
    awk "BEGIN { exit !($1) }"
}

# answers_502 CHAPTER PATH FAULT CODE [TEXT]: if the stand-in has this fault,
# then the chapter answers with 502, goes on, and its log has the code
answers_502()
{
    start_server "$1" --upstream "$standin/$3"
    for _ in 1 2; do
        run -0 get "$2" --write-out '%{http_code}'
        assert_output "${5:-$gateway_502}"$'\n502'
    done
    stop_server
    run -0 grep -c "$2: 502: $4, " "$server_output"
    assert_output 2
}

# answers_faults CHAPTER PATH: the same, for all faults that end
answers_faults()
{
    start_standin
    answers_502 "$1" "$2" status/503 EREMOTEIO
    answers_502 "$1" "$2" garbage EPROTO
    answers_502 "$1" "$2" json EPROTO
    answers_502 "$1" "$2" wrong-length EOF
    answers_502 "$1" "$2" reset ECONNRESET
}

# answers_504 CHAPTER PATH: if the stand-in is silent for too long, the chapter
# answers with 504, and its log says so
answers_504()
{
    start_standin
    CLIENT_SECONDS=0.2 start_server "$1" --upstream "$standin/silent"
    run -0 get "$2" --write-out '%{http_code}'
    assert_output "$gateway_504"$'\n504'
    stop_server
    run -0 grep -c "$2: 504: ETIMEDOUT, " "$server_output"
    assert_output 1
}

# answers_closed CHAPTER PATH: the same, if no server listens
answers_closed()
{
    start_standin
    stop_server
    answers_502 "$1" "$2" "" ECONNREFUSED "$gateway_closed"
}

# cancels_upstream CHAPTER PATH COUNT: a client that leaves takes back the
# chapter's questions to the stand-in, which never answers
cancels_upstream()
{
    start_standin
    start_server "$1" --upstream "$standin/silent"
    eval "exec 5<>/dev/tcp/127.0.0.1/$port"
    printf 'GET %s HTTP/1.1\r\nHost: a\r\n\r\n' "$2" >&5
    wait_until stat_is in_flight "$3"
    exec 5>&-
    wait_until stat_is in_flight 0
    stop_server
    run -0 cat "$server_output"
    assert_output "listening on $url"
}
