# Chapter 10: an answer that comes later, and a program that never sleeps.

load ../../harness/helper

setup()
{
    start_server 10-later --delay 0.5
}

# seconds_of PATH: how long its answer takes
seconds_of()
{
    get "$1" --output /dev/null --write-out '%{time_total}'
}

# holds EXPRESSION: of numbers
holds()
{
    awk "BEGIN { exit !($1) }"
}

@test "/add adds two numbers" {
    run -0 get /add/3/4 --write-out ' %{http_code} %{content_type}'
    assert_output "7 200 text/plain; charset=utf-8"
    run -0 get /add/0/007
    assert_output 7
}

@test "the sum comes soon after the delay, and not before" {
    took=$(seconds_of /add/3/4)
    holds "$took >= 0.49 && $took < 5 * 0.5"
    start_server 10-later --delay 0
    holds "$(seconds_of /add/3/4) < $took"
}

@test "two at once take once the delay, and so do six" {
    begin=$EPOCHREALTIME
    # In parallel, curl shows its progress even when it is silent.
    sums=$(get "/add/[1-6]/0" --parallel --parallel-immediate 2>/dev/null)
    # One after the other they take six delays.
    holds "$EPOCHREALTIME - $begin < 5 * 0.5"
    assert_equal "$(grep -o . <<<"$sums" | sort | tr -d '\n')" 123456
}

@test "a plain page is answered while another client waits" {
    start_server 10-later --delay 600
    curl --silent --max-time 60 "$url/add/1/2" 3>&- &
    waiting=$!
    run -0 status_of /nowhere
    assert_output 404
    run -0 status_of /add/9223372036854775808/1
    assert_output 404
    kill -0 "$waiting"
    kill "$waiting"
}

@test "a sum of more than 63 bits is a 400 with a sentence" {
    run -0 get /add/9223372036854775807/0
    assert_output 9223372036854775807
    run -0 get /add/9223372036854775807/1 --write-out ' %{http_code}'
    assert_output "The sum does not fit in 64 bits. 400"
}

@test "anything but a number is a 404" {
    for path in /add/-1/2 /add/1/-2 /add/1/two /add/1.5/2 /add/1 /add/1/2/3; do
        run -0 get "$path" --write-out ' %{http_code}'
        assert_output "There is no such page. 404"
    done
}

@test "a client that leaves takes its timer away" {
    start_server 10-later --delay 600 --trace "$BATS_TEST_TMPDIR/trace"
    run -28 curl --silent --max-time 0.2 "$url/add/3/4"
    # Were the timer still there, the trace would call it open.
    stop_server
    run -0 grep --count '"outcome":"client left"' "$BATS_TEST_TMPDIR/trace"
    assert_output 1
    run -0 grep --count '"outcome":"canceled"' "$BATS_TEST_TMPDIR/trace"
    assert_output 1
}

@test "when it ends, the client that waits still gets its answer" {
    start_server 10-later --delay 1
    exec 5<>"/dev/tcp/127.0.0.1/$port"
    printf 'GET /add/3/4 HTTP/1.0\r\n\r\n' >&5
    # When two others have been answered, it has been read.
    status_of /nowhere
    status_of /nowhere
    kill -TERM "$server"
    run -0 timeout "$WAIT_SECONDS" cat <&5
    exec 5>&-
    assert_line --index 0 --partial "200 OK"
    assert_line 7
    wait_until server_ended "$server"
    stop_server
}

@test "while it waits, it uses no processor time" {
    curl --silent --max-time 60 "$url/add/3/4" >/dev/null 3>&- &
    is_asleep()
    {
        [[ $(ps -o stat= -p "$server") == S* ]]
    }
    wait_until is_asleep
    wait $!
}

@test "a delay below 0 is refused at start" {
    run -1 "$CHAPTERS_DIR/10-later" --delay -1
    assert_output --partial -- "--delay"
}
