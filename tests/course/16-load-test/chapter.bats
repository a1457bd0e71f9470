# Chapter 16: a load generator, and a server that hiccups. We compare order and
# proportion, and no time that a busy machine could change.

load ../../harness/helper

program=$CHAPTERS_DIR/16-load-test
folder=$top/chapters/16-load-test

# practice [OPTION...]: the server to practice on. It does not hiccup unless
# told otherwise.
practice()
{
    start_server 16-load-test --hold 0 "$@"
}

# ms ROW COLUMN: a time of the table that was printed: 2 is 50 %, 3 is 90 %
ms()
{
    awk -v row="from $1" -v column="$2" 'index($0, row) == 1 {
        print $(2 * column - 1) }' <<<"$output"
}

# holds EXPRESSION: of numbers
holds()
{
    awk "BEGIN { exit !($1) }"
}

@test "the server to practice on has the pages of the scenario" {
    practice
    run -0 get / --write-out ' %{http_code}'
    assert_output "Hello, everybody! 200"
    run -0 get /coro --write-out ' %{http_code}'
    assert_output "This is a coroutine-like function! 200"
    run -0 status_of /error
    assert_output 400
    run -0 get /sleep/0 --write-out ' %{http_code}'
    assert_output "Slept for 0 seconds 200"
}

@test "the scenario has the weights of the original" {
    run -0 grep -v '^#' "$folder/scenario.txt"
    assert_output "20        /coro
15        /error    400
10        /sleep/1"
}

@test "a closed loop asks again and again, until the time is up" {
    practice
    run -0 "$program" --url "$url" --clients 3 --seconds 0.3
    assert_line "closed loop, clients: 3"
    assert_line --regexp '^[1-9][0-9]* asked in .* s: [1-9][0-9]* right, 0 '
    assert_line --partial " right, 0 wrong, 0 failed, 0 timed out"
    read -r asked _ _ _ _ right _ <<<"${lines[2]}"
    assert_equal "$asked" "$right"
    refute_line --partial "from due"
}

@test "an open loop asks as often as it should, and no more" {
    practice
    run -0 "$program" --url "$url" --rate 200 --seconds 0.25
    assert_line "open loop, 200 requests a second"
    assert_line --regexp '^50 asked in .* s: 50 right, 0 wrong, 0 failed'
    assert_line --regexp '^from due '
}

@test "clients that share a plan ask for all of it, one thing at a time" {
    practice --hold 0.3 --every 0.4
    run -0 "$program" --url "$url" --rate 100 --clients 1 --seconds 1
    assert_line "100 requests a second, shared by clients: 1"
    assert_line --regexp '^100 asked in .* s: 100 right, 0 wrong, 0 failed'
}

# The server stands still for three quarters of the time. So of all that was
# due, half had to wait for a third of the pause at least; but only one request
# in a pause was under way.
@test "a hiccup shows in the times from due, and not in those from sent" {
    practice --hold 0.6 --every 0.8
    run -0 "$program" --url "$url" --rate 100 --clients 1 --seconds 2.4
    holds "$(ms due 2) >= 150"
    holds "$(ms sent 2) * 3 < $(ms due 2)"
    holds "$(ms due 6) >= 400 && $(ms sent 6) >= 400"
}

@test "an open loop sends while the server stands still" {
    practice --hold 0.6 --every 0.8
    run -0 "$program" --url "$url" --rate 100 --seconds 2.4
    holds "$(ms sent 2) >= 150"
}

# scenario TEXT: as a file
scenario()
{
    printf "$1" >"$BATS_TEST_TMPDIR/scenario"
}

@test "the right status is the scenario's" {
    practice
    scenario '1 /coro\n1 /error 400\n'
    run -0 "$program" --url "$url" --rate 100 --seconds 0.1 \
        --scenario "$BATS_TEST_TMPDIR/scenario"
    assert_line --partial ": 10 right, 0 wrong, 0 failed, 0 timed out"
    scenario '3 /coro 404\n1 /error\n1 /coro\n'
    run -0 "$program" --url "$url" --rate 100 --seconds 0.1 \
        --scenario "$BATS_TEST_TMPDIR/scenario"
    assert_line --partial ": 2 right, 8 wrong, 0 failed, 0 timed out"
}

@test "a time-out is counted, and has its place in the table" {
    practice
    scenario '1 /sleep/60\n1 /coro\n'
    run -0 "$program" --url "$url" --rate 20 --seconds 0.5 --timeout 0.7 \
        --scenario "$BATS_TEST_TMPDIR/scenario"
    assert_line --partial ": 5 right, 0 wrong, 0 failed, 5 timed out"
    holds "$(ms sent 3) >= 700"
}

