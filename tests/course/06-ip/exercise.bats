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
        because "the line has another form, or is made of something else"
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
    expect_each because "what belongs to one request stands in a variable \
that all of them share; let it travel with the Deferred, as arg" \
        /display/Harbor "Harbor: rain" /display/Mill "Mill: sun" \
        /display/Station "Station: snow" /display/Museum "Museum: fog" \
        /display/Bridge "Bridge: hail"
    expect_together "asked five times, and only then answers" \
        because "the program waits for one answer before it asks again"
}

# bats test_tags=todo:2
@test "an office that is closed is to be asked again later" {
    pick code 503 500 404 429
    standin_says <<<"0 0 $code /sky/$stop {\"sky\": \"$sky\"}"
    start_exercise --upstream "$standin"
    expect_when "when the office says $code" "/display/$stop" \
        200 "$stop: ask again later" \
        because "nobody has looked at the status (TODO 1), or the errback \
does not know UV_EREMOTEIO"
}

# bats test_tags=todo:2
@test "what is not JSON is not understood" {
    pick garbage '<p>Under repair</p>' '{"sky": "ra' "$sky" '{"sky" "rain"}'
    standin_says <<<"0 0 200 /sky/$stop $garbage"
    start_exercise --upstream "$standin"
    expect_when "when the office says $garbage" "/display/$stop" \
        200 "$stop: not understood" \
        because "the errback does not know the code, or stands before the \
step that fails"
}

# bats test_tags=todo:2
@test "JSON without a sky is not understood either" {
    pick other '{"wind": "north"}' '{}' '{"sky": 7}' '{"Sky": "rain"}' '[]'
    standin_says <<<"0 0 200 /sky/$stop $other"
    mend_if_stopped=1
    start_exercise --upstream "$standin"
    expect_when "when the office says $other" "/display/$stop" \
        200 "$stop: not understood" \
        because "the errback does not see what goes wrong in the last step: \
it has to come after it"
}

@test "an office that says nothing is a 504" {
    standin_says <<<"0 0 silent /sky/$stop"
    start_exercise --upstream "$standin" --delay 0.2
    expect_when "when the office says nothing" "/display/$stop" \
        504 "The server that this page asks takes too long." \
        because "the errback has to return all failures that are not for it"
}

@test "an office that breaks off is a 502" {
    standin_says <<<"0 0 reset /sky/$stop"
    start_exercise --upstream "$standin"
    expect_when "when the office breaks off" "/display/$stop" \
        502 "The server that this page asks gives no good answer." \
        because "the errback has to return all failures that are not for it"
}
