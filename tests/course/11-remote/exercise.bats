# Exercise 11: the takings of many tills.

load ../../harness/exercise
load ../../harness/scripted

# draw_numbers COUNT: sets numbers, as "3/4/9/14", and total
draw_numbers()
{
    local i next
    draw total 1 99
    numbers=$total
    for ((i = 1; i < $1; i++)); do
        draw next 1 99
        numbers+=/$next
        ((total += next))
    done
}

# adder_says COUNT: the adder answers each round of COUNT numbers when all
# additions of that round have come, and any later ones at once
adder_says()
{
    local left=$1 asked=0 i script=""
    while ((left > 1)); do
        ((asked += left / 2))
        for ((i = 0; i < left / 2; i++)); do
            script+="$asked 0 200 /add/* =sum"$'\n'
        done
        ((left -= left / 2))
    done
    standin_says <<<"$script$(yes "0 0 200 /add/* =sum" | head -n 40)"
}

# bats test_tags=todo:1
@test "two numbers are one addition" {
    draw_numbers 2
    adder_says 2
    start_exercise --upstream "$standin"
    expect_when "with an adder that is well" "/sum/$numbers" 200 "$total" \
        because "the sum is wrong"
    expect_asked 1 because "two numbers are added once"
}

# bats test_tags=todo:1
@test "the pairs of a round are added at the same time" {
    draw_numbers 8
    adder_says 8
    start_exercise --upstream "$standin"
    answer_to "/sum/$numbers" >"$BATS_TEST_TMPDIR/answer"
    (($(first_round) == 4)) ||
        explain "tried: $(shown_curl "/sum/$numbers")" \
            "expected: the adder gets 4 additions before it answers" \
            "got: it gets $(first_round)" \
            "because: you await a sum before the next pair is sent; start all \
of them, then gather them"
}

# first_round: how many requests came before the first answer
first_round()
{
    curl --silent --max-time 20 "$standin/log" | awk '
        /^(answered|in vain)/ { exit }
        { count++ }
        END { print count + 0 }'
}

@test "one number is its own sum, without a round" {
    draw_numbers 1
    adder_says 1
    start_exercise --upstream "$standin"
    expect_when "with an adder that is well" "/sum/$numbers" 200 "$total" \
        because "there is nothing to add"
    expect_asked 0 because "the adder is asked, but there is no pair"
}

# bats test_tags=todo:2
@test "a number that is left over goes to the next round" {
    draw_numbers 5
    adder_says 1
    start_exercise --upstream "$standin"
    fix=1
    expect_when "with an adder that is well" "/sum/$numbers" 200 "$total" \
        because "add_pairs() loses a number that has no partner, or takes it \
twice"
    expect_asked 4 because "5 numbers take 4 additions; let add_pairs() leave \
a number that has no partner as it is"
}

# bats test_tags=todo:2
@test "many numbers take few rounds" {
    draw count 9 33
    draw_numbers "$count"
    adder_says "$count"
    start_exercise --upstream "$standin"
    expect_when "with an adder that is well" "/sum/$numbers" 200 "$total" \
        because "the sum is wrong"
    expect_asked "$((count - 1))" \
        because "$count numbers take $((count - 1)) additions, in any order"
    fix=1
    expect_together "asked for all pairs of a round, and only then answers" \
        because "there are more rounds than necessary: add_pairs() adds too \
few pairs, or adds them one after the other"
}

# bats test_tags=todo:2
@test "if one addition fails so does the sum" {
    draw_numbers 6
    standin_says <<END
3 0 200 /add/* =sum
3 1 500 /add/* out of order
3 0 200 /add/* =sum
0 0 200 /add/* =sum
END
    start_exercise --upstream "$standin"
    fix=1
    expect_when "when the second addition fails" "/sum/$numbers" \
        502 "The server that this page asks sent an invalid response." \
        because "a failure was taken for a number, or left out"
    expect_asked 3 because "after a failure, add nothing more"
}

@test "anything but a list of up to 64 numbers is a 404" {
    start_exercise --upstream "$standin"
    pick bad 1/two 3/-4 1/2x 7/8.5
    expect "/sum/$bad" 404 "There is no such page." \
        because "leave it to read_numbers() to say what a number is"
    expect "/sum/$(seq -s / 65)" 404 "There is no such page." \
        because "leave it to read_numbers() to count them"
}
