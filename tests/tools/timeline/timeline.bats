#!/usr/bin/env bats
# The lessons' pictures: each shows what its program does today.

load ../../harness/helper

root=$top

setup()
{
    BUILD=$(realpath "$PROGRAMS_DIR")
    export BUILD
    cd "$root" || return
}

# labels: the names of the rows and how they are nested, without durations,
# sorted, as two requests that are sent at once may change places
labels()
{
    tail -n +2 | cut -c 1-24 |
        sed -E 's, [0-9.]+ s , N s ,; s,/delay/[0-9.]+,/delay/N,; s, +$,,' |
        sort
}

# drawn LESSON: prints the text below its picture
drawn()
{
    awk '/^<!-- timeline:/ { seen = 1 }
        seen == 2 && /^```/ { exit }
        seen == 2
        seen == 1 && /^```text/ { seen = 2 }' "$1"
}

# well_formed FILE: whether each tag is closed in its place, in one root, and
# nothing else in it looks like a tag or an entity
well_formed()
{
    awk '
        { text = text $0 "\n" }
        function fail(why) { print FILENAME ": " why; bad = 1; exit 1 }
        END {
            if (bad) exit 1
            while (match(text, /<[^<>]*>/)) {
                between = between substr(text, 1, RSTART - 1)
                tag = substr(text, RSTART + 1, RLENGTH - 2)
                text = substr(text, RSTART + RLENGTH)
                name = tag
                sub(/[ \n].*/, "", name)
                if (name ~ /^\//) {
                    if (depth == 0 || "/" open[depth--] != name)
                        fail("closes " name)
                } else if (tag !~ /\/$/) {
                    if (depth == 0 && roots++)
                        fail("a second root")
                    open[++depth] = name
                }
                gsub(/ [a-zA-Z:-]+="[^"<]*"/, "", tag)
                if (tag !~ /^\/?[a-z]+\/?$/)
                    fail("no tag: " tag)
            }
            gsub(/&(amp|lt|gt|quot);/, "", between)
            if (depth || roots != 1 || between text ~ /[<&]/)
                fail("not closed, or not escaped")
        }' "$1"
}

lessons()
{
    grep -l '^<!-- timeline:' chapters/*/README.md
}

@test "a run is drawn with its requests, and the waits of each below it" {
    export DELAY=0.1
    run -0 tests/tools/timeline/draw 10 --rows
    run -0 cut -f 3-6 <<<"$output"
    assert_line --index 0 $'0\trequest\tGET /add/3/4\t200'
    assert_line --index 1 $'1\tdelay\twait 0.1 s\t'
    assert_line --partial $'0\trequest\tGET /add/20/22\t200'
    assert_line --partial $'0\trequest\tGET /nowhere\t404'
    assert_equal "${#lines[@]}" 5
}

@test "a delay is drawn as long as it takes" {
    export DELAY=0.2
    tests/tools/timeline/draw 10 --rows >"$BATS_TEST_TMPDIR/rows"
    run -0 awk -F '\t' '$4 == "delay" && $2 - $1 < 199000 { print }' \
        "$BATS_TEST_TMPDIR/rows"
    assert_output ""
}

@test "the calls of a loop share a row" {
    export DELAY=0.1
    run -0 tests/tools/timeline/draw 13 --print
    assert_equal "$(grep -c '^every' <<<"$output")" 1
    assert_line --regexp '^every 0\.1 s +\|.*\|.*\|'
}

# shows_today LESSON: three tries, as on a machine that is busy a client may
# give up too early
shows_today()
{
    local number=${1#chapters/} try
    for try in 1 2 3; do
        tests/tools/timeline/draw "${number%%-*}" --print | labels \
            >"$BATS_TEST_TMPDIR/now"
        drawn "$1" | labels | diff - "$BATS_TEST_TMPDIR/now" && return
    done
    echo "after $try runs: \"make timeline-${number%%-*}\" draws $1 anew"
    return 1
}

@test "each lesson shows the rows of a run of today" {
    export DELAY=0.3
    for lesson in $(lessons); do
        shows_today "$lesson"
    done
}

@test "each picture is well-formed, and has the rows of its text" {
    for lesson in $(lessons); do
        picture=$(dirname "$lesson")/timeline.svg
        well_formed "$picture"
        grep -q "](timeline.svg)" "$lesson"
        # The two ends of the scale are below the rows.
        names=$(grep -c '^<text x=' "$picture")
        rows=$(drawn "$lesson" | tail -n +2 | wc -l)
        assert_equal "$((names - 1))" "$rows"
    done
}
