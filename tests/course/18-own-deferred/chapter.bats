# Chapter 18: what a Deferred is made of; no server.

load ../../harness/helper

program=$CHAPTERS_DIR/18-own-deferred

@test "steps run at the fire, in their order, and one that comes late at once" {
    run -0 --separate-stderr "$program"
    assert_output "all is planned, and nothing is there
the oven is opened
the early one: eight slices of rye bread with butter
somebody comes late
the late one: crumbs"
    assert_equal "$stderr" ""
}

@test "its trace has the two calls of the reactor" {
    run -0 "$program" --trace "$BATS_TEST_TMPDIR/trace"
    run -0 jq -c '[.[] | select(.name == "delayed call") | .ph]' \
        "$BATS_TEST_TMPDIR/trace"
    assert_output '["B","E","B","E"]'
}

@test "it is no server, so it cannot listen" {
    run -1 "$program" --listen tcp:0
    assert_output --partial 'there is no option "--listen"'
}

# The exercise's program without --test is chapter 4.
@test "chapter 4 keeps its promises on the solution's Deferred" {
    solution=$PROGRAMS_DIR/solutions/18-own-deferred
    [[ -e $solution ]] || skip "it is built in another way"
    ln -s "$(realpath "$solution")" "$BATS_TEST_TMPDIR/04-fire"
    CHAPTERS_DIR=$BATS_TEST_TMPDIR run -0 bats --formatter tap \
        "$top/tests/course/04-fire/chapter.bats"
    refute_line --partial "not ok"
    assert_line --partial "ok 1 /simple waits until it is fired"
}
