# Exercise 7: tickets, from an office that is busy most of the time.

load ../../harness/exercise
load ../../harness/scripted

setup()
{
    draw ticket 2 99
}

# bats test_tags=todo:1
@test "a ticket at the first try" {
    standin_says <<<"0 0 200 /office $ticket"
    start_exercise --upstream "$standin"
    expect_when "when the office says $ticket" /ticket \
        200 "Ticket $ticket, at try 1." because "the sentence is another one"
}

# bats test_tags=todo:1
@test "any other bad status is a 502" {
    pick code 404 410 500 504
    standin_says <<END
$(yes "0 0 $code /office no" | head -n 3)
END
    start_exercise --upstream "$standin" --delay 0
    expect_when "when the office says $code" /ticket \
        502 "The server that this page asks gives no good answer." \
        because "what is not 503 is for response_check(), which makes a \
failure of it"
}

# bats test_tags=todo:1
@test "a 503 that is left is a failure of its own" {
    local answer
    standin_says <<END
$(yes "0 0 503 /office busy" | head -n 9)
END
    start_exercise --upstream "$standin" --delay 0
    answer=$(answer_to /ticket)
    [[ $answer == "503  Sold out, after "+([0-9])" tries." ]] ||
        explain_answer \
            "$(shown_curl /ticket), when the office says 503 each time" \
            "503  Sold out, after 3 tries." "$answer" \
            "this 503 is a value_failure() of yours, and comes first: of a \
503, too, response_check() makes a failure that ends as a 502"
}

# bats test_tags=todo:2
@test "only a 503 is a reason to ask again" {
    pick code 500 504
    standin_says <<END
0 0 503 /office busy
0 0 $code /office no
0 0 200 /office $ticket
END
    start_exercise --upstream "$standin" --delay 0
    expect_when "when the office says 503 and then $code" /ticket \
        502 "The server that this page asks gives no good answer." \
        because "it has to ask again after the 503, and not after the $code"
    expect_asked 2 because "it asks again after the 503, and not after the \
$code"
}

# bats test_tags=todo:2
@test "a busy office is asked again" {
    draw try 2 3
    standin_says <<END
$([[ $try == 2 ]] || echo "0 0 503 /office busy")
0 0 503 /office busy
0 0 200 /office $ticket
END
    start_exercise --upstream "$standin" --delay 0
    expect_when "when the office says 503, and a ticket at try $try" /ticket \
        200 "Ticket $ticket, at try $try." \
        because "it gives up too early, or does not count as it should"
    expect_asked "$try" because "it asks once more than it has to"
}

# bats test_tags=todo:2
@test "after the third 503 it gives up, for each client anew" {
    local because="each client is worth three tries: do you count those of \
all clients together (static variables are shared), or one too many?"
    standin_says <<END
$(yes "0 0 503 /office busy" | head -n 9)
END
    start_exercise --upstream "$standin" --delay 0
    expect_when "when the office says 503 each time" /ticket \
        503 "Sold out, after 3 tries." because "$because"
    expect_asked 3 because "$because"
    expect_when "a second time" /ticket \
        503 "Sold out, after 3 tries." because "$because"
    expect_asked 6 because "$because"
}

# bats test_tags=todo:2
@test "between two tries lies a pause, in which others are served" {
    standin_says <<END
0 0 503 /office busy
0 0 200 /office $ticket
0 0 200 /office $((ticket + 1))
END
    start_exercise --upstream "$standin" --delay 2
    begin first /ticket
    wait_until has_happened 1 "answered /office"
    expect_when "while another client's pause lasts" /ticket \
        200 "Ticket $ticket, at try 1." \
        because "the other client has taken it, so its pause was over: either \
nobody awaits the Deferred of defer_later(), or all others have to wait as \
well, as with sleep() and uv_sleep()"
    expect_asked 2 because "the pause was over before its time"
}

@test "a connection that breaks is a 502 at once" {
    standin_says <<END
0 0 reset /office -
0 0 200 /office $ticket
END
    start_exercise --upstream "$standin"
    expect_when "when the office breaks off" /ticket \
        502 "The server that this page asks gives no good answer." \
        because "a failure is not a 503: let await() end the coroutine"
    expect_asked 1 because "to ask again is for a 503 alone"
}
