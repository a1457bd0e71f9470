# Exercise 5: the switchboard.

load ../../harness/exercise

# what_became_of ANSWER: why a telephone out of order was not the reception's
what_became_of()
{
    case $1 in
        *"returned int"*)
            echo "nobody makes text of what reception() returns: dial() has" \
                "to come behind it, not before it nor beside it" ;;
        *"500: EIO"*)
            echo "reception() is not asked, as it does not stand behind" \
                "lookup(), or it waits for another code than UV_EIO" ;;
        *)
            echo "reception() handles UV_EIO: it returns the RECEPTION's" \
                "extension, an int" ;;
    esac
}

# printed_for ROOM: what the program has printed about a 500
printed_for()
{
    grep "^GET /call/$1: 500: " "$server_output" | tail -n 1
}

# calls ROOM STATUS BODY [BECAUSE]: as expect does; to a 500 it adds what the
# program has printed
calls()
{
    local answer line
    answer=$(answer_to "/call/$1")
    [[ $answer != "$2  $3" ]] || return 0
    line=$(printed_for "$1")
    answer+=${line:+$'\n'"make try-05 prints: $line"}
    explain_answer "$(shown_curl "/call/$1")" "$2  $3" "$answer" \
        "${4:-$(what_became_of "$answer")}"
}

# draw_room VARIABLE: a room whose telephone is in order
draw_room()
{
    local floor door
    draw floor 1 4
    draw door 1 12
    printf -v "$1" %d%02d "$floor" "$door"
}

# bats test_tags=todo:1
@test "a room has the extension that lookup() finds" {
    local room
    start_exercise
    draw_room room
    for room in 207 "$room"; do
        calls "$room" 200 "Dial 4$room." \
            "dial() is lent the extension, and returns the text"
    done
}

# bats test_tags=todo:2
@test "the reception takes the calls that it is for" {
    local floor room answer
    start_exercise
    draw floor 1 4
    calls "${floor}13" 200 "Dial 4000."
    for room in 999 attic 501; do
        answer=$(answer_to "/call/$room")
        [[ $answer != "200  Dial 4000." && $answer != "no answer"* ]] ||
            explain_answer "$(shown_curl "/call/$room")" \
                "anything but Dial 4000." "$answer" "only UV_EIO is a matter \
for the reception; any other failure it returns as it is"
    done
}

# bats test_tags=todo:3
@test "the client is told what was wrong, and no more" {
    local room
    start_exercise
    draw room 21 99
    calls "4$room" 404 "There is no room 4$room." \
        "the status comes with a failure, value_failure(404, ...), and with \
the message that is there"
    draw room 501 520
    calls "$room" 500 "Internal Server Error" \
        "what nobody foresaw is no business of the client's: such a failure \
stays as it is"
    [[ -n $(printed_for "$room") ]] ||
        explain "done: $(shown_curl "/call/$room"), and a look at the program" \
            "expected: GET /call/$room: 500: ECONNRESET, the line to floor 5 \
was cut ..." "got: (nothing)" "because: who mends the line has to see what \
went wrong; return the failure that you were lent"
}

# bats test_tags=todo:3
@test "what is no number is a 400" {
    local room
    start_exercise
    pick room attic cellar 2o7
    calls "$room" 400 "'$room' is not a number" \
        "number_read() fails with UV_EINVAL, before lookup() is called"
    room=99999999999999999999
    calls "$room" 400 "$room does not fit in 64 bits" \
        "number_read() has a second failure, UV_ERANGE"
}

# bats test_tags=todo:3
@test "what the client sent is no format" {
    start_exercise
    calls 20%25d 400 "'20%d' is not a number" \
        "the message was given to value_failure() as a format; \"%s\" is one"
}

@test "there are no other pages" {
    start_exercise
    expect /call 404 "There is no such page." \
        because "a route takes more than its path"
}
