# Exercise 14: every listener hears every text.

load ../../harness/exercise

# some_listen COUNT [LAST]: COUNT clients wait for the text after number LAST
# (0). Adds their descriptors to listening; shown collects the commands to
# type.
some_listen()
{
    local i client answer
    for ((i = 0; i < $1; i++)); do
        begin client "/listen/${2:-0}"
        listening+=("$client")
        shown+="curl -i $shown_url/listen/${2:-0} &"$'\n'
    done
    still_listen "${#listening[@]}" \
        "the client waits, but not among the listeners"
}

# still_listen COUNT BECAUSE
still_listen()
{
    local answer
    becomes /listeners "$1" || explain_answer \
        "${shown}curl -i $shown_url/listeners" "200  $1" "$answer" "$2"
}

# say TEXT ANSWER BECAUSE
say()
{
    local answer
    answer=$(answer_to "/say/$1")
    shown+="curl -i $shown_url/say/$1"$'\n'
    [[ $answer == "200  $2" ]] ||
        explain_answer "${shown%?}" "200  $2" "$answer" "$3"
}

# hears LAST ANSWER BECAUSE: the text after that one is there at once
hears()
{
    local client answer
    shown+="curl -i $shown_url/listen/$1"$'\n'
    begin client "/listen/$1"
    if becomes /listeners 1 "$client"; then
        leave "$client"
        answer="no answer: the client waits for a text that has not been said \
yet"
    else
        finish answer "$client"
    fi
    [[ $answer == "$2" ]] || explain_answer "${shown%?}" "$2" "$answer" "$3"
}

setup()
{
    listening=()
    shown=""
    pick word shark jellyfish storm wave seal
    start_exercise
}

@test "each text has a number, even if no client hears it" {
    say "$word" "1 said, 0 heard it."
    say boat "2 said, 0 heard it."
    expect /listeners 200 0
}

@test "a listener hears the next text" {
    local answer
    some_listen 1
    say "$word" "1 said, 1 heard it."
    finish answer "${listening[0]}"
    [[ $answer == "200  1 $word" ]] || explain_answer \
        "${shown%?}" "200  1 $word" "$answer"
}

@test "a client that has left is not counted" {
    some_listen 2
    leave "${listening[0]}"
    shown+="kill %1"$'\n'
    still_listen 1 "the client that has left is still in line, so the next \
text would be lost"
    say "$word" "1 said, 1 heard it."
}

# bats test_tags=todo:1
@test "all listeners hear it" {
    local count client answer
    draw count 4 9
    some_listen "$count"
    say "$word" "1 said, $count heard it." "each queue_put() answers one \
listener, which then leaves the line: go on as long as one is waiting"
    still_listen 0 "they were counted, but did not get the text"
    for client in "${listening[@]}"; do
        finish answer "$client"
        [[ $answer == "200  1 $word" ]] || explain_answer "${shown%?}" \
            "200  1 $word   (for each of them)" "$answer"
    done
}

# bats test_tags=todo:2
@test "a client that was busy gets the texts one after the other" {
    say "$word" "1 said, 0 heard it."
    say boat "2 said, 0 heard it."
    hears 1 "200  2 boat" "number 2 has been said, and is kept"
    hears 0 "200  1 $word" "the next one after 0 is 1; a client that \
gets 2 now will never hear of 1"
    say fog "3 said, 0 heard it."
    hears 1 "200  2 boat" "the next one after 1 is 2, not the newest"
    hears 2 "200  3 fog" "number 3 has been said, and is kept"
}

# bats test_tags=todo:2
@test "a client that has heard all waits for the next text" {
    local answer client
    say "$word" "1 said, 0 heard it."
    hears 0 "200  1 $word" "number 1 has been said, and is kept"
    some_listen 1 1
    say boat "2 said, 1 heard it." "somebody listens for number 2"
    finish answer "${listening[0]}"
    [[ $answer == "200  2 boat" ]] || explain_answer "${shown%?}" \
        "200  2 boat" "$answer"
    begin client /listen/9
    shown+="curl -i $shown_url/listen/9 &"$'\n'
    still_listen 1 "number 10 has not been said yet, so the client has to \
wait; its number 9 is from before a restart of the program"
}

# bats test_tags=todo:3
@test "a text that is no longer kept is a 410" {
    local said
    draw said 110 140
    answer_to "/say/${word}[1-$said]" >"$BATS_TEST_TMPDIR/said"
    shown="curl \"$shown_url/say/${word}[1-$said]\""$'\n'
    hears "$((said - 100))" "200  $((said - 99)) $word$((said - 99))" \
        "the last hundred texts are kept, and this is the oldest of them"
    hears "$((said - 101))" "410  You have missed too much." \
        "the next text, $((said - 100)), is not among the last hundred: \
another text has taken its place"
    hears 0 "410  You have missed too much." "number 1 is long gone"
}
