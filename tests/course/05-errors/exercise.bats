# Exercise 5: the switchboard.

load ../../harness/exercise

# what_became_of ANSWER: why a telephone out of order was not the reception's
what_became_of()
{
    case $1 in
        *"returned int"*)
            echo "reception() returns an int, and no step makes a text of it:" \
                "dial() has to come after it, not before it nor beside it" ;;
        *"500: EIO"*)
            echo "reception() is not called, as it does not come after" \
                "lookup(), or it looks for another code than UV_EIO" ;;
        *)
            echo "reception() handles UV_EIO: it returns the RECEPTION's" \
                "extension, an int" ;;
    esac
}

# printed_for ROOM: the line that the program printed about a 500
printed_for()
{
    grep "^GET /call/$1: 500: " "$server_output" | tail -n 1
}

# calls ROOM STATUS BODY [BECAUSE]: like expect; to a 500 it adds the program's
# own line
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
@test "the reception takes calls for broken telephones, and no others" {
    local floor room answer
    start_exercise
    draw floor 1 4
    calls "${floor}13" 200 "Dial 4000."
    for room in 999 attic 501; do
        answer=$(answer_to "/call/$room")
        [[ $answer != "200  Dial 4000." && $answer != "no answer"* ]] ||
            explain_answer "$(shown_curl "/call/$room")" \
                "anything but Dial 4000." "$answer" "only UV_EIO is for the \
reception; let it return any other failure as it is"
    done
}

# bats test_tags=todo:3
@test "a client is told its mistake, and no more" {
    local room
    start_exercise
    draw room 21 99
    calls "4$room" 404 "There is no room 4$room." \
        "excuse() looks at the code, UV_ENOENT, and returns \
value_failure(404, ...) with the message that is there"
    draw room 501 520
    calls "$room" 500 "Internal Server Error" \
        "a failure that you did not foresee is not for the client: return it \
as it is"
    [[ -n $(printed_for "$room") ]] ||
        explain "tried: $(shown_curl "/call/$room"), and look at the \
program's output" \
            "expected: GET /call/$room: 500: ECONNRESET, the line to floor 5 \
was cut ..." "got: (nothing)" "because: the people who repair the line have \
to see the cause; return the failure that you were lent"
}

# bats test_tags=todo:3
@test "a text that is not a number is a 400" {
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
@test "a client's text is not used as a format" {
    start_exercise
    calls 20%25d 400 "'20%d' is not a number" \
        "value_failure() took the message for its format; pass \"%s\" first"
}

@test "there are no other pages" {
    start_exercise
    expect /call 404 "There is no such page." \
        because "a route takes more than its path"
}
