# Chapter 11: a function that looks local, almost.

load ../../harness/helper
load ../../harness/standin

# One connection at a time is read in a turn of the loop, and each of these
# requests takes two turns: so all earlier requests have gone their way.
let_server_work()
{
    for _ in 1 2 3 4 5; do
        status_of /nowhere
    done
}

@test "all three add" {
    start_server 11-remote --delay 0
    for path in /add/16/14 /add4/3/4/9/14 /fast-add4/3/4/9/14; do
        run -0 get "$path" --write-out '|%{http_code} %{content_type}'
        assert_output "30|200 text/plain; charset=utf-8"
    done
}

# A path with what a URL cannot hold.
@test "all three add on a Unix socket, too" {
    socket="$BATS_TEST_TMPDIR/a b%@.sock"
    start_server 11-remote --delay 0 --listen "unix:$socket"
    for path in /add/16/14 /add4/3/4/9/14 /fast-add4/3/4/9/14; do
        run -0 curl --silent --unix-socket "$socket" "http://any$path"
        assert_output 30
    done
}

@test "/add takes the delay once, /add4 three times, /fast-add4 twice" {
    start_server 11-remote --delay 0.4
    add=$(seconds_of /add/3/4)
    add4=$(seconds_of /add4/3/4/9/14)
    fast_add4=$(seconds_of /fast-add4/3/4/9/14)
    holds "$add >= 0.4 && $add4 >= 1.2 && $fast_add4 >= 0.8"
    holds "$add < $fast_add4 && $fast_add4 < $add4"
}

# The trace tells when a request began and when it ended.
@test "/add4 adds one pair after the other, /fast-add4 both at once" {
    start_server 11-remote --delay 0.1 --trace "$BATS_TEST_TMPDIR/trace"
    get /add4/1/2/3/4
    get /fast-add4/1/2/3/4
    stop_server
    run -0 jq -r 'map(select(.cat == "lane"))
        | (map(select(.args.kind == "request" and
                      (.name | startswith("GET /add/")))) | map(.id)) as $adds
        | map(select(.id | IN($adds[])) | .ph) | join("")' \
        "$BATS_TEST_TMPDIR/trace"
    assert_output bebebebbeebe
}

@test "a server that asks itself does not wait for ever" {
    start_server 11-remote --delay 0.1
    run -0 --separate-stderr get "/fast-add4/[1-50]/0/0/0" --parallel --parallel-immediate \
        --parallel-max 50 --output /dev/null --write-out '%{http_code}\n'
    assert_equal "$(printf '%s\n' "${lines[@]}" | sort | uniq -c | xargs)" \
        "50 200"
}

@test "a sum that does not fit is a 400 at /add, a 502 at /add4" {
    start_server 11-remote --delay 0
    most=9223372036854775807
    assert_equal "$(status_of "/add/$most/1")" 400
    assert_equal "$(status_of "/add/${most}0/1")" 404
    for path in "/add4/$most/1/0/0" "/fast-add4/$most/1/0/0" \
        "/fast-add4/$most/0/1/0"; do
        run -0 get "$path" --write-out '%{http_code}'
        assert_output "$gateway_502"$'\n502'
    done
}

# leaves PATH COUNT: who leaves ends the request and all that it has asked,
# COUNT of them
leaves()
{
    start_server 11-remote --delay 60 --trace "$BATS_TEST_TMPDIR/trace"
    eval "exec 5<>/dev/tcp/127.0.0.1/$port"
    printf 'GET %s HTTP/1.1\r\nHost: a\r\n\r\n' "$1" >&5
    let_server_work
    exec 5>&-
    let_server_work
    stop_server
    run -0 jq '[.[] | select(.args.outcome == "client left")] | length' \
        "$BATS_TEST_TMPDIR/trace"
    assert_output "$((1 + $2))"
}

@test "a client that leaves /add4 cancels the /add that it waits for" {
    leaves /add4/1/2/3/4 1
}

@test "a client that leaves /fast-add4 cancels both" {
    leaves /fast-add4/1/2/3/4 2
}
