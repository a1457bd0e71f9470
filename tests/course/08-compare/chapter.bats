# Chapter 8: two slow requests, one after the other.

load ../../harness/helper
load ../../harness/standin

same="These are the same:127.0.0.1==127.0.0.1"

@test "/compare compares two answers" {
    start_server 08-compare --delay 0
    run -0 get /compare --write-out '|%{http_code} %{content_type}'
    assert_output "$same|200 text/plain; charset=utf-8"
}

@test "it takes twice the delay" {
    start_server 08-compare --delay 0.2
    took=$(seconds_of /compare)
    holds "$took >= 0.4"
    stop_server
    start_server 08-compare --delay 0
    holds "$(seconds_of /compare) < $took"
}

@test "a delay is no longer and no shorter for being written with an exponent" {
    start_standin
    start_server 08-compare --delay 1e-5 --upstream "$standin"
    run -0 get /compare
    assert_output "$same"
    start_server 08-compare --delay 1e+6 --upstream "$standin"
    ask /compare
    wait_until stat_is in_flight 1
    kill "$asker"
    wait_until stat_is in_flight 0
}

@test "it asks twice, and never while an answer is on its way" {
    start_standin
    start_server 08-compare --delay 0.1 --upstream "$standin"
    run -0 get /compare
    assert_output "$same"
    assert_equal "$(stat requests) $(stat most_in_flight)" "2 1"
}

@test "two clients at once wait at the same time" {
    start_standin
    start_server 08-compare --delay 60 --upstream "$standin"
    ask /compare
    first=$asker
    ask /compare
    wait_until stat_is in_flight 2
    kill "$first" "$asker"
    wait_until stat_is in_flight 0
}

@test "a server with a bad answer is a 502, and is not asked again" {
    answers_faults 08-compare /compare
    assert_equal "$(stat most_in_flight)" 1
    assert_equal "$(stat requests)" 10
}

@test "a server that does not run is a 502" {
    answers_closed 08-compare /compare
}

@test "a client that leaves cancels the request to the other server" {
    cancels_upstream 08-compare /compare 1
}
