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
        502 "The server that this page asks sent an invalid response." \
        because "any other bad status is for response_check(), which turns it \
into a failure"
}

# bats test_tags=todo:1
@test "a last 503 is a failure of its own" {
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
            "let a value_failure() of yours answer this 503, before you call \
response_check(): that turns a 503, too, into a 502. And does your loop count \
its tries, and end?"
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
        502 "The server that this page asks sent an invalid response." \
        because "ask again after the 503, and not after the $code"
    expect_asked 2 because "ask again after the 503, and not after the $code"
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
        because "it gives up too early, or does not count its tries"
    expect_asked "$try" because "it asks once too often"
}

# bats test_tags=todo:2
@test "after the third 503 it gives up, for each client anew" {
    local because="each client has three tries: do you count those of all \
clients together (static variables are shared), or one too many?"
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
@test "between two tries is a pause, and others are served meanwhile" {
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
you do not await the Deferred of defer_later(), or the pause stops all other \
clients too, as sleep() and uv_sleep() do"
    expect_asked 2 because "the pause was over before its time"
}

@test "a connection that breaks is a 502 at once" {
    standin_says <<END
0 0 reset /office -
0 0 200 /office $ticket
END
    start_exercise --upstream "$standin"
    expect_when "when the office breaks off" /ticket \
        502 "The server that this page asks sent an invalid response." \
        because "a broken connection is not a 503: let await() end the \
coroutine"
    expect_asked 1 because "ask again only after a 503"
}
