# Chapter 5: what becomes of a failure.

load ../../harness/helper

setup()
{
    start_server 05-errors
}

# answers STATUS TYPE BODY PATH: the answer is just this
answers()
{
    run -0 get "$4" --write-out '|%{http_code} %{content_type}'
    assert_output "$3|$1 $2; charset=utf-8"
}

# log: prints the server's output besides its first line
log()
{
    tail -n +2 "$server_output"
}

@test "/error is a 400 with the reason in bold, and its quotes escaped" {
    answers 400 text/html "<strong>Uh oh spaghetti-Os!<br><br>ERROR: \
&#39;hello&#39; is not a number</strong>" /error
}

@test "no error page names a file" {
    for path in /error /half/hello /half/7 /nowhere /half/%ff; do
        run -0 get "$path" --include
        refute_output --partial ".c"
        refute_output --partial "common/"
        refute_output --partial "chapters/"
    done
}

@test "half of a number is half of it" {
    answers 200 text/plain 4 /half/8
    answers 200 text/plain -3 /half/-6
    answers 200 text/plain 0 /half/0
}

@test "text instead of a number is a 400 that says so" {
    oh="Uh oh spaghetti-Os!<br><br>ERROR: "
    answers 400 text/html "$oh&#39;hello&#39; is not a number" /half/hello
    answers 400 text/html \
        "${oh}99999999999999999999 does not fit in 64 bits" \
        /half/99999999999999999999
}

@test "text from a client does not become a tag" {
    run -0 get "/half/%3Cscript%3Ealert(1)%3C%2Fscript%3E"
    assert_output --partial "&lt;script&gt;alert(1)&lt;/script&gt;"
    refute_output --partial "<script"
}

@test "a failure of the callback skips the errback of its pair: a plain 500" {
    answers 500 text/plain "Internal Server Error" /half/7
}

@test "the log has the reason of a 500 once, the client does not" {
    get /half/7
    run -0 log
    assert_equal "${#lines[@]}" 1
    assert_output --regexp '^GET /half/7: 500: EINVAL, 7 is odd \(chapters/05-errors/errors\.c:[0-9]+\)$'
}

@test "errors that were handled are not in the log" {
    get /error
    get /half/hello
    get /half/8
    get /nowhere
    run -0 log
    assert_output ""
}

@test "after a 500 the connection goes on" {
    run -0 curl --silent "$url/half/7" "$url/half/8" \
        --write-out ' %{num_connects} '
    assert_output "Internal Server Error 1 4 0 "
}

@test "a client that does not speak HTTP gets a 400, and others are served" {
    for garbage in 'garbage\r\n\r\n' 'GET /error\r\n\r\n' '\0\xff\x16\x03\r\n\r\n' \
        'GET /error HTTP/1.1\n\n' ': HTTP/1.1\r\n\r\n'; do
        exec 5<>"/dev/tcp/127.0.0.1/$port"
        # shellcheck disable=SC2059 # it is a format
        printf "$garbage" >&5
        run -0 timeout "$WAIT_SECONDS" cat <&5
        assert_line --index 0 $'HTTP/1.1 400 Bad Request\r'
        assert_line $'Connection: close\r'
        exec 5>&-
    done
    answers 200 text/plain 4 /half/8
}
