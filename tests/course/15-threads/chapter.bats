# Chapter 15: what blocks goes to a thread, and the loop goes on.

load ../../harness/helper
load ../../harness/clients

setup()
{
    start_server 15-threads --delay 0.05
}

# catch_up: until the server has read all that was sent before
catch_up()
{
    run -0 status_of /nowhere
}

# answer_of CLIENT: its body
answer_of()
{
    cat <&"$1" | sed '1,/^\r$/d'
}

# lanes KIND: the lanes of that kind in the trace, "begin end" in microseconds
lanes()
{
    jq -r --arg kind "$1" '
        (map(select(.ph == "e") | {key: (.id | tostring), value: (.ts | floor)})
            | from_entries) as $ends
        | .[] | select(.ph == "b" and .args.kind == $kind)
        | "\(.ts | floor) \($ends[.id | tostring])"' "$BATS_TEST_TMPDIR/trace" |
        sort -n
}

# most_at_once: of lanes
most_at_once()
{
    awk '{ print $1, 1; print $2, -1 }' | sort -k 1,1n -k 2,2n |
        awk '{ now += $2; if (now > most) most = now } END { print most }'
}

# sleep_five: five clients ask for /sleep/1 at the same time
sleep_five()
{
    local client
    for client in {1..5}; do
        begin client /sleep/1
    done
    for client in "${clients[@]}"; do
        run -0 answer_of "$client"
        assert_output "Slept for 1 seconds"
        leave "$client"
    done
    stop_server
}

@test "/sleep says how long it has slept" {
    run -0 get /sleep/2 --write-out ' %{http_code} %{content_type}'
    assert_output "Slept for 2 seconds 200 text/plain; charset=utf-8"
    run -0 get /sleep/0
    assert_output "Slept for 0 seconds"
}

@test "a number that cannot be is a 400 with a sentence" {
    for path in /sleep/-1 /sleep/61 /sleep/99999999999999999999 /sleep/x \
        /sleep/1.5 /held/61 /naps/-1; do
        run -0 get "$path" --write-out ' %{http_code}'
        assert_output "Say a whole number of seconds, 0 to 60. 400"
    done
}

@test "while a thread sleeps, the clock is right, and the sleeper waits" {
    start_server 15-threads --delay 1
    begin sleeper /sleep/60
    catch_up
    run -0 get /clock
    [[ $output =~ ^[0-9]+\.[0-9]$ ]]
    run -1 is_answered "$sleeper"
    # Nothing waits for that thread but the end of the program.
    kill -KILL "$server"
    wait "$server" || true
    unset "server_outputs[server]"
    leave "$sleeper"
}

@test "while the loop sleeps, the clock hangs" {
    start_server 15-threads --delay 0.5 --trace "$BATS_TEST_TMPDIR/trace"
    begin held /held/1
    begin clock /clock
    run -0 answer_of "$clock"
    is_answered "$held"
    leave "${clients[@]}"
}

@test "of five at once, four sleep and the fifth waits" {
    start_server 15-threads --delay 0.3 --trace "$BATS_TEST_TMPDIR/trace"
    sleep_five
    run -0 most_at_once < <(lanes thread)
    assert_output 4
}

@test "a larger pool lets all five sleep at once" {
    UV_THREADPOOL_SIZE=10 start_server 15-threads --delay 0.3 \
        --trace "$BATS_TEST_TMPDIR/trace"
    sleep_five
    run -0 most_at_once < <(lanes thread)
    assert_output 5
}

@test "a pool of one lets one sleep at a time" {
    UV_THREADPOOL_SIZE=1 start_server 15-threads --delay 0.05 \
        --trace "$BATS_TEST_TMPDIR/trace"
    sleep_five
    run -0 most_at_once < <(lanes thread)
    assert_output 1
}

@test "a napper says so after each nap" {
    run -0 get /naps/3
    assert_output "Nap 1 of 3
Nap 2 of 3
Nap 3 of 3
Awake"
}

@test "the first nap is told while the second goes on" {
    start_server 15-threads --delay 1
    begin napper /naps/60
    while IFS= read -r -t "$WAIT_SECONDS" -u "$napper" line; do
        [[ $line == *$'\r' ]] || break
    done
    assert_equal "$line" "Nap 1 of 60"
    leave "$napper"
}

@test "a client that leaves ends the naps" {
    start_server 15-threads --delay 0.2 --trace "$BATS_TEST_TMPDIR/trace"
    begin napper /naps/60
    catch_up
    leave "$napper"
    catch_up
    ended()
    {
        run lanes thread
        [[ $output =~ ^[0-9]+\ [0-9]+$ ]]
    }
    wait_until ended
}

@test "when it ends, the client whose thread works still gets its answer" {
    start_server 15-threads --delay 0.5
    begin sleeper /sleep/1
    catch_up
    kill -TERM "$server"
    run -0 answer_of "$sleeper"
    assert_output "Slept for 1 seconds"
    leave "$sleeper"
    wait_until server_ended "$server"
    stop_server
}

@test "when it ends, it waits for a function whose client has left" {
    start_server 15-threads --delay 0.5 --trace "$BATS_TEST_TMPDIR/trace"
    begin sleeper /sleep/1
    catch_up
    leave "$sleeper"
    catch_up
    kill -TERM "$server"
    wait_until server_ended "$server"
    stop_server
    # The thread's lane has an end, and is as long as its sleep.
    run -0 lanes thread
    read -r from to <<<"$output"
    ((to - from >= 490000))
}
