# Exercise 12: one at a time at the books.

load ../../harness/exercise

# take_the_books COINS: a client withdraws them, and has the books meanwhile.
# Sets client.
take_the_books()
{
    local answer
    begin client "/withdraw/$1"
    becomes /lock locked "$client" || explain_answer \
        "curl $shown_url/withdraw/$1 &
curl -i $shown_url/lock" "200  locked" "$answer" \
        "take the lock before you read the books, and take this lock"
}

# both_answers CLIENT CLIENT: sets them, a line each
both_answers()
{
    local one two
    finish one "$1"
    finish two "$2"
    both=$one$'\n'$two
}

@test "one client after the other, the books are right" {
    local coins
    draw coins 51 90
    start_exercise --delay 0.01
    expect "/withdraw/$coins" 200 "You have $((100 - coins)) left."
    expect "/withdraw/$coins" 409 "You have only $((100 - coins))."
    expect /balance 200 "$((100 - coins))"
}

@test "a client that is refused lets go of the books" {
    local answer
    start_exercise --delay 0.01
    expect /withdraw/101 409 "You have only 100."
    answer=$(answer_to /lock)
    [[ $answer == "200  open" ]] || explain_answer \
        "curl $shown_url/withdraw/101
curl -i $shown_url/lock" "200  open" \
        "$answer" "a refusal is an end, too, and the lock was not given back: \
all others now wait forever"
}

# withdraw COINS ANSWER: like expect; shown collects the commands to type
withdraw()
{
    expect "/withdraw/$1" "${@:2}"
    shown+="curl $shown_url/withdraw/$1"$'\n'
}

# paid COINS BECAUSE: the total, after all withdrawals so far
paid()
{
    local answer
    answer=$(answer_to /paid)
    [[ $answer == "200  $1" ]] || explain_answer \
        "${shown}curl -i $shown_url/paid" "200  $1" "$answer" "$2"
}

# bats test_tags=todo:1
@test "the bank knows the total that it has paid out" {
    local first second left shown=""
    draw first 10 40
    draw second 10 40
    left=$((100 - first - second))
    start_exercise --delay 0.01
    paid 0 "there is no route /paid yet, or it does not start at 0"
    withdraw "$first" 200 "You have $((100 - first)) left."
    paid "$first" "pay() is called with the coins of each client: add them up"
    withdraw "$second" 200 "You have $left left."
    paid "$((first + second))" "these are the coins of the last client, not \
of all clients together"
    withdraw 101 409 "You have only $left."
    paid "$((first + second))" "a client that is refused is not paid either"
}

# bats test_tags=todo:1
@test "the bank knows how much it has paid to two at once" {
    local coins one two both times shown
    draw coins 51 90
    start_exercise --delay 0.1
    begin one "/withdraw/$coins"
    begin two "/withdraw/$coins"
    both_answers "$one" "$two"
    times=$(grep -c "^200" <<<"$both")
    shown="curl $shown_url/withdraw/$coins &
curl $shown_url/withdraw/$coins
"
    paid "$((times * coins))" "the clients got these coins, whatever the \
books say: let pay() add them up, without a look at the books"
}

# bats test_tags=todo:2
@test "two clients at once do not get the same coins" {
    local coins left one two both expected
    draw coins 51 90
    left=$((100 - coins))
    start_exercise --delay 0.1
    begin one "/withdraw/$coins"
    begin two "/withdraw/$coins"
    both_answers "$one" "$two"
    expected="200  You have $left left.
409  You have only $left."
    [[ $both == "$expected" ]] || explain_answer \
        "curl -i $shown_url/withdraw/$coins &
curl -i $shown_url/withdraw/$coins" "$expected" "$both" "the second client \
read the books before the first one had written them, so its number was old: \
hold one lock, shared by all, from the first look until the books are written"
}

# bats test_tags=todo:2
@test "a crowd is served one by one, in the order of arrival" {
    local queue=() i coins left=100 shown="" expected="" got="" answer
    start_exercise --delay 0.01
    for i in 1 2 3 4 5; do
        draw coins 10 20
        begin "queue[$i]" "/withdraw/$coins"
        left=$((left - coins))
        shown+=$'\n'"curl -i $shown_url/withdraw/$coins &"
        expected+=$'\n'"200  You have $left left."
    done
    for i in 1 2 3 4 5; do
        finish answer "${queue[i]}"
        got+=$'\n'$answer
    done
    [[ $got == "$expected" ]] || explain_answer "${shown:1}" "${expected:1}" \
        "${got:1}" "the clients were not served in the order of arrival, or \
one read the books before the one before it had written them"
}

# bats test_tags=todo:2
@test "a client that leaves with the books lets go of them" {
    local answer
    start_exercise --delay 10
    take_the_books 30
    leave "$client"
    becomes /lock open || explain_answer \
        "curl -m 0.3 $shown_url/withdraw/30
curl -i $shown_url/lock" \
        "200  open" "$answer" "the client left, which ends the coroutine at \
its await: it never reached the line that gives the lock back"
    expect /balance 200 100
}

# explain_line LOCK BECAUSE: for two clients in line, the second of which
# leaves
explain_line()
{
    explain_answer "curl $shown_url/withdraw/30 &
curl -m 0.3 $shown_url/withdraw/40
curl -i $shown_url/lock" "200  $1" \
        "$answer" "$2"
}

# bats test_tags=todo:2
@test "a client that waits in line and leaves changes nothing" {
    local answer first line i
    start_exercise --delay 10
    take_the_books 30
    first=$client
    begin line /withdraw/40
    expect /lock 200 locked
    leave "$line"
    for i in 1 2 3; do
        answer=$(answer_to /lock)
        [[ $answer == "200  locked" ]] || explain_line locked \
            "when the second client left, it gave back a lock that the first \
one has; a client that only waits has nothing to give back"
    done
    leave "$first"
    becomes /lock open || explain_line open \
        "the first client has left, too, so the books are free"
}
