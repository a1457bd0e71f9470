# Fuzzing: each target, with its stored inputs and with many made from them.
# How to run one for hours is told in tests/harness/fuzz.h.

load ../../harness/helper

# fuzz NAME RUNS
fuzz()
{
    run "$PROGRAMS_DIR/tests/library/fuzz/fuzz_$1" "$2" 1 \
        "$BATS_TEST_DIRNAME/fuzz_$1"/*
    assert_success
}

@test "percent-decoding, escapes and capitals stand any text" {
    fuzz percent 50000
}

@test "the router finds what its model finds, whatever pattern and path" {
    fuzz router 50000
}

@test "the head of a request is read as by hand, in whatever pieces it comes" {
    fuzz http_head 50000
}

@test "a body in chunks ends at one place, in whatever pieces it comes" {
    fuzz http_body 50000
}

@test "requests are read the same, in whatever pieces their bytes come" {
    fuzz http_reader 50000
}

@test "the server answers the same, in whatever pieces the requests come" {
    fuzz http_requests 3000
}

@test "a Deferred does what its model does, in the same order" {
    fuzz deferred 50000
}

@test "the client ends the same, in whatever pieces an answer comes" {
    fuzz client 3000
}