@test "of requests that are not answered, only some thousands are under way" {
    ulimit -S -n "$(ulimit -H -n)"
    practice
    scenario '1 /sleep/60\n'
    run -1 "$program" --url "$url" --rate 100000 --seconds 0.1 --timeout 0.3 \
        --scenario "$BATS_TEST_TMPDIR/scenario"
    assert_line --regexp \
        '^10000 asked in .* s: 0 right, 0 wrong, [1-9][0-9]* failed, '
}

has_sent()
{
    grep -q '"name":"GET ' "$BATS_TEST_TMPDIR/trace"
}

# It is stopped for a while, and cannot know that but from the plan.
@test "a generator that was late itself says so" {
    local process
    practice
    "$program" --url "$url" --rate 100 --seconds 1 \
        --trace "$BATS_TEST_TMPDIR/trace" >"$BATS_TEST_TMPDIR/output" 3>&- &
    process=$!
    wait_until has_sent
    kill -STOP "$process"
    read -rt 0.2 -u "$silence" || true
    kill -CONT "$process"
    wait "$process"
    run -0 cat "$BATS_TEST_TMPDIR/output"
    assert_line --partial ": 100 right"
    assert_line --partial "The generator was late itself: 1 of 100 requests"
}

@test "if no server listens, it says so, and ends with status 1" {
    practice
    stop_server
    run -1 "$program" --url "$url" --rate 100 --seconds 0.05
    assert_line --partial ": 0 right, 0 wrong, 5 failed, 0 timed out"
    assert_line "first failure: GET $url/: connection refused"
}

has_answered()
{
    (($(curl --silent --max-time 60 "$url/stats" | jq .requests) >= 3))
}

# ends_early OPTION...: Ctrl-C ends it, once some requests have been answered.
# Sets output.
ends_early()
{
    local status=0 process
    (trap - INT && exec "$program" --url "$url" --seconds 600 "$@" \
        --scenario "$BATS_TEST_TMPDIR/scenario") \
        >"$BATS_TEST_TMPDIR/output" 2>&1 3>&- &
    process=$!
    wait_until has_answered
    kill -INT "$process"
    wait_until server_ended "$process"
    wait "$process" || status=$?
    assert_equal "$status" 0
    output=$(<"$BATS_TEST_TMPDIR/output")
}

@test "Ctrl-C ends a run, and shows the result so far" {
    scenario '1 /ip\n1 /delay/9\n'
    for kind in "--rate 50" "--clients 4" "--rate 50 --clients 4"; do
        start_server "$PROGRAMS_DIR/tests/servers/standin_server"
        # shellcheck disable=SC2086 # words are meant
        ends_early $kind
        [[ $output =~ [1-9][0-9]*\ asked\ in.*\ s:\ [1-9][0-9]*\ right ]]
        [[ $output == *"were still under way"* ]]
        [[ $output == *"from sent"* ]]
        [[ $output != *"0 asked in 0.0"* ]]
    done
}

@test "Ctrl-C ends a search, and shows the rate that it was at" {
    scenario '1 /ip\n1 /delay/9\n'
    start_server "$PROGRAMS_DIR/tests/servers/standin_server"
    ends_early --rate 50 --until 5
    [[ $output =~ $'\n'" "*50\ +[0-9]+\  ]]
    [[ $output != *breaks* ]]
}

@test "the rate is doubled until it is too much" {
    ulimit -S -n "$(ulimit -H -n)"
    practice
    run -0 "$program" --url "$url" --rate 150000 --seconds 0.001 --until 3600
    assert_equal "$(awk '$1 ~ /^[0-9]+$/ { print $1 }' <<<"$output" | xargs)" \
        "150000 300000 600000"
    assert_line "No rate was too much."
}

@test "a rate is too much if 1 of 100 takes longer than the limit" {
    practice --hold 0.6 --every 0.8
    run -0 "$program" --url "$url" --rate 20 --seconds 1.6 --until 0.3
    assert_line "It breaks at 20 a second."
    assert_line --regexp '^The generator was (late itself|in time)'
}

@test "a rate is too much if more than 1 of 100 fail" {
    practice
    stop_server
    run -1 "$program" --url "$url" --rate 100 --seconds 0.1 --until 3600
    assert_line "It breaks at 100 a second."
    assert_line "Requests failed, the first one with: GET $url/: connection \
refused"
}

# refuses SENTENCE OPTION...: at the start, before anything is asked
refuses()
{
    run -1 --separate-stderr "$program" "${@:2}"
    assert_equal "$output" ""
    assert_equal "$stderr" "$1"
}

