# Exercise 8: today's dish, its price, and the weather.

load ../../harness/exercise
load ../../harness/scripted

setup()
{
    pick dish Stew Pasta Curry Salad
    draw coins 2 9
    pick sky rain sun snow fog hail
}

left_behind="await every Deferred that you have started, or give it away in \
another form, on every path. A failure at an await() ends the coroutine \
there, and no line is left that takes the others; try_await() goes on"

# expect_no_leak because TEXT: the program stops with all memory freed
expect_no_leak()
{
    stop_server >"$BATS_TEST_TMPDIR/stop" 2>&1 ||
        explain "tried: $done, and then Ctrl-C" \
            "expected: the program ends, with all its memory freed" \
            "got: $(story_of "$(sed -nE 's/.*status ([0-9]+):/\1/p' \
                "$BATS_TEST_TMPDIR/stop")" "$server_output")" \
            "because: $2"
}

# bats test_tags=todo:1
@test "the lunch is the dish of the menu, and its price" {
    standin_says <<END
0 0 200 /menu $dish
0 0 200 /price/$dish $coins
END
    start_exercise --upstream "$standin"
    expect_when "when the menu is $dish" /lunch 200 "$dish for $coins" \
        because "the price belongs to another dish, or the sentence differs"
    expect_asked 2 because "the kitchen is asked for the menu, and then for \
one price"
}

@test "without a menu there is no lunch" {
    standin_says <<END
0 0 503 /menu closed
0 0 200 /price/$dish $coins
END
    start_exercise --upstream "$standin"
    expect_when "when the kitchen says 503" /lunch \
        502 "The server that this page asks sent an invalid response." \
        because "a failure should end the coroutine, as await() does it"
    expect_asked 1 because "after the menu has failed you need no price"
}

# bats test_tags=todo:2
@test "today has the lunch and the weather" {
    standin_says <<END
0 0 200 /menu $dish
0 0 200 /price/$dish $coins
0 0 200 /weather $sky
END
    start_exercise --upstream "$standin"
    expect_when "when the menu is $dish and the weather $sky" /today \
        200 "$dish for $coins, and $sky." because "the sentence differs"
    expect_asked 3 because "the menu, one price, and the weather are three"
}

# bats test_tags=todo:2
@test "the weather is asked for while the menu is" {
    standin_says <<END
2 0 200 /menu $dish
2 0 200 /weather $sky
3 0 200 /price/$dish $coins
END
    start_exercise --upstream "$standin"
    expect_when "when each answer takes its time" /today \
        200 "$dish for $coins, and $sky." because "the sentence differs"
    expect_together "asked for /menu and /weather, in any order, before it \
answers" because "you await one of them before you ask for the other: to call \
ask() is to start, to await is to stand still"
}

# bats test_tags=todo:2
@test "if the lunch fails so does the page, and nothing is leaked" {
    standin_says <<END
0 0 503 /menu closed
0 1 200 /weather $sky
END
    start_exercise --upstream "$standin"
    expect_when "when the kitchen says 503" /today \
        502 "The server that this page asks sent an invalid response." \
        because "if the lunch fails, so does the page"
    expect_no_leak because "$left_behind"
}

# bats test_tags=todo:2
@test "if the weather fails so does the page, and nothing is leaked" {
    standin_says <<END
0 0 200 /menu $dish
0 0 200 /price/$dish $coins
0 0 503 /weather closed
END
    start_exercise --upstream "$standin"
    expect_when "when the weather says 503" /today \
        502 "The server that this page asks sent an invalid response." \
        because "if the weather fails, so does the page"
    expect_no_leak because "$left_behind"
}
