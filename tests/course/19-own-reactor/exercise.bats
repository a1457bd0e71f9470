# Exercise 19: a loop of your own. First its functions, one by one; the steps
# are in tests/course/19-own-reactor/given/parts.c. Then chapter 1 on it.

load ../../harness/exercise

# try_loop STEPS DATA [TRIED LINE CAUSE]...: runs these steps of parts.c, and
# compares their output, line by line. TRIED says what led to that line ("": as
# for the one before), CAUSE why the line might differ.
try_loop()
{
    local printed=$BATS_TEST_TMPDIR/printed status=0 what line
    LOOP_STEPS=$1 LOOP_DATA=$2 timeout 10 "$EXERCISE_PROGRAM" \
        >"$printed" 2>"$printed.err" || status=$?
    shift 2
    exec {lines}<"$printed"
    while (($#)); do
        what=${1:-$what}
        IFS= read -r line <&"$lines" || line=$(why_no_line)
        [[ $line == "$2" ]] ||
            explain "tried: $what" "expected: $2" "got: $line" \
                "because: $(cause "$line" "$3")"
        shift 3
    done
    exec {lines}<&-
    ((status == 0)) ||
        explain "tried: $what; then loop_free()" \
            "expected: all memory is given back" \
            "got: $(story_of "$status" "$printed.err")" \
            "because: a Call is neither in the list nor freed"
    : >"$BATS_FILE_TMPDIR/right.$BATS_TEST_NUMBER"
}

# For try_loop, if a line is missing: the reason, as far as it is known.
why_no_line()
{
    if grep -m 1 '^TODO [0-9]* is not done yet$' "$printed.err"; then
        return
    fi
    case $status in
    0) echo nothing ;;
    124) echo "nothing: after 10 seconds it had not returned" ;;
    *) story_of "$status" "$printed.err" ;;
    esac
}

# cause LINE CAUSE: the likely one
cause()
{
    case $1 in
    TODO*) echo "this part is not written yet" ;;
    *"$exercise.c:"*) echo "a mistake in the program stopped it" ;;
    *"had not returned")
        echo "poll() sleeps longer than loop_poll() was told, or a loop" \
            "never ends" ;;
    nothing) echo "the program ended in the middle of it" ;;
    "nothing has come"*) echo "$2" ;;
    *"with nothing to read"*)
        echo "an entry that you move takes its revents along, and the" \
            "loop comes to its new place, too" ;;
    *) echo "$2" ;;
    esac
}

