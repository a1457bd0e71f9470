# What an app answers: routes, redirects, failures, JSON, coroutines. The
# program is tests/servers/app_server.c.

load ../../harness/helper

app_server=$PROGRAMS_DIR/tests/servers/app_server

setup()
{
    # With error handlers only where a test says so.
    [[ $BATS_TEST_DESCRIPTION == *"error handler"* ]] ||
        start_server "$app_server"
}

# answers STATUS BODY PATH [OPTION...]: the answer is just this
answers()
{
    run get "$3" --write-out '|%{http_code}' "${@:4}"
    assert_output "$2|$1"
}

# header NAME PATH [OPTION...]: prints that field of the answer
header()
{
    get "$2" --output /dev/null --dump-header - "${@:3}" |
        sed -n "s/^$1: //Ip" | tr -d '\r'
}

# redirects PATH LOCATION
redirects()
{
    assert_equal "$(status_of "$1" --path-as-is)" 308
    assert_equal "$(header location "$1" --path-as-is)" "$2"
}

@test "a path finds its handler" {
    answers 200 home /
    answers 200 home /get
    answers 200 home /form
}

@test "variables reach the handler as text, whole number and number" {
    answers 200 'Hello MOSHE!' /greet/moshe
    answers 200 'Hello A/B!' /greet/a%2Fb
    answers 200 'Hello É☃!' /greet/%C3%A9%E2%98%83
    answers 200 7 /api/add/3/4
    answers 200 1.25 /half/2.5
}

@test "whole numbers never wrap (rule A10)" {
    answers 200 9223372036854775807 /api/add/9223372036854775806/1
    answers 400 'the sum does not fit in 64 bits' \
        /api/add/9223372036854775807/1
    assert_equal "$(status_of /api/add/9223372036854775808/1)" 404
    assert_equal "$(status_of /api/add/-1/1)" 404
}

@test "text, HTML, bytes and none have their content types" {
    assert_equal "$(header content-type /)" 'text/plain; charset=utf-8'
    assert_equal "$(header content-type /page/x)" 'text/html; charset=utf-8'
    assert_equal "$(header content-type /octets)" application/octet-stream
    assert_equal "$(get /octets | od -An -tx1)" ' 00 01 ff'
    answers 200 '' /nothing
    assert_equal "$(header content-length /nothing)" 0
}

@test "text from a client cannot become a tag (rule A12)" {
    answers 200 '<h1>&lt;script&gt;&amp;&#39;&quot;</h1>' \
        "/page/%3Cscript%3E&'%22"
    answers 200 'Hello <SCRIPT>!' /greet/%3Cscript%3E
    assert_equal "$(header content-type /greet/%3Cscript%3E)" \
        'text/plain; charset=utf-8'
}

@test "a path that matches no route is a 404" {
    answers 404 'There is no such page.' /nowhere
    answers 404 'There is no such page.' /greet/
    answers 404 'There is no such page.' /get/
}

@test "a path that cannot be decoded is a 400" {
    for path in /%zz /greet/%00 /greet/%ff /%; do
        answers 400 'This path is not UTF-8, or not well encoded.' "$path"
    done
}

@test "another method is a 405 whose Allow names the others" {
    answers 405 'This page answers GET, HEAD, not POST.' /get --request POST
    assert_equal "$(header allow /get --request POST)" 'GET, HEAD'
    assert_equal "$(header allow /form --request DELETE)" \
        'GET, HEAD, POST, PUT'
    assert_equal "$(status_of /get --request OPTIONS)" 405
}

@test "a route without a method answers any method" {
    for method in POST DELETE OPTIONS PATCH; do
        assert_equal "$(get /count --request "$method")" $((++count))
    done
}

@test "methods of one path lead to their handlers" {
    answers 201 'took a=b' /form --data a=b
    answers 201 'took x' /form --request PUT --data x
    answers 200 home /form
}

@test "HEAD runs the handler and sends no body" {
    answers 200 '' /count --head --output /dev/null
    answers 200 2 /count
    assert_equal "$(header content-length / --head)" 4
    assert_equal "$(status_of /get --head)" 200
    assert_equal "$(status_of /nowhere --head)" 404
}

