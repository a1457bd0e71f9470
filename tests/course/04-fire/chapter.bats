# Chapter 4: one request waits, another one fires.

load ../../harness/helper

text="<u><i>This is a simple callback...FIRE!</i></u>"
fired='Look at the <a href="/simple">/simple</a> request tab.'
not_set='The callback has already been fired or not set! Go back to <a '
not_set+='href="/simple" target="new">/simple</a> and initiate the Deferred.'

setup()
{
    start_server 04-fire
}

# A request that is sent waits in the server's socket, and the server reads it
# at its next turn at the latest. So it has been read when two others, sent one
# after the other, are answered.
let_server_read()
{
    status_of /nowhere
    status_of /nowhere
}

# wait_on DESCRIPTOR: asks for /simple, and does not wait for the answer
wait_on()
{
    eval "exec $1<>/dev/tcp/127.0.0.1/$port"
    printf 'GET /simple HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n' >&"$1"
    let_server_read
}

# leave DESCRIPTOR: goes away without an answer
leave()
{
    eval "exec $1>&-"
    let_server_read
}

# gets DESCRIPTOR STATUS BODY: the request that waited is answered with these
gets()
{
    run -0 timeout "$WAIT_SECONDS" cat <&"$1"
    eval "exec $1>&-"
    assert_line --index 0 --partial "HTTP/1.1 $2 "
    assert_equal "${lines[-1]}" "$3"
}

# fires BODY: the next /simple/fire gets this answer
fires()
{
    run -0 get /simple/fire --write-out ' %{http_code} %{content_type}'
    assert_output "$1 200 text/html; charset=utf-8"
}

@test "/simple waits until it is fired, and gets the text in its tags" {
    wait_on 5
    run ! read -r -t 0 <&5
    fires "$fired"
    gets 5 200 "$text"
    assert_line $'Content-Type: text/html; charset=utf-8\r'
}

@test "while it waits, others are answered" {
    wait_on 5
    run -0 get /nowhere
    assert_output --partial "There is no such page."
    fires "$fired"
    gets 5 200 "$text"
}

@test "a fire before any /simple says that there is nothing to fire" {
    fires "$not_set"
}

@test "a second fire says so, and changes nothing" {
    wait_on 5
    fires "$fired"
    fires "$not_set"
    gets 5 200 "$text"
}

@test "after a fire another /simple can wait, and be fired" {
    for _ in 1 2 3; do
        wait_on 5
        fires "$fired"
        gets 5 200 "$text"
    done
}

@test "of two waiting clients the older one gets a 409, the newer one the text" {
    wait_on 5
    wait_on 6
    gets 5 409 "A newer request waits."
    fires "$fired"
    gets 6 200 "$text"
    fires "$not_set"
}

@test "a client that left is not fired" {
    wait_on 5
    leave 5
    fires "$not_set"
}

@test "an older client that leaves takes nothing from the newer one" {
    wait_on 5
    wait_on 6
    leave 5
    fires "$fired"
    gets 6 200 "$text"
}

@test "a client that left makes room for the next" {
    wait_on 5
    leave 5
    wait_on 6
    fires "$fired"
    gets 6 200 "$text"
}

@test "the log stays empty" {
    wait_on 5
    wait_on 6
    leave 6
    leave 5
    fires "$not_set"
    stop_server
    run -0 cat "$server_output"
    assert_output "listening on $url"
}

@test "when it ends, waiting clients get an answer, and the status is 0" {
    wait_on 5
    kill -TERM "$server"
    gets 5 503 "The server is shutting down."
    wait_until server_ended "$server"
    stop_server
}
