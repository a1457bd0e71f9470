# Chapter 2: path variables, and what happens to a path that has none.

load ../../harness/helper

setup()
{
    start_server 02-greet
}

# answer PATH [OPTION...]: body and status
answer()
{
    get "$@" --path-as-is --write-out ' %{http_code}'
}

# send_by_octets TEXT: to descriptor 5, each byte in a write of its own
send_by_octets()
{
    local i
    for ((i = 0; i < ${#1}; i++)); do
        printf %s "${1:i:1}" >&5
    done
}

@test "a name is greeted in upper case" {
    run -0 answer /greet/moshe
    assert_output "Hello MOSHE! 200"
    run -0 answer /greet/your-name
    assert_output "Hello YOUR-NAME! 200"
}

@test "a name is any UTF-8, and so is its upper case" {
    run -0 answer /greet/jos%C3%A9
    assert_output "Hello JOSÉ! 200"
    run -0 answer /greet/%E2%98%83
    assert_output "Hello ☃! 200"
    run -0 answer /greet/a%20b%20c
    assert_output "Hello A B C! 200"
}

@test "an encoded slash is a part of the name, a plain one is not" {
    run -0 answer /greet/a%2Fb
    assert_output "Hello A/B! 200"
    run -0 answer /greet/a/b
    assert_output "There is no such page. 404"
}

@test "a tag in a name stays plain text" {
    run -0 get /greet/%3Cscript%3E --write-out ' %{content_type}'
    assert_output "Hello <SCRIPT>! text/plain; charset=utf-8"
}

@test "no name is a 404" {
    run -0 answer /greet/
    assert_output "There is no such page. 404"
    run -0 answer /greet
    assert_output "There is no such page. 404"
}

@test "a bad escape, a NUL and invalid UTF-8 are a 400" {
    for name in %zz %4 %00 %ff %c3 %c0%af; do
        run -0 answer "/greet/$name"
        assert_output "This path is not UTF-8, or not well encoded. 400"
    done
}

@test "a table seats a number of people" {
    run -0 answer /table/3
    assert_output "A table for 3. 200"
    run -0 answer /table/007
    assert_output "A table for 7. 200"
    run -0 answer /table/0
    assert_output "A table for 0. 200"
}

@test "anything but digits is a 404" {
    for guests in three -1 +1 1.5 0x3 3a %20 ""; do
        run -0 answer "/table/$guests"
        assert_output "There is no such page. 404"
    done
}

@test "a number of more than 63 bits is a 404 and does not wrap" {
    run -0 answer /table/9223372036854775807
    assert_output "A table for 9223372036854775807. 200"
    run -0 answer /table/9223372036854775808
    assert_output "There is no such page. 404"
    run -0 answer /table/18446744073709551617
    assert_output "There is no such page. 404"
}

@test "another method is a 405 that names the methods allowed" {
    run -0 get /greet/moshe --request POST --include
    assert_line --partial "405 Method Not Allowed"
    assert_line --partial "Allow: GET, HEAD"
    assert_line "This page answers GET, HEAD, not POST."
    run -0 status_of /table/3 --request DELETE
    assert_output 405
    run -0 status_of /nowhere --request POST
    assert_output 404
}

@test "HEAD is GET without the text" {
    run -0 get /greet/moshe --head
    assert_line --partial "200 OK"
    assert_line --partial "Content-Length: 12"
    refute_output --partial "MOSHE"
}

@test "a query changes nothing" {
    run -0 answer "/greet/moshe?user=other"
    assert_output "Hello MOSHE! 200"
}

@test "a request that comes byte by byte is answered" {
    exec 5<>"/dev/tcp/127.0.0.1/$port"
    send_by_octets $'GET /greet/jos%C3%A9 HTTP/1.0\r\n\r\n'
    run cat <&5
    assert_line --index 0 --partial "200 OK"
    assert_line "Hello JOSÉ!"
    exec 5>&-
}

@test "two clients at once each get their own answer" {
    exec 5<>"/dev/tcp/127.0.0.1/$port" 6<>"/dev/tcp/127.0.0.1/$port"
    printf 'GET /greet/anna HTTP' >&5
    printf 'GET /greet/bert HTTP' >&6
    printf '/1.0\r\n\r\n' >&5
    printf '/1.0\r\n\r\n' >&6
    run cat <&6
    assert_line "Hello BERT!"
    run cat <&5
    assert_line "Hello ANNA!"
    exec 5>&- 6>&-
}

@test "a name that fills the request line comes back whole" {
    name=$(printf 'abcdefghij%.0s' {1..800})
    get "/greet/$name" >"$BATS_TEST_TMPDIR/answer"
    printf 'Hello %s!' "${name^^}" | cmp - "$BATS_TEST_TMPDIR/answer"
    run -0 status_of "/greet/$name$name"
    assert_output 414
}

@test "one connection serves one request after the other" {
    run -0 curl --silent --show-error "$url/greet/anna" "$url/greet/bert" \
        --write-out ' %{num_connects} '
    assert_output "Hello ANNA! 1 Hello BERT! 0 "
}