@test "a path that lacks its slash is redirected, with the query (rule A14)" {
    redirects /slash /slash/
    redirects '/slash?a=1&b=%20' '/slash/?a=1&b=%20'
    answers 200 home /slash --location
    answers 308 '<p>This page is at <a href="/slash/?a=1&amp;b=2">/slash/?a=1&amp;b=2</a>.</p>' \
        '/slash?a=1&b=2'
}

@test "double slashes are redirected, never to another host" {
    redirects //get /get
    redirects '/api//add/3///4?x' '/api/add/3/4?x'
    redirects //branch/evil.com /branch/evil.com
    redirects //slash /slash/
}

@test "a redirect that keeps the method keeps the body" {
    answers 201 'took a=b' //form --location --data a=b --path-as-is
}

@test "a branch answers each path below it that has no route of its own" {
    answers 200 'below: ' /branch/
    answers 200 'below: a/b c/' /branch/a/b%20c/
    answers 200 home /branch/own
    redirects /branch /branch/
}

@test "the prefix of a subroute is for its own routes only" {
    answers 200 home /api/
    answers 201 'took x' /api/form --data x
    answers 405 'This page answers POST, PUT, not GET.' /api/form
    answers 200 'below: a/b' /api/tree/a/b
    answers 404 'There is no such page.' /add/3/4
    answers 200 home /after
    redirects /api /api/
}

@test "a target in absolute form finds its path (RFC 9112 section 3.2.2)" {
    answers 200 'Hello X!' / --request-target "http://127.0.0.1:$port/greet/x"
    answers 200 home / --request-target "http://127.0.0.1:$port"
}

@test "JSON is answered as application/json, or as the handler says" {
    answers 200 '{"sum":7}' /json
    assert_equal "$(header content-type /json)" application/json
    assert_equal "$(header content-type /json/told)" application/problem+json
    answers 200 '["later"]' /wait/json
    assert_equal "$(header content-type /wait/json)" application/json
}

@test "a Deferred is waited for" {
    answers 200 later /wait/text
}

@test "a coroutine may await; its request stays with it" {
    answers 200 'dora: later, later' /async/dora
    answers 200 home /async/at-once
    run -0 get '/async/[1-9]' --parallel --no-progress-meter
    for n in {1..9}; do
        assert_output --partial "$n: later, later"
    done
}

@test "a failure that is no status tells the client nothing (rule A16)" {
    for path in /broken /wait/failure /async/failure /json/bad; do
        answers 500 'Internal Server Error' "$path"
    done
    run cat "$server_output"
    assert_output --regexp \
        'GET /broken: 500: EIO, the disk is on fire \(.*app_server.c:[0-9]+\)'
    assert_output --regexp 'GET /async/failure: 500: ETIMEDOUT, it took too'
    refute_output --partial 'unhandled'
}

@test "a failure that is a status is answered with its sentence" {
    answers 418 'short and stout' /teapot
    answers 410 'gone for good' /gone
    refute grep -q 'teapot' "$server_output"
}

@test "a handler that returns no answer is a 500 with a reason in the log" {
    answers 500 'Internal Server Error' /number
    assert grep -q 'GET /number: 500: a handler returned int' "$server_output"
}

@test "error handlers answer failures, with the failure's status" {
    start_server "$app_server" --error-handlers 1
    answers 418 '<i>short and stout</i>' /teapot
    answers 404 '{"missing":404}' /nowhere
    assert_equal "$(header content-type /nowhere)" application/json
    answers 405 'failed: This page answers GET, HEAD, not POST.' /get -d x
    assert_equal "$(header allow /get -d x)" 'GET, HEAD'
    answers 400 'failed: This path is not UTF-8, or not well encoded.' /%
    answers 200 home /
    answers 200 later /wait/text
    answers 308 '<p>This page is at <a href="/slash/">/slash/</a>.</p>' /slash
}

@test "an error handler may set the status, and return a Deferred" {
    start_server "$app_server" --error-handlers 1
    answers 504 later /wait/failure
    answers 504 later /async/failure
}

