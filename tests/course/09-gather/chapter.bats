# Chapter 9: two slow requests at the same time.

load ../../harness/helper
load ../../harness/standin

same="These are the same:127.0.0.1==127.0.0.1"

@test "/faster-compare compares two answers" {
    start_server 09-gather --delay 0
    run -0 get /faster-compare --write-out '|%{http_code} %{content_type}'
    assert_output "$same|200 text/plain; charset=utf-8"
}

@test "it asks twice at the same time" {
    start_standin
    start_server 09-gather --delay 0.5 --upstream "$standin"
    run -0 get /faster-compare
    assert_output "$same"
    assert_equal "$(stat requests) $(stat most_in_flight)" "2 2"
}

@test "it takes the delay once, which chapter 8 takes twice" {
    start_standin
    start_server 08-compare --delay 0.5 --upstream "$standin"
    compare=$(seconds_of /compare)
    start_server 09-gather --delay 0.5 --upstream "$standin"
    faster=$(seconds_of /faster-compare)
    holds "$faster >= 0.5 && $faster < $compare"
}

@test "a server with a bad answer is a 502, and a line in the log" {
    answers_faults 09-gather /faster-compare
}

@test "a server that does not run is a 502" {
    answers_closed 09-gather /faster-compare
}

@test "a client that leaves cancels both requests" {
    cancels_upstream 09-gather /faster-compare 2
}
