# Chapter 13: something that happens again and again.

load ../../harness/helper

# loops_are EXPRESSION: of n, the number that /loops says
loops_are()
{
    n=$(get /loops)
    ((${1}))
}

# The calls' beginnings in a trace, in seconds from the first.
beginnings()
{
    jq -r '[.[] | select(.ph == "b" and .args.kind == "call") | .ts]
        | .[] - .[0] | . / 1e6' "$BATS_TEST_TMPDIR/trace"
}

@test "the first call is at once" {
    start_server 13-loops --delay 600
    run -0 get /loops --write-out ' %{http_code} %{content_type}'
    assert_output "1 200 text/plain; charset=utf-8"
}

@test "a request does not change the count" {
    start_server 13-loops --delay 600
    get /loops
    run -0 get /loops
    assert_output 1
}

@test "it counts on without a request" {
    start_server 13-loops --delay 0.05
    wait_until loops_are "n >= 3"
    before=$(get /loops)
    wait_until loops_are "n > before"
}

@test "calls come at whole intervals after the first" {
    start_server 13-loops --delay 0.2 --trace "$BATS_TEST_TMPDIR/trace"
    wait_until loops_are "n >= 12"
    stop_server
    # None comes early. A machine that is busy may make some late, or skip
    # some; a late call does not make the others so.
    run -0 awk '{ late = $1 - 0.2 * int($1 / 0.2 + 0.05)
            if (late < -0.01) { print "early: " $1; exit 1 }
            if (late < 0.05) punctual++ }
        END { print (punctual >= NR * 0.6 ? "punctual" : "late") }' \
        < <(beginnings)
    assert_output punctual
}

@test "a request is answered between the calls" {
    start_server 13-loops --delay 0
    run -0 get /loops --write-out ' %{http_code}'
    assert_output --regexp '^[0-9]+ 200$'
}

@test "calls that are too late are skipped, and do not bunch up" {
    start_server 13-loops --delay 0.2 --trace "$BATS_TEST_TMPDIR/trace"
    wait_until loops_are "n >= 2"
    # Held for seven intervals; nothing is waited for.
    kill -STOP "$server"
    sleep 1.5
    kill -CONT "$server"
    before=$(get /loops)
    wait_until loops_are "n > before + 1"
    stop_server
    # One gap over more than 5 intervals, and none of the calls made up for.
    run -0 awk '{ place = int($1 / 0.2 + 0.05)
            if (place - last > 5) gaps++
            last = place }
        END { print gaps " gap, calls " (NR <= last - 3 ? "skipped" \
                : "made up for") }' < <(beginnings)
    assert_output "1 gap, calls skipped"
}

@test "it stops when it is asked to, long before the next call" {
    start_server 13-loops --delay 600
    kill -TERM "$server"
    wait_until server_ended "$server"
    stop_server
    refute [ "$(grep -c . "$server_output")" -gt 1 ]
}
