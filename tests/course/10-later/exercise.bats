# Exercise 10: an answer in time.

load ../../harness/exercise

# searches: a client asks for an airline. Sets client. Fails if no other client
# is answered while the airline searches.
searches()
{
    begin client /price/4
    becomes /searching 1 "$client"
}

# explain_search: why that failed; answer is the second client's
explain_search()
{
    local first done="curl $shown_url/price/4 &
curl -i $shown_url/searching"
    if ! is_answered "$client"; then
        explain_answer "$done" "200  1" "$answer" \
            "the first client waits, but no airline was asked"
    fi
    finish first "$client"
    if [[ $first == "200  The fare is 140." ]]; then
        explain_answer "$done" "200  1" \
            "$answer, and this only after the first client had its fare" \
            "the airline answered at once (is tenths / 10 a division of \
integers?), or the program slept or was busy while it searched. A thread that \
sleeps serves no client: leave the waiting to a timer"
    else
        explain_answer "curl -i $shown_url/price/4" "200  The fare is 140." \
            "$first" "the airline was not asked, or did not search for four \
tenths"
    fi
}

# bats test_tags=todo:1
@test "an airline that is quick finds a fare" {
    local tenths
    draw tenths 1 4
    start_exercise --delay 0.01
    expect "/price/$tenths" 200 "The fare is 1${tenths}0." \
        because "find_fare() needs the request as its arg; and defer_later() \
counts in seconds: one tenth lasts as long as the variable tenth says"
}

# bats test_tags=todo:1
@test "a search holds up no other client, and ends when its own leaves" {
    local client answer
    start_exercise --delay 0.5
    searches || explain_search
    leave "$client"
    # It does not sleep, so try an airline that takes minutes.
    start_exercise --delay 100
    searches || explain_search
    leave "$client"
    becomes /searching 0 || explain_answer \
        "curl -m 0.3 $shown_url/price/4
curl -i $shown_url/searching" \
        "200  0" "$answer" "the client has gone, so the Deferred that price() \
returned was canceled, but the timer runs on: the airline works for another \
Deferred (of TODO 2?), which the cancel does not reach"
}

# bats test_tags=todo:2
@test "a customer is not kept waiting by a slow airline" {
    local tenths answer because
    draw tenths 80 99
    start_exercise --delay 0.01
    answer=$(answer_to "/price/$tenths")
    case $answer in
    "504  The airline is too slow.") return ;;
    "200  The fare"*) because="there is no time-out, or it is longer than \
five tenths of a second; timeout_add() counts in seconds, PATIENCE in tenths" \
;;
    500*) because="too_slow() did not turn this failure into a 504. Which \
code did it see? Before timeout_add() it is UV_ECANCELED, after it \
UV_ETIMEDOUT" ;;
    *) because="the time was up, but the status or the sentence differs" ;;
    esac
    explain_answer "curl -i $shown_url/price/$tenths" \
        "504  The airline is too slow." "$answer" "$because"
}

# bats test_tags=todo:2
@test "an airline that needs four tenths is not too slow" {
    start_exercise --delay 0.01
    expect /price/4 200 "The fare is 140." \
        because "the time-out is shorter than five tenths of a second"
}

# bats test_tags=todo:2
@test "when the 504 is sent, the airline searches no longer" {
    local answer
    start_exercise --delay 0.01
    answer=$(answer_to /price/99)
    [[ $answer == 504* ]] || explain_answer "curl -i $shown_url/price/99" \
        "504  The airline is too slow." "$answer" \
        "let too_slow() return a failure: its code is the status"
    answer=$(answer_to /searching)
    [[ $answer == "200  0" ]] || explain_answer \
        "curl $shown_url/price/99
curl -i $shown_url/searching" "200  0" \
        "$answer" "the time-out canceled a Deferred that is not the \
airline's, whose timer still runs; let it cancel d itself"
}

# bats test_tags=todo:2
@test "only an airline that is slow is called slow" {
    start_exercise --delay 0.01
    expect /price/90 504 "The airline is too slow."
    expect /price/0 404 "The airline does not fly there." \
        because "too_slow() has to return every other failure as it is"
}

# bats test_tags=todo:2
@test "an airline is slow when its time is up, and not before" {
    local client answer
    start_exercise --delay 0.5
    begin client /price/6
    becomes /searching 1 "$client" || explain_answer \
        "curl $shown_url/price/6 &
curl -i $shown_url/searching" \
        "200  1" "$answer" "the airline was not asked. You know that it is \
slow only when its time is up, so leave this to timeout_add()"
    leave "$client"
}

@test "at first no airline searches" {
    start_exercise
    expect /searching 200 0
}
