# Exercise 15: star charts, drawn by threads that wait for the sky.

load ../../harness/exercise

# Polls for this many seconds before it says that something does not happen.
patience=5

# sky_is PATTERN: whether /sky says so now; sets sky
sky_is()
{
    local other
    begin other /sky
    finish sky "$other"
    sky=${sky#200  }
    # shellcheck disable=SC2053 # it is a pattern
    [[ $sky == $1 ]]
}

# sky_becomes PATTERN [BECAUSE]: waits until /sky says so
sky_becomes()
{
    local deadline=$((SECONDS + patience))
    until sky_is "$1"; do
        ((SECONDS <= deadline)) && ! server_ended "$server" ||
            explain_answer "${shown}curl -i $shown_url/sky" \
                "200  ${1//\*/ ... }" "200  $sky" "${2:-}"
        read -rt 0.005 -u "$silence" || true
    done
}

# request PATH: sends it, and adds it to what is shown
request()
{
    answer_to "$1" >"$BATS_TEST_TMPDIR/request"
    shown+="curl $shown_url$1"$'\n'
}

# order VARIABLE FIELDS: one more client asks for a chart
order()
{
    begin "$1" "/chart/$2"
    shown+="curl -iN $shown_url/chart/$2 &"$'\n'
}

# expect_work CLIENT: it has begun, and not been refused
expect_work()
{
    local answer deadline=$((SECONDS + patience))
    until sky_is "at work: [1-9]*"; do
        if is_answered "$1"; then
            finish answer "$1"
            explain_answer "${shown%?}" "(waits for the sky)" "$answer"
        fi
        ((SECONDS <= deadline)) || explain_answer \
            "${shown}curl -i $shown_url/sky" "200  at work: 1 ..." "200  $sky"
        read -rt 0.005 -u "$silence" || true
    done
}

# expect_end CLIENT: its answer ends with the last line
expect_end()
{
    local answer
    finish answer "$1"
    [[ $answer == "200  "*"The chart is ready."$'\n' ]] || explain_answer \
        "${shown%?}" "200  ...The chart is ready." "$answer"
}

# expect_line CLIENT LINE [BECAUSE]: the next line of an answer that is not
# complete. (The lines of its head end with a carriage return.)
expect_line()
{
    local line=""
    while IFS= read -r -t "$patience" -u "$1" line && [[ $line == *$'\r' ]]; do
        :
    done
    [[ $line == "$2" ]] || explain_answer "${shown%?}" "a line: $2" \
        "${line:+a line: }${line:-no line}" "${3:-}"
}

setup()
{
    shown=""
    start_exercise
}

@test "a number of fields that cannot be is a 400" {
    local path
    for path in /chart/0 /chart/-1 /chart/101 /chart/many \
        /chart/99999999999999999999; do
        expect "$path" 400 "A chart has 1 to 100 fields."
    done
    expect /sky 200 "at work: 0, most: 0, seen: 0"
}

# bats test_tags=todo:1
@test "while a chart waits for the sky, the loop goes on" {
    local fields client
    # Without TODO 1 it is a 501: only what is in TODO 2 can stop it here.
    fix_if_stopped=2
    draw fields 2 9
    order client "$fields"
    expect_work "$client"
    request "/clear/$fields"
    expect_end "$client"
    sky_becomes "at work: 0, most: 1, seen: $fields"
}

# bats test_tags=todo:2
@test "after each field there is a line, while the chart goes on" {
    local fields client i
    draw fields 3 6
    order client "$fields"
    expect_work "$client"
    for ((i = 1; i < fields; i++)); do
        request /clear/1
        expect_line "$client" "$i of $fields" \
            "the field has been seen, and the client has not heard of it"
    done
    request /clear/1
    expect_line "$client" "$fields of $fields"
    expect_line "$client" "The chart is ready."
}

# bats test_tags=todo:2
@test "if the loop is busy, the lines come late, but all and in order" {
    local client line
    order client 5
    expect_work "$client"
    request /hold/3
    for line in "1 of 5" "2 of 5" "3 of 5"; do
        expect_line "$client" "$line" "three fields were seen, and each has \
a line of its own"
    done
    request /clear/2
    for line in "4 of 5" "5 of 5" "The chart is ready."; do
        expect_line "$client" "$line"
    done
}

# bats test_tags=todo:3
@test "at most two charts are drawn at once" {
    local charts client i
    draw charts 5 7
    for ((i = 0; i < charts; i++)); do
        order client 2
    done
    expect_work "$client"
    sky_becomes "at work: [2-9]*" "there are two telescopes, and only one is \
in use"
    # More would begin at once; give them a moment.
    for ((i = 0; i < 20; i++)); do
        sky_is "*most: 2,*" || explain_answer "${shown}curl -i $shown_url/sky" \
            "200  at work: 2, most: 2, seen: 0" "200  $sky" \
            "there are two telescopes"
        read -rt 0.005 -u "$silence" || true
    done
    request "/clear/$((2 * charts))"
    sky_becomes "at work: 0, most: 2, seen: $((2 * charts))"
}

# bats test_tags=todo:3
@test "a client that leaves ends the work at its next field" {
    local client
    order client 9
    expect_work "$client"
    leave "$client"
    shown+="kill %1"$'\n'
    sky_is "*"
    request /clear/20
    sky_becomes "at work: 0, most: 1, seen: *"
    [[ $sky == *"seen: 1" ]] || explain_answer \
        "${shown}curl -i $shown_url/sky" "200  at work: 0, most: 1, seen: 1" \
        "200  $sky" "the client had left before the first field was seen; its \
chart is of no use to anybody"
}

# bats test_tags=todo:3
@test "a client that leaves the line takes no telescope" {
    local first second third
    order first 1
    order second 1
    sky_becomes "at work: 2*" "there are two telescopes, and only one is in use"
    order third 9
    sky_is "*"
    leave "$third"
    shown+="kill %3"$'\n'
    sky_is "*"
    request /clear/20
    expect_end "$first"
    expect_end "$second"
    # If the third one has begun, it has seen a field before it ends.
    sky_becomes "at work: 0*"
    [[ $sky == "at work: 0, most: 2, seen: 2" ]] || explain_answer \
        "${shown}curl -i $shown_url/sky" "200  at work: 0, most: 2, seen: 2" \
        "200  $sky" "the client left while its chart was in line, and the \
chart was begun all the same"
}
