# Chapter 3: chains of callbacks; no server.

load ../../harness/helper

program=$CHAPTERS_DIR/03-deferred

@test "100 and one to four are 110, 200 and ten and twenty are 230" {
    run -0 "$program"
    assert_line --index 0 "110"
    assert_line --index 3 "230"
}

@test "the errback names the error, and the next callback gets its result" {
    run -0 "$program"
    assert_line --index 1 "This is an error! ('one hundred' is not a number)"
    assert_line --index 2 "none"
    assert_line --index 4 "Errback executed (it broke)"
}

@test "it prints nothing else, and no failure is left unhandled" {
    run -0 --separate-stderr "$program"
    assert_equal "${#lines[@]}" 5
    assert_equal "$stderr" ""
}

@test "--help names its options" {
    run -0 --separate-stderr "$program" --help
    assert_line --index 0 --partial "usage: 03-deferred"
    assert_line --partial "--help"
    assert_equal "$stderr" ""
}

@test "an unknown option is refused in one sentence" {
    run -1 --separate-stderr "$program" --frobnicate
    assert_output ""
    assert_equal "$stderr" \
        '03-deferred: there is no option "--frobnicate"; try --help'
}

@test "it is no server, so it cannot listen" {
    run -1 "$program" --listen tcp:0
    assert_output --partial 'there is no option "--listen"'
    run -0 "$program" --help
    refute_output --partial "--listen"
}
