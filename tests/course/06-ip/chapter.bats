# Chapter 6: ask another server, and hold up nobody meanwhile.

load ../../harness/helper
load ../../harness/standin

@test "/ip says from where the other server was asked" {
    start_server 06-ip
    run -0 get /ip --write-out '|%{http_code} %{content_type}'
    assert_output "From 127.0.0.1|200 text/plain; charset=utf-8"
}

@test "any other server can be asked, once for each request" {
    start_standin
    start_server 06-ip --upstream "$standin"
    run -0 get /ip
    assert_output "From 127.0.0.1"
    assert_equal "$(stat requests)" 1
}

@test "while the other server is silent, others are answered" {
    start_standin
    start_server 06-ip --upstream "$standin/silent"
    ask /ip
    wait_until stat_is in_flight 1
    assert_equal "$(status_of /nowhere)" 404
    assert_equal "$(stat in_flight)" 1
    kill "$asker"
}

@test "a server that does badly is a 502, and a line in the log" {
    answers_faults 06-ip /ip
}

@test "so is one that is not there" {
    answers_closed 06-ip /ip
}

@test "one that is silent for too long is a 504" {
    answers_504 06-ip /ip
}

@test "who leaves takes the question to the other server back" {
    cancels_upstream 06-ip /ip 1
}