# The loop as a whole is only tried if its parts are right: else it might sleep
# forever.
needs_parts()
{
    local right=("$BATS_FILE_TMPDIR"/right.*)
    ((${#right[@]} >= 7)) ||
        explain "tried: nothing yet" "expected: $1" \
            "got: not tried, as a part of the loop is not right yet" \
            "because: see the checks before this one"
}

# in_order TIME...: sets soon and later: the calls of A B C ... that are due by
# 50 ms, and the others
in_order()
{
    local names=(A B C D E F) i=0 time name
    soon="" later=""
    while read -r time name; do
        if ((time <= 50)); then
            soon+=" $name"
        else
            later+=" $name"
        fi
    done < <(for time; do echo "$time ${names[i++]}"; done | sort -s -n -k 1,1)
}

# bats test_tags=todo:1
@test "calls are made in the order of their times, and none too early" {
    local a b c d soon later
    draw a 1 25
    draw b 26 50
    draw c 51 75
    draw d 76 99
    in_order "$c" "$b" "$a" "$d" "$b" "$a"
    try_loop order "$c $b $a $d $b $a" \
        "loop_call_at() for A to F, in $c, $b, $a, $d, $b and $a ms; then \
loop_run_calls() at 50 ms, and at 100 ms" \
        "at 50 ms:$soon" "make all calls that are due at the time now, the \
earliest first; of two for the same time, make first the one that was added \
first" \
        "" "at 100 ms:$later" "a call that is not due yet has to stay in the \
list"
}

# bats test_tags=todo:1
@test "a call that adds another one does not keep the loop" {
    try_loop added "" \
        "loop_run_calls(), where each call adds another one, due at once" \
        "calls in the first turn: 1" "make the calls that are due, but none \
that are added while loop_run_calls() runs: it might never end" \
        "" "calls in the second turn: 1" "a call that was added in one turn \
is for the next"
}

# bats test_tags=todo:1
@test "a call may take back itself, and others that are due" {
    try_loop "taken back" "" \
        "loop_call_at() for A, B and C, at the same time; loop_run_calls(), \
in which A calls loop_cancel() for A and B" \
        "A takes back A and B: A C" "take a call out of the list and free it \
before you make it; the list may have changed after that"
}

# bats test_tags=todo:2
@test "poll() may sleep just until the first call" {
    local k exact half
    draw k 8 200
    printf -v exact '%d.%03d' $((k / 8)) $((k % 8 * 125))
    printf -v half '%d.%04d' $((k / 8)) $((k % 8 * 1250 + 625))
    try_loop time-outs "$exact $half 0 -3 3000000" \
        "loop_time_out(), without any call" \
        "no call: -1" "with nothing to come, poll() may sleep until a \
descriptor is ready; for that its time-out is -1" \
        "loop_time_out(), with a first call that is due in $exact s" \
        "$exact s: $((k * 125))" "from the time now until the first call of \
the list, in whole milliseconds, and not one too many" \
        "loop_time_out(), with a first call that is due in $half s" \
        "$half s: $((k * 125 + 63))" "if you drop a part of a millisecond, \
poll() ends too early, and the loop turns without sleep until it is time" \
        "loop_time_out(), with a first call that is due now" \
        "0 s: 0" "a call that is due leaves no time to sleep" \
        "loop_time_out(), with a first call that was due 3 seconds ago" \
        "-3 s: 0" "to poll(), any time-out below 0 means forever" \
        "loop_time_out(), with a first call that is due in a month" \
        "3000000 s: 2147483647" "that is more milliseconds than an int can \
hold; INT_MAX is the longest sleep"
}

# bats test_tags=todo:3
@test "each watch whose descriptor is ready is called, and no other" {
    try_loop three,hang-up,meanwhile,signal "" \
        "A, B and C watch for POLLIN; loop_poll()" \
        "nothing has come: none" "ask poll() for the events that are watched \
for; revents holds those that have happened" \
        "a byte is sent to B; loop_poll()" \
        "a byte has come: B" "watches[i] belongs to awaited[i], whose revents \
holds the events that have happened" \
        "B does not read its byte; loop_poll()" \
        "it is still there: B" "poll() reports the byte as long as it is \
there, and so does the loop" \
        "B reads its byte; loop_poll()" \
        "it is gone: none" "an event of the last turn is over" \
        "the other end of A is watched for POLLOUT; loop_poll()" \
        "there is room: A (POLLOUT)" "pass the events to watch for to poll(), \
and those that happened to the callback" \
        "A watches a pipe for POLLIN, and its other end is closed; \
loop_poll()" \
        "hang-up: A (POLLHUP)" "a hang-up is reported unasked: call for any \
revents, and pass revents to the callback" \
        "a byte is sent to A and B; loop_poll(), in which each of them calls \
loop_watch() twenty times for others" \
        "not called just once: none" "call all that are ready. And lists that \
grow may move: after a callback, a pointer into them is no longer valid" \
        "a byte is sent to A; loop_poll()" \
        "a byte has come: A" "revents holds the events that have happened" \
        "A has read its byte; a signal comes during loop_poll()" \
        "a signal has come: none" "poll() returned -1, with EINTR in errno: \
that is not an error, and the turn is over"
}

# bats test_tags=todo:4
@test "an unwatched descriptor is not called, even in the same turn" {
    try_loop "before,each other,replace" "" \
        "a byte is sent to A and B; loop_unwatch() for A; loop_poll()" \
        "both are ready: B" "A is still in the list, or B is gone with it, or \
A was closed, which is not the loop's job" \
        "a byte is sent to A and B; loop_poll(), in which the first one that \
is called unwatches the other" \
        "both are ready: one is called" "poll() had reported both; check \
right before the call whether it is still wanted" \
        "the same, and the other's descriptor is closed and given to C, who \
watches it" \
        "both are ready: one is called" "the event that poll() had reported \
was for the descriptor's last owner, not for C"
}

# bats test_tags=todo:4
@test "when one of many is unwatched the others are called just once" {
    local low high self
    local cause="if places change, revents has to move along; and an entry \
that moves across the loop's place is skipped, or called twice"
    pick low A B
    pick high D E
    pick self B C D E
    try_loop "crowd,come and go" "$high$low$low$high$self$self" \
        "a byte is sent to A to F; loop_poll(), in which $high unwatches $low" \
        "not called just once: none" "$cause" \
        "the same, but $low unwatches $high" \
        "not called just once: none" "$cause" \
        "the same, but $self unwatches itself" \
        "not called just once: none" "$cause" \
        "loop_unwatch() and loop_watch() for A, 50 times; a byte is sent to \
A; loop_poll()" \
        "a byte has come: A" "use the places of unwatched descriptors again: \
poll() takes no more entries than a program may have descriptors"
}

# bats test_tags=todo:4
@test "the loop sleeps, wakes, calls back, and ends when it is stopped" {
    needs_parts "a call in 30 ms, which sends a byte to A"
    try_loop all "" \
        "a call in 30 ms sends a byte to A; loop_turn(), until A is called" \
        "called: call A" "poll() sleeps as long as loop_poll() was told; then \
comes the call, and then A, who gets its byte" \
        "" "slept: yes" "the loop turned again and again until it was time" \
        "" "early: no" "a call may be late, but never early" \
        "a byte is sent to A, who calls loop_stop(); loop_run()" \
        "until the end: A" "loop_run() ends with the turn in which loop_stop() \
is called"
}

# client_asks_nothing: a client connects, and is silent
client_asks_nothing()
{
    local connection
    exec {connection}<>"/dev/tcp/127.0.0.1/$port"
    clients+=("$connection")
}

# expect_greetings COUNT TRIED CAUSE URL...: calls curl with the URLs
expect_greetings()
{
    local count=$1 what=$2 because=$3 greetings
    greetings=$(curl --silent --max-time 10 "${@:4}" 2>/dev/null |
        grep -o 'Hello, everybody!' | wc -l)
    ((greetings == count)) ||
        explain_answer "$what" "$count times: Hello, everybody!" \
            "$greetings times: Hello, everybody!" "$because"
}

# Ctrl-C is the end of each test.
# bats test_tags=todo:4
@test "chapter 1 runs on this loop, answers many, and ends on Ctrl-C" {
    needs_parts "chapter 1 runs"
    start_exercise
    client_asks_nothing
    expect / 200 "Hello, everybody!" because "the functions of libuv in \
exercises/19-own-reactor/ end up calling yours"
    expect_greetings 2 "curl $shown_url/ $shown_url/" \
        "the second request comes on the same connection" "$url/" "$url/"
    expect_greetings 20 "curl -Z '$shown_url/?[1-20]'" \
        "twenty clients at once are ready in the same turn" \
        --parallel --parallel-immediate --parallel-max 20 "$url/?[1-20]"
}
