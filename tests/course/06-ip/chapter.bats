# Chapter 6: ask another server, and hold up nobody meanwhile.

load ../../harness/helper
load ../../harness/standin

@test "/ip shows the address that the other server saw" {
    start_server 06-ip
    run -0 get /ip --write-out '|%{http_code} %{content_type}'
    assert_output "From 127.0.0.1|200 text/plain; charset=utf-8"
}

@test "another server can be asked, once for each request" {
    start_standin
    start_server 06-ip --upstream "$standin"
    run -0 get /ip
    assert_output "From 127.0.0.1"
    assert_equal "$(stat requests)" 1
}

@test "while the other server is silent, other pages are answered" {
    start_standin
    start_server 06-ip --upstream "$standin/silent"
    ask /ip
    wait_until stat_is in_flight 1
    assert_equal "$(status_of /nowhere)" 404
    assert_equal "$(stat in_flight)" 1
    kill "$asker"
}

@test "a server with a bad answer is a 502, and a line in the log" {
    answers_faults 06-ip /ip
}

@test "a server that does not run is a 502" {
    answers_closed 06-ip /ip
}

@test "a server that is silent for too long is a 504" {
    answers_504 06-ip /ip
}

@test "a client that leaves cancels the request to the other server" {
    cancels_upstream 06-ip /ip 1
}