@test "a mistake in the options is found at the start" {
    refuses "16-load-test: --rate is a whole number from 0 to 1000000, not \
\"x\"; try --help" --rate x
    refuses "16-load-test: --seconds is a number of seconds from 0.001 to \
86400, not \"0\"; try --help" --seconds 0
    refuses "--until doubles the rate of an open loop: it needs the --rate to \
begin with, and no --clients" --until 1
    refuses "--until doubles the rate of an open loop: it needs the --rate to \
begin with, and no --clients" --until 1 --rate 5 --clients 2
    refuses "--hold has to be less than --every" --listen tcp:0 --hold 2
    refuses "cannot write /nowhere/chart.svg: No such file or directory" \
        --chart /nowhere/chart
    refuses "cannot read /nowhere/x: No such file or directory" \
        --scenario /nowhere/x
    scenario '# weights\n20 /coro\nten /sleep/1\n'
    refuses "$BATS_TEST_TMPDIR/scenario:3: a weight is a whole number from 1 \
to 1000000" --scenario "$BATS_TEST_TMPDIR/scenario"
}

@test "a chart that is there already is not touched by a mistake" {
    echo old >"$BATS_TEST_TMPDIR/chart.svg"
    run -1 "$program" --chart "$BATS_TEST_TMPDIR/chart" --scenario /nowhere/x
    assert_equal "$(<"$BATS_TEST_TMPDIR/chart.svg")" old
}

# tags FILE: how many it opens, and closes
tags()
{
    echo "$(grep -oE '<(svg|style|text|rect|path)[ >]' "$1" | wc -l)" \
        "$(grep -oE '</(svg|style|text)>|/>' "$1" | wc -l)"
}

@test "the chart is drawn as SVG, and as text with the same figures" {
    practice
    run -0 "$program" --url "$url" --rate 100 --seconds 0.2 \
        --chart "$BATS_TEST_TMPDIR/chart"
    run -0 tags "$BATS_TEST_TMPDIR/chart.svg"
    read -r opened closed <<<"$output"
    ((opened > 0 && opened == closed))
    run -0 cat "$BATS_TEST_TMPDIR/chart.svg"
    assert_output --partial "prefers-color-scheme: dark"
    assert_output --partial ">1 ms</text>"
    assert_output --partial ">99.9 %</text>"
    # Each line is drawn twice: once in the legend.
    assert_equal "$(grep -c 'class="line line[01]" d="M' \
        "$BATS_TEST_TMPDIR/chart.svg")" 4
    run -0 cat "$BATS_TEST_TMPDIR/chart.txt"
    assert_line --regexp '^50 % +from sent +\|=* +[0-9.]+ ms$'
    assert_line --regexp '^ +from due +\|=* +[0-9.]+ ms$'
    assert_equal "${#lines[@]}" 12
}

@test "a search is drawn with a point for each rate" {
    practice
    run -0 "$program" --url "$url" --rate 300000 --seconds 0.001 \
        --until 3600 --chart "$BATS_TEST_TMPDIR/chart"
    run -0 cat "$BATS_TEST_TMPDIR/chart.txt"
    assert_line --regexp '^300000 +50 % '
    assert_line --regexp '^600000 +50 % '
    run -0 grep -c '>[36]00000</text>' "$BATS_TEST_TMPDIR/chart.svg"
    assert_output 2
}

# A wrk of our own: what counts here is how it is called, and what follows.
@test "beside wrk, the same server is asked by as many clients" {
    practice
    mkdir "$BATS_TEST_TMPDIR/bin"
    printf '#!/bin/sh\necho "wrk $*"\necho "Requests/sec: 456.7"\n' \
        >"$BATS_TEST_TMPDIR/bin/wrk"
    chmod +x "$BATS_TEST_TMPDIR/bin/wrk"
    cd "$top"
    PATH=$BATS_TEST_TMPDIR/bin:$PATH BUILD=$PROGRAMS_DIR \
        run -0 chapters/16-load-test/beside-wrk "$url" 3 1
    assert_line "wrk --threads 1 --connections 3 --duration 1s --latency $url/"
    assert_line "closed loop, clients: 3"
    assert_line "open loop, 46 requests a second"
}

@test "its coroutines and its server leave nothing at the end" {
    practice
    scenario '1 /sleep/60\n'
    run -1 "$program" --url "$url" --clients 5 --seconds 0.05 --timeout 0.1 \
        --scenario "$BATS_TEST_TMPDIR/scenario"
    assert_line --partial "5 timed out"
    refute_line --partial "Sanitizer"
}