@test "if an error handler fails, the next one that fits is asked" {
    start_server "$app_server" --error-handlers 1
    answers 200 'second: the first handler fails too' /gone
}

@test "if all error handlers fail, it is a 500 that tells nothing" {
    start_server "$app_server" --error-handlers 1
    answers 500 'Internal Server Error' /broken
    assert grep -q 'GET /broken: 500: EIO, still on fire' "$server_output"
}

cancels_noted()
{
    (($(grep -c '^noted: ECANCELED$' "$server_output") == $1))
}

@test "a client that leaves cancels the handler's Deferred (rule A8)" {
    stop_server
    start_server "$app_server" --delay 60
    run -28 get /wait/noted --max-time 0.2
    wait_until cancels_noted 1
    run -28 get /async/noted --max-time 0.2
    wait_until cancels_noted 2
    answers 200 home /
    stop_server
    run cat "$server_output"
    assert_equal "${#lines[@]}" 3
}

@test "no error handler is asked after the client has left" {
    start_server "$app_server" --error-handlers 1 --delay 60
    run -28 get /wait/failure --max-time 0.2
    run -28 get /async/x --max-time 0.2
    answers 200 home /
    stop_server
    refute grep -q 'on_anything' "$server_output"
}

@test "SIGTERM and SIGINT end the program with status 0" {
    stop_server
    start_server "$app_server"
    kill -INT "$server"
    wait "$server"
    unset "server_outputs[server]"
}

# Of standard input, output and error, those whose numbers are in $1.
closed_at_the_start()
{
    local redirections
    redirections=$(sed 's/./ &>\&-/g' <<<"$1")
    eval "exec \"\$app_server\" --listen \"unix:\$socket\" $redirections"
}

@test "with standard descriptors closed it serves, and ends with status 0" {
    socket=$BATS_TEST_TMPDIR/socket
    for closed in 0 1 2 01 02 12 012; do
        closed_at_the_start "$closed" 3>&- {silence}>&- &
        server=$!
        wait_until get / --unix-socket "$socket" --output /dev/null
        kill -TERM "$server"
        wait "$server"
    done
}

@test "a port that is in use is one sentence and status 1" {
    run -1 "$app_server" --listen "tcp:$port"
    assert_output \
        "cannot listen on tcp:$port: EADDRINUSE, address already in use"
}

@test "an endpoint that cannot be read is one sentence and status 1" {
    run -1 "$app_server" --listen carrier-pigeon
    assert_equal "${#lines[@]}" 1
    assert_output --partial carrier-pigeon
}

@test "an unknown option is one sentence and status 1" {
    run -1 "$app_server" --color red
    assert_output \
        'app_server: there is no option "--color"; try --help'
}

@test "it answers on a Unix socket" {
    stop_server
    start_server "$app_server" --listen "unix:$BATS_TEST_TMPDIR/s"
    run curl --silent --unix-socket "$BATS_TEST_TMPDIR/s" http://x/greet/y
    assert_output 'Hello Y!'
}

@test "it knows the URL at which it can be asked" {
    answers 200 "$url" /own-url
    stop_server
    start_server "$app_server" --listen "unix:$BATS_TEST_TMPDIR/s"
    assert_equal "$url" "unix:$BATS_TEST_TMPDIR/s"
    run curl --silent --unix-socket "$BATS_TEST_TMPDIR/s" http://x/own-url
    assert_output "http+unix://${BATS_TEST_TMPDIR//\//%2F}%2Fs"
}

@test "a handler that is left at the end still knows that URL" {
    run -28 get /survive --max-time 0.2
    stop_server
    assert grep -q "^ends at $url\$" "$server_output"
}

@test "--help names an option of its own, and a bad value is refused" {
    run -0 "$app_server" --help
    assert_line --partial '--error-handlers NUMBER    1 to have some, 0 to 1 [0]'
    run -1 "$app_server" --error-handlers 2
    assert_output 'app_server: --error-handlers is a whole number from 0 to 1, not "2"; try --help'
}
