# Exercise 6: the displays at bus stops.

load ../../harness/exercise
load ../../harness/scripted

setup()
{
    pick stop Harbor Mill Station Museum
    pick sky rain sun snow fog hail
}

# bats test_tags=todo:1
@test "a display shows the sky that the office sees" {
    standin_says <<<"0 0 200 /sky/$stop {\"sky\": \"$sky\"}"
    start_exercise --upstream "$standin"
    expect_when "when the office sees $sky" "/display/$stop" \
        200 "$stop: $sky" \
        because "the line has another form, or is not made of the stop and \
the sky"
}

# bats test_tags=todo:1
@test "five displays at once each show their own" {
    standin_says <<END
5 0 200 /sky/Harbor {"sky": "rain"}
5 1 200 /sky/Mill {"sky": "sun"}
5 2 200 /sky/Station {"sky": "snow"}
5 3 200 /sky/Museum {"sky": "fog"}
5 4 200 /sky/Bridge {"sky": "hail"}
END
    start_exercise --upstream "$standin"
    expect_each because "a variable that all requests share holds the data of \
one; let it travel with the Deferred, as arg" \
        /display/Harbor "Harbor: rain" /display/Mill "Mill: sun" \
        /display/Station "Station: snow" /display/Museum "Museum: fog" \
        /display/Bridge "Bridge: hail"
    expect_together "asked five times, and only then answers" \
        because "the program waits for one answer before it asks again"
}

# bats test_tags=todo:2
@test "when the office is closed, the display says: ask again later" {
    pick code 503 500 404 429
    standin_says <<<"0 0 $code /sky/$stop {\"sky\": \"$sky\"}"
    start_exercise --upstream "$standin"
    expect_when "when the office says $code" "/display/$stop" \
        200 "$stop: ask again later" \
        because "no step looks at the status (TODO 1), or the errback comes \
before that step, or it does not handle UV_EREMOTEIO"
}

# bats test_tags=todo:2
@test "an answer that is not JSON is not understood" {
    pick garbage '<p>Under repair</p>' '{"sky": "ra' "$sky" '{"sky" "rain"}'
    standin_says <<<"0 0 200 /sky/$stop $garbage"
    start_exercise --upstream "$standin"
    expect_when "when the office says $garbage" "/display/$stop" \
        200 "$stop: not understood" \
        because "the errback does not handle UV_EPROTO, or comes before the \
step that fails"
}

# bats test_tags=todo:2
@test "JSON without a sky is not understood either" {
    pick other '{"wind": "north"}' '{}' '{"sky": 7}' '{"Sky": "rain"}' '[]'
    standin_says <<<"0 0 200 /sky/$stop $other"
    fix_if_stopped=1
    start_exercise --upstream "$standin"
    expect_when "when the office says $other" "/display/$stop" \
        200 "$stop: not understood" \
        because "the errback does not see a failure of the last step: it has \
to come after it"
}

@test "an office that says nothing is a 504" {
    standin_says <<<"0 0 silent /sky/$stop"
    start_exercise --upstream "$standin" --delay 0.2
    expect_when "when the office says nothing" "/display/$stop" \
        504 "The server that this page asks did not answer in time." \
        because "the errback has to return all other failures"
}

@test "an office that breaks off is a 502" {
    standin_says <<<"0 0 reset /sky/$stop"
    start_exercise --upstream "$standin"
    expect_when "when the office breaks off" "/display/$stop" \
        502 "The server that this page asks sent an invalid response." \
        because "the errback has to return all other failures"
}
