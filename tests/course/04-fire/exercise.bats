# Exercise 4: the doorbell.

load ../../harness/exercise

# let_server_read: all that the clients have sent so far. Once it has answered
# two requests, one after the other, it has read the rest, too.
let_server_read()
{
    answer_to /let/server/read >/dev/null
    answer_to /let/server/read >/dev/null
}

# clients_wait COUNT [BECAUSE]: COUNT clients ask for /wait, and get no answer
# yet
clients_wait()
{
    local count=$1 because=${2:-} client
    for ((; count > 0; count--)); do
        begin client /wait
    done
    let_server_read
    for client in "${clients[@]}"; do
        client_gets "$client" "nothing yet" "" "$because"
    done
}

# why_instead ANSWER: the likely cause of an answer to /wait that is wrong
why_instead()
{
    case $1 in
        "nothing yet")
            echo "the client was counted, but a different Deferred was fired" \
;;
        *door*)
            echo "the text differs, if only by a full stop" ;;
        503*)
            echo "eight clients can wait, and these are fewer" ;;
        [45]*)
            echo "each client needs a place of its own in an array; no other" \
                "client takes it" ;;
        *)
            echo "a handler that has no answer yet returns value_deferred(d)" ;;
    esac
}

# client_gets CLIENT EXPECTED AFTER [BECAUSE]: by now it has this answer; AFTER
# names the commands after the /wait
client_gets()
{
    local answer="nothing yet"
    ! is_answered "$1" || finish answer "$1"
    [[ $answer == "$2" ]] ||
        explain_answer "$(shown_curl /wait)$3" "$2" "$answer" \
            "${4:-$(why_instead "$answer")}"
}

# rings NAME COUNT BECAUSE: COUNT clients have to hear the bell, and get an
# answer
rings()
{
    local client
    expect "/ring/$1" 200 "Heard by $2." because "$3"
    let_server_read
    for client in "${clients[@]}"; do
        client_gets "$client" "200  $1 is at the door." \
            ", then curl $shown_url/ring/$1"
    done
}

# ninth_is_told BECAUSE: that the house is full
ninth_is_told()
{
    local client
    begin client /wait
    let_server_read
    client_gets "$client" "503  The house is full." "" "$1"
}

# end_here: stops the program at once. Other checks look at the clients that
# still wait.
end_here()
{
    kill -KILL "$server"
    wait "$server" 2>/dev/null || true
    unset "server_outputs[server]"
}

# bats test_tags=todo:1
@test "a client that asks for /wait waits, and holds up no other" {
    start_exercise
    clients_wait 1
    expect /nowhere 404 "There is no such page." \
        because "the handler keeps the only thread busy"
    end_here
}

# bats test_tags=todo:1
@test "eight fit in, and the ninth is told so" {
    start_exercise
    clients_wait 8
    ninth_is_told "all eight rooms are taken, and that is a failure: \
value_failure(503, ...)"
    end_here
}

# bats test_tags=todo:2
@test "all waiting clients hear the bell" {
    local count name
    start_exercise
    draw count 3 7
    pick name moshe anna bert
    clients_wait "$count"
    rings "$name" "$count" \
        "$count clients wait, and each has a Deferred of its own"
}

# bats test_tags=todo:2
@test "if no client waits, none hears it" {
    start_exercise
    expect /ring/moshe 200 "Heard by 0." \
        because "deferred_fire() of NULL returns UV_EALREADY: no client heard \
it"
}

# bats test_tags=todo:2
@test "one ring is heard once" {
    start_exercise
    clients_wait 2
    rings moshe 2 "two clients wait"
    rings anna 0 "a Deferred fires once, and its place must be NULL after that"
    clients_wait 1
    rings bert 1 "after a ring the rooms are free again"
}

# bats test_tags=todo:3
@test "a client that has left is not counted" {
    local waiting
    start_exercise
    clients_wait 3
    waiting=("${clients[@]}")
    leave "${waiting[1]}"
    let_server_read
    rings moshe 2 "the second of three has left: empty that room and no \
other, and let the rooms after it hear the bell"
}

# bats test_tags=todo:3
@test "a client that leaves makes room" {
    local waiting
    start_exercise
    clients_wait 8
    waiting=("${clients[@]}")
    leave "${waiting[3]}"
    let_server_read
    clients_wait 1 "one of eight has left, so one room is free"
    ninth_is_told "eight wait again: one left, and another came"
}

@test "there are no other pages" {
    start_exercise
    expect /ring 404 "There is no such page." \
        because "a route takes more than its path"
}
