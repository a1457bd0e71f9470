# Exercise 17: a channel with a memory.

load ../../harness/exercise

# SQLite locks these bytes of its file (sqlite.org/fileformat2.html, "locking"):
# while the first one is locked no reader can begin, and while the second one is,
# no writer.
pending=1073741824
reserved=1073741825

setup()
{
    shown=""
    file=$BATS_TEST_TMPDIR/texts.db
    pick word shark jellyfish storm wave seal
}

# start [OPTION...]: on this test's file
start()
{
    start_exercise --store "$file" "$@"
}

# lock_file BYTE: as another program does
lock_file()
{
    "$PROGRAMS_DIR/tests/servers/file_lock" "$file" "$1" 1 \
        >"$BATS_TEST_TMPDIR/locked" 3>&- {silence}>&- &
    locker=$!
    server_outputs[locker]=$BATS_TEST_TMPDIR/locked
    wait_until grep -q locked "$BATS_TEST_TMPDIR/locked"
}

unlock_file()
{
    stop_server "$locker"
}

# say KEY TEXT ANSWER BECAUSE
say()
{
    local answer
    answer=$(answer_to "/say/$1/$2")
    shown+="curl -i $shown_url/say/$1/$2"$'\n'
    [[ $answer == "$3" ]] ||
        explain_answer "${shown%?}" "$3" "$answer" "$4"
}

# hears LAST ANSWER BECAUSE: the text after that one is there already
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

# restart: the program ends, and begins anew with the same file
restart()
{
    stop_server "$server" >/dev/null 2>&1 || true
    shown+="(Ctrl-C, and make try-$number again)"$'\n'
    start
}

@test "each text has a number, and a listener hears it" {
    local client answer
    start
    begin client /listen/0
    shown+="curl -i $shown_url/listen/0 &"$'\n'
    becomes /listeners 1 || explain_answer \
        "${shown}curl -i $shown_url/listeners" "200  1" "$answer" \
        "the client waits, but not among the listeners"
    say k1 "$word" "200  1 said."
    finish answer "$client"
    [[ $answer == "200  1 $word" ]] ||
        explain_answer "${shown%?}" "200  1 $word" "$answer"
    say k2 boat "200  2 said."
    hears 1 "200  2 boat" "number 2 has been said, and is kept"
}

# bats test_tags=todo:1
@test "what is sent twice with the same key is said once" {
    local client answer
    start
    say k1 "$word" "200  1 said."
    say k2 "$word" "200  2 said." "the text is the same, but the key is not: \
it is another text"
    say k1 "$word" "200  1 said." "the store has a text with the key k1: its \
number is 1"
    hears 1 "200  2 $word" "number 2 has been said, and is kept"
    begin client /listen/2
    shown+="curl -i $shown_url/listen/2 &"$'\n'
    becomes /listeners 1 "$client" || {
        finish answer "$client"
        explain_answer "${shown%?}" \
            "no answer yet: number 3 has not been said" "$answer" \
            "what was sent again was also told again"
    }
    say k2 "$word" "200  2 said." "the store has a text with the key k2: its \
number is 2"
    becomes /listeners 1 "$client" || {
        finish answer "$client"
        explain_answer "${shown%?}" \
            "no answer to the listener: this text has been said" "$answer" \
            "a text that was sent again is not told again"
    }
}

# bats test_tags=todo:1
@test "a key is remembered after a restart, and for all texts" {
    local i
    start
    say k1 "$word" "200  1 said."
    for i in 2 3 4; do
        say "k$i" boat "200  $i said."
    done
    restart
    say k1 "$word" "200  1 said." "the sender got no answer before the \
restart, and sends it again: ask the store for the key, not a variable"
    say k5 fog "200  5 said."
}

# bats test_tags=todo:1
@test "two that come at the same time are said once" {
    local first second answers answer
    start
    begin first "/say/k1/$word"
    begin second "/say/k1/$word"
    shown+="curl -i $shown_url/say/k1/$word &"$'\n'
    shown+="curl -i $shown_url/say/k1/$word &"$'\n'
    finish answer "$first"
    finish answers "$second"
    [[ "$answer, $answers" == "200  1 said., 200  1 said." ]] ||
        explain_answer "${shown%?}" "200  1 said., 200  1 said." \
            "$answer, $answers" "the second one asks the store only when the \
first one has been stored: the lock must be held meanwhile"
}

# bats test_tags=todo:2
@test "a text that is not in memory any more comes from the store" {
    local count i
    draw count 103 109
    start
    for ((i = 1; i <= count; i++)); do
        answer_to "/say/k$i/$word$i" >/dev/null
    done
    shown="curl \"$shown_url/say/k[1-$count]/$word\""$'\n'
    hears 2 "200  3 ${word}3" "it is number 3, which memory keeps no longer"
    hears "$((count - 1))" "200  $count $word$count" "it is the last one"
    hears 0 "200  1 ${word}1" "it is number 1, which memory keeps no longer"
}

# bats test_tags=todo:2
@test "a text from before a restart comes from the store" {
    start
    say k1 "$word" "200  1 said."
    say k2 boat "200  2 said."
    restart
    hears 1 "200  2 boat" "memory is empty now, and the store has number 2"
    hears 0 "200  1 $word" "memory is empty now, and the store has number 1"
}

# bats test_tags=todo:2
@test "the loop goes on while the store is locked" {
    local client answer
    start
    say k1 "$word" "200  1 said."
    stop_server "$server" >/dev/null 2>&1 || true
    start --busy 60
    shown+="(Ctrl-C, another program locks the file, make try-$number again)"
    shown+=$'\n'
    lock_file "$pending"
    begin client /listen/0
    shown+="curl -i $shown_url/listen/0 &"$'\n'
    shown+="curl -i $shown_url/listeners"$'\n'
    answer=$(WAIT_SECONDS=8 answer_to /listeners)
    unlock_file
    [[ $answer == "200  0" ]] || {
        wait_until is_answered "$client" || true
        explain_answer "${shown%?}" "200  0" "$answer" \
            "texts_read() waits for the file: on the loop, everybody waits \
with it"
    }
    finish answer "$client"
    [[ $answer == "200  1 $word" ]] || explain_answer "${shown%?}" \
        "200  1 $word   (to the listener, once the file is free)" "$answer"
}

# bats test_tags=todo:3
@test "what cannot be stored is a 503, and is not heard" {
    local client answer
    start --busy 0
    say k1 "$word" "200  1 said."
    begin client /listen/1
    shown+="curl -i $shown_url/listen/1 &"$'\n'
    becomes /listeners 1 || explain_answer \
        "${shown}curl -i $shown_url/listeners" "200  1" "$answer"
    shown+="(another program locks the file)"$'\n'
    lock_file "$reserved"
    say k2 boat "503  Please send it again." "the store refuses it: look at \
what texts_add() returns"
    shown+="curl -i $shown_url/listeners"$'\n'
    becomes /listeners 1 "$client" || {
        finish answer "$client"
        explain_answer "${shown%?}" "200  1   (the listener still waits)" \
            "the listener got: $answer" "it was told before it was stored"
    }
    unlock_file
    shown+="(the file is free again)"$'\n'
    say k2 boat "200  2 said." "it was not stored the first time, so it is \
number 2 now"
    finish answer "$client"
    [[ $answer == "200  2 boat" ]] || explain_answer "${shown%?}" \
        "200  2 boat   (to the listener)" "$answer"
}
