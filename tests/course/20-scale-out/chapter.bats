# Chapter 20: one radio from several processes.

load ../../harness/helper
load processes

# say ROOM TEXT KEY [CURL OPTION...]
say()
{
    get "/say/$1" --data-urlencode "text=$2" --data "name=Anna&key=$3" "${@:4}"
}

# texts PATH: the texts of the messages, one a line
texts()
{
    get "$1" | jq -r '.[].text'
}

# visit NUMBER: asks that station from now on
stations=()
visit()
{
    url=${stations[$1]}
}

# start_station: on a port of its own
start_station()
{
    start_server 20-scale-out --store "$store"
    stations+=("$url")
}

# begin_listening PATH: in the background; answer_file gets the texts
begin_listening()
{
    answer_file=$(mktemp "$BATS_TEST_TMPDIR/answer.XXXXXX")
    texts "$1" >"$answer_file" 3>&- &
    listener=$!
    wait_until listens
}

listens()
{
    [[ $(get /rooms | jq '.[1].listening') == 1 ]]
}

# is_redis_lost: the station has noticed
is_redis_lost()
{
    grep -q "trying again" "$server_output"
}

is_said()
{
    [[ $(say "$@" -o /dev/null -w '%{http_code}') == 200 ]]
}

@test "what is said at one station is heard at the other" {
    start_redis
    start_station
    start_station
    begin_listening /listen/surf/0
    visit 0
    run -0 say surf "Big <waves>" anna-001
    assert_output '{"id":1}'
    wait "$listener"
    run -0 cat "$answer_file"
    assert_output "Big <waves>"
}

@test "what is said twice with one key is stored once, at any station" {
    start_redis
    start_station
    start_station
    for station in 0 1 0; do
        visit "$station"
        run -0 say surf hello anna-001
        assert_output '{"id":1}'
    done
    run -0 say surf hello anna-002
    assert_output '{"id":2}'
    # The same key in another room is another message.
    run -0 say beach hello anna-001
    assert_output '{"id":1}'
}

@test "a station that comes later has all that was said" {
    start_redis
    start_station
    for word in one two three; do
        say surf "$word" "anna-$word"
    done
    start_station
    run -0 texts /listen/surf/0
    assert_output $'one\ntwo\nthree'
    run -0 texts /history/surf/3
    assert_output $'one\ntwo'
}

@test "without Redis a message is refused, and the listeners wait on" {
    start_redis
    start_station
    say surf first anna-001
    begin_listening /listen/surf/1
    kill_process "$redis"
    wait_until is_redis_lost
    run -0 say surf second anna-002 --write-out ' %{http_code}'
    assert_output "The message store does not answer. Please try again. 503"
    start_redis
    wait_until is_said surf second anna-002
    wait "$listener"
    run -0 cat "$answer_file"
    assert_output second
    run -0 texts /listen/surf/0
    assert_output $'first\nsecond'
}

# Redis does all of it in one step, so no station is connected meanwhile.
@test "what is said while the connection is broken is heard after it" {
    local fields="room surf id 2 name Bert text second at 0"
    start_redis
    start_station
    say surf first anna-001
    begin_listening /listen/surf/1
    ask_redis >/dev/null <<END
MULTI
CLIENT KILL TYPE normal
XADD test:room:surf 2-0 $fields
XADD test * $fields
EXEC
END
    wait "$listener"
    run -0 cat "$answer_file"
    assert_output second
}

@test "a station starts without Redis, and answers once it is there" {
    start_redis
    kill_process "$redis"
    start_station
    run -0 status_of /listen/surf/0
    assert_output 503
    start_redis
    wait_until is_said surf hello anna-001
    run -0 texts /listen/surf/0
    assert_output hello
}

@test "a cursor that is too old gets a 410 with what is missing" {
    start_redis
    start_station
    for number in 1 2 3 4 5; do
        say surf "$number" "anna-00$number"
    done
    ask_redis xtrim test:room:surf maxlen 2 >/dev/null
    start_station
    run -0 get /listen/surf/1 --write-out ' %{http_code}'
    assert_output '{"missed":2,"after":3} 410'
    run -0 texts /listen/surf/3
    assert_output $'4\n5'
}

@test "a station that never saw a number asks before it says so" {
    start_redis
    start_station
    start_station
    visit 0
    for number in 1 2 3; do
        say surf "$number" "anna-00$number"
    done
    visit 1
    run -0 texts /listen/surf/2
    assert_output 3
    run -0 get /listen/surf/9 --write-out ' %{http_code}'
    assert_output --partial " 410"
}

@test "one station waits for Redis on one connection, for all its listeners" {
    start_redis
    start_station
    for i in 1 2 3 4 5; do
        get /listen/surf/0 >/dev/null 3>&- &
    done
    five_listen() { [[ $(get /rooms | jq '.[1].listening') == 5 ]]; }
    wait_until five_listen
    run -0 ask_redis client list
    assert_equal "$(grep -c "cmd=xread" <<<"$output")" 1
    assert_equal "$(grep -vc "cmd=client" <<<"$output")" 2
    say surf hello anna-001
    # shellcheck disable=SC2046 # the curls, not the server
    wait $(jobs -p | grep -vxF -e "$server" -e "$redis")
}

@test "foreign entries in the stream are passed over" {
    start_redis
    start_station
    say surf one anna-001
    ask_redis xadd test '*' color blue >/dev/null
    ask_redis xadd test '*' room surf id x name Bert text $'\xff' at 0 \
        >/dev/null
    say surf two anna-002
    run -0 texts /listen/surf/1
    assert_output two
}

@test "Redis with a password is asked with it, and it is never printed" {
    start_redis --requirepass "open sesame"
    store=redis://:open%20sesame@127.0.0.1:$redis_port/test
    start_station
    run -0 say surf hello anna-001
    assert_output '{"id":1}'
    store=redis://:sesame%20street@127.0.0.1:$redis_port/test
    start_station
    run -0 status_of /listen/surf/0
    assert_output 503
    wait_until is_redis_lost
    run grep -c -e sesame "$server_output"
    assert_output 0
}

@test "an address of Redis that cannot be is one sentence, without a password" {
    run -1 "$CHAPTERS_DIR/20-scale-out" --store redis://:sesame@nowhere/x
    assert_output --partial "the address of Redis, redis://HOST:PORT/NAME: "
    refute_output --partial sesame
}

@test "memory and a file need no Redis" {
    for store in memory "$BATS_TEST_TMPDIR/radio.db"; do
        start_station
        run -0 say surf hello anna-001
        assert_output '{"id":1}'
        run -0 texts /listen/surf/0
        assert_output hello
    done
}

@test "at the end waiting listeners get an answer, and nothing stays open" {
    start_redis
    start_station
    get /listen/surf/0 --write-out ' %{http_code}' \
        >"$BATS_TEST_TMPDIR/last" 3>&- &
    listener=$!
    wait_until listens
    kill -TERM "$server"
    wait "$listener"
    run -0 cat "$BATS_TEST_TMPDIR/last"
    assert_output "The server ends. Ask again in a moment. 503"
    wait_until server_ended "$server"
    stop_server
}

# Its table is what the simulation prints; that ends with 1 if the formula is
# off by a tenth.
@test "the arithmetic of a million listeners holds in a simulation" {
    run -0 "$top/tests/bench/million"
    assert_equal "$(awk '/^listeners  messages/ { inside = 1 }
        /^```/ { inside = 0 } inside' "$top/chapters/20-scale-out/million.md")" \
        "$output"
}
