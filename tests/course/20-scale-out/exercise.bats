# Exercise 20: a third process that was away catches up in order.

load ../../harness/exercise
load processes

setup()
{
    shown=""
    pick word shark jellyfish storm wave seal
    start_redis
}

# The radio is left out: its messages are put where it would put them.

# say_many FIRST LAST: at once, as fast as Redis takes them
say_many()
{
    local number
    for ((number = $1; number <= $2; number++)); do
        printf 'XADD test:room:beach %d-0 room beach id %d name Anna text %s%d at 0\n' \
            "$number" "$number" "$word" "$number"
    done | ask_redis >/dev/null
    shown+="(Anna says number $1 to $2 in the radio)"$'\n'
}

# open_office AFTER
open_office()
{
    start_exercise --radio "$store" --after "$1"
    shown+="make try-$number ARGS=\"--after $1\""$'\n'
}

# lines_from FIRST LAST: as the office shows them
lines_from()
{
    local number list=""
    for ((number = $1; number <= $2; number++)); do
        list+=",\"$word$number\""
    done
    printf '[%s]' "${list:1}"
}

# questions: how often the office has asked Redis
questions()
{
    ask_redis info commandstats |
        sed -nE 's/^cmdstat_(xread|subscribe):calls=([0-9]+).*/\2/p' |
        paste -sd+ | sed 's/^$/0/' | { read -r sum; echo $((sum)); }
}

# last_becomes NUMBER BECAUSE: after five more questions at the latest. Each
# takes half a second at most.
last_becomes()
{
    local answer most deadline=$((SECONDS + WAIT_SECONDS))
    most=$(($(questions) + 5))
    shown+="curl -i $shown_url/last"$'\n'
    while answer=$(answer_to /last) && [[ $answer != "200  $1" ]]; do
        (($(questions) <= most && SECONDS < deadline)) ||
            explain_answer "${shown%?}" "200  $1" "$answer" "$2"
    done
}

# has_lines FIRST LAST BECAUSE
has_lines()
{
    local answer wanted path=/lines/$(($1 - 1))
    wanted="200  $(lines_from "$1" "$2")"
    answer=$(answer_to "$path")
    shown+="curl -i $shown_url$path"$'\n'
    [[ $answer != "$wanted" ]] || return 0
    # Which ones is a matter of time.
    if (($2 - $1 > 20)); then
        wanted="200  [\"$word$1\", ... \"$word$2\"]"
        answer="some of them are missing"
    fi
    explain_answer "${shown%?}" "$wanted" "$answer" "$3"
}

# office_asks: the office has asked Redis, and waits for the reply
office_asks()
{
    [[ $(ask_redis client list) == *" "@(flags=b|sub=1)" "* ]]
}

@test "the office opens where the old logbook ends" {
    open_office 7
    expect /last 200 7
}

@test "it opens, too, when Redis is away" {
    kill_process "$redis"
    shown="(Redis is away)"$'\n'
    open_office 3
    expect /last 200 3
}

# bats test_tags=todo:1
@test "an office that was away catches up, in order" {
    local after last
    draw after 1 5
    draw last 150 250
    say_many 1 "$last"
    open_office "$after"
    last_becomes "$last" "the radio has numbers $((after + 1)) to $last, which \
were said while the office was closed: ask for what comes after number $after"
    has_lines "$((after + 1))" "$last" "each line once, in the order of the \
numbers"
}

# bats test_tags=todo:1
@test "what is said in a quick row is all written down" {
    local last
    draw last 200 300
    open_office 0
    wait_until office_asks
    say_many 1 $((last - 1))
    wait_until office_asks
    say_many "$last" "$last"
    last_becomes "$last" "all numbers up to $last have been said"
    has_lines 1 "$last" "some were said between two questions: each question \
has to go on after the last line, not at the end of the stream"
}

# bats test_tags=todo:1
@test "an office whose Redis was away goes on where it was" {
    local last
    draw last 3 9
    say_many 1 "$last"
    open_office 0
    last_becomes "$last" "all numbers up to $last have been said"
    ask_redis xtrim test:room:beach maxlen 1 >/dev/null
    kill_process "$redis"
    start_redis
    shown+="(the radio forgets all but number $last)"$'\n'
    shown+="(Redis is killed, and starts again)"$'\n'
    say_many "$((last + 1))" "$((last + 2))"
    last_becomes "$((last + 2))" "the connection is a new one, and the last \
line is still number $last"
    has_lines 1 "$((last + 2))" "each line once: the new connection goes on \
after the last line"
}

# bats test_tags=todo:2
@test "what the radio has forgotten is told" {
    local after first wanted answer
    draw after 2 5
    draw first 20 40
    wanted="410  This page begins with number $((first + 10))."
    say_many 1 "$first"
    open_office "$after"
    last_becomes "$first" "all numbers up to $first have been said"
    ask_redis del test:room:beach >/dev/null
    say_many "$((first + 10))" "$((first + 12))"
    shown+="(the radio has forgotten all before $((first + 10)))"$'\n'
    last_becomes "$((first + 12))" "numbers up to $((first + 12)) have been said"
    answer=$(answer_to "/lines/$first")
    [[ $answer == "$wanted" ]] ||
        explain_answer "${shown}curl -i $shown_url/lines/$first" "$wanted" \
            "$answer" "number $first was the last one before the gap: a client \
that goes on from there has to hear that something is missing"
    has_lines "$((first + 10))" "$((first + 12))" "the page goes on after \
the gap"
}

# still_wait COUNT: none of the clients that listen has an answer
still_wait()
{
    local client answer
    for client in "${listening[@]}"; do
        ! is_answered "$client" || {
            finish answer "$client"
            explain_answer "${shown%?}" "no answer yet" "$answer" \
                "number 3 has not been said yet"
        }
    done
}

# bats test_tags=todo:3
@test "all clients wait for one question to Redis" {
    local i client answer listening=() connections
    say_many 1 2
    open_office 0
    last_becomes 2 "all numbers up to 2 have been said"
    for i in 1 2 3 4 5; do
        begin client /lines/2
        listening+=("$client")
        shown+="curl -i $shown_url/lines/2 &"$'\n'
    done
    last_becomes 2 "nothing more has been said"
    last_becomes 2 "nothing more has been said"
    still_wait
    connections=$(ask_redis client list | grep -cv "cmd=client")
    ((connections <= 1)) || explain "tried: ${shown}redis-cli client list" \
        "expected: one connection, that of the office" \
        "got: $connections connections" \
        "because: each client waits for Redis on a connection of its own; \
let them wait in the queue, and wake them when the office has a new line"
    say_many 3 3
    for client in "${listening[@]}"; do
        finish answer "$client"
        [[ $answer == "200  [\"${word}3\"]" ]] || explain_answer "${shown%?}" \
            "200  [\"${word}3\"]   (for each of them)" "$answer" \
            "all of them waited for number 3"
    done
}
