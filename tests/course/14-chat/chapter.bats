# Chapter 14: one waits for a message, another sends it.

load ../../harness/helper
load ../../harness/clients

setup()
{
    start_server 14-chat
}

# catch_up: until the server has read all that was sent before
catch_up()
{
    run -0 status_of /nowhere
}

# answer_of CLIENT: its body
answer_of()
{
    cat <&"$1" | sed '1,/^\r$/d'
}

# unblock PATH: prints body and status
unblock()
{
    get "/unblock/$1" --path-as-is --write-out ' %{http_code}'
}

somebody_gets()
{
    said=$(unblock "$1")
    [[ $said == *" 200" ]]
}

@test "a message goes to the waiting client, in upper case" {
    get /block --write-out ' %{http_code} %{content_type}' \
        >"$BATS_TEST_TMPDIR/answer" 3>&- &
    wait_until somebody_gets hello%20universe
    assert_equal "$said" "OK hello universe 200"
    wait $!
    run cat "$BATS_TEST_TMPDIR/answer"
    assert_output "HELLO UNIVERSE 200 text/plain; charset=utf-8"
}

@test "if no client waits it is a 404, and the message is not kept (rule A17)" {
    run -0 unblock early
    assert_output "Nobody is waiting. 404"
    begin client /block
    catch_up
    run -0 unblock late
    assert_output "OK late 200"
    run -0 answer_of "$client"
    assert_output LATE
    leave "${clients[@]}"
}

@test "each message has one reader" {
    begin client /block
    catch_up
    run -0 unblock one
    assert_output "OK one 200"
    run -0 unblock two
    assert_output "Nobody is waiting. 404"
    leave "${clients[@]}"
}

@test "the oldest waiter goes first" {
    begin anna /block
    begin bert /block
    begin carl /block
    catch_up
    for word in first second third; do
        unblock "$word"
    done
    run -0 answer_of "$carl"
    assert_output THIRD
    run -0 answer_of "$bert"
    assert_output SECOND
    run -0 answer_of "$anna"
    assert_output FIRST
    leave "${clients[@]}"
}

# Or fewer, where the system allows no more open files.
@test "ten thousand waiters are answered in the order in which they came" {
    local crowd=10000 most
    most=$(ulimit -H -n)
    [[ $most == unlimited ]] || ((most >= crowd + 100)) ||
        crowd=$((most - 100))
    ulimit -S -n $((crowd + 100))
    start_server 14-chat
    run -0 "$PROGRAMS_DIR/tests/servers/chat_crowd" "$port" "$crowd"
    assert_output "$crowd in order"
    run -0 unblock over
    assert_output "Nobody is waiting. 404"
}

@test "a client that leaves takes no message with it (rule A9)" {
    begin anna /block
    begin bert /block
    begin carl /block
    catch_up
    leave "$anna"
    leave "$bert"
    catch_up
    run -0 unblock kept
    assert_output "OK kept 200"
    run -0 answer_of "$carl"
    assert_output KEPT
    leave "${clients[@]}"
}

@test "a curl that is killed does not wait any more" {
    curl --silent --max-time 60 "$url/block" 3>&- &
    catch_up
    kill -KILL $!
    local status=0
    wait $! || status=$?
    assert_equal "$status" 137
    catch_up
    run -0 unblock lost
    assert_output "Nobody is waiting. 404"
}

@test "the words may be any UTF-8, and so is their upper case" {
    begin client /block
    catch_up
    run -0 unblock caf%C3%A9%2Fol%C3%A9
    assert_output "OK café/olé 200"
    run -0 answer_of "$client"
    assert_output CAFÉ/OLÉ
    leave "${clients[@]}"
}

@test "a tag in a message stays plain text" {
    begin client /block
    catch_up
    run -0 get "/unblock/%3Cb%3Ehi" --write-out ' %{content_type}'
    assert_output "OK <b>hi text/plain; charset=utf-8"
    run -0 cat <&"$client"
    assert_line --partial "Content-Type: text/plain; charset=utf-8"
    assert_line "<B>HI"
    leave "${clients[@]}"
}

@test "an empty message and invalid UTF-8 wake no client" {
    begin client /block
    catch_up
    run -0 status_of /unblock/
    assert_output 404
    run -0 status_of /unblock/%ff
    assert_output 400
    run -0 unblock yes
    assert_output "OK yes 200"
    leave "${clients[@]}"
}

@test "when it stops, waiting clients get an answer, and the status is 0" {
    begin client /block
    catch_up
    kill -TERM "$server"
    run -0 answer_of "$client"
    assert_output "The server is shutting down."
    leave "${clients[@]}"
    wait_until server_ended "$server"
    stop_server
}
