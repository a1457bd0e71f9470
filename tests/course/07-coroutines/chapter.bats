# Chapter 7: code that waits, and reads from top to bottom all the same.

load ../../harness/helper
load ../../harness/standin

@test "/coro puts its text into tag after tag" {
    start_server 07-coroutines
    run -0 get /coro --write-out '|%{http_code} %{content_type}'
    expected="<html><body><strong><i>This is a coroutine-like function!"
    expected+="</i></strong></body></html>"
    assert_output "$expected|200 text/html; charset=utf-8"
}

@test "/ip is the one of chapter 6" {
    start_server 07-coroutines
    run -0 get /ip --write-out '|%{http_code} %{content_type}'
    assert_output "From 127.0.0.1|200 text/plain; charset=utf-8"
}

@test "a waiting coroutine holds up no other client" {
    start_standin
    start_server 07-coroutines --upstream "$standin/silent"
    ask /ip
    wait_until stat_is in_flight 1
    assert_equal "$(status_of /coro)" 200
    assert_equal "$(stat in_flight)" 1
    kill "$asker"
}

@test "a failure at an await ends the coroutine, and is a 502" {
    answers_faults 07-coroutines /ip
}

@test "a server that does not run is a 502" {
    answers_closed 07-coroutines /ip
}

@test "a client that leaves cancels the request to the other server" {
    cancels_upstream 07-coroutines /ip 1
}
