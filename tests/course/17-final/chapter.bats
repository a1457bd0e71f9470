# Chapter 17: Beach radio, a chat in the browser.

load ../../harness/helper
load ../../harness/clients

# In a file with WAL, this byte of its index is locked by the one that writes
# (sqlite.org/walformat.html, "WAL_WRITE_LOCK").
write_lock=120

setup()
{
    file=$BATS_TEST_TMPDIR/radio.db
}

# start [OPTION...]: in memory, if no other store is given
start()
{
    [[ " $* " == *" --store "* ]] || set -- --store memory "$@"
    start_server 17-final "$@"
}

# post PATH [CURL OPTION...]: prints body and status
post()
{
    get "$1" --write-out ' %{http_code}' "${@:2}"
}

# say ROOM NAME TEXT [KEY]: prints body and status
say()
{
    local key=${4:-$(printf %08x%08x "$SRANDOM" "$SRANDOM")}
    post "/say/$1" --data-urlencode "name=$2" --data-urlencode "text=$3" \
        --data "key=$key"
}

# say_many ROOM COUNT: messages m1, m2 ... in one process
say_many()
{
    local i
    for ((i = 1; i <= $2; i++)); do
        ((i == 1)) || echo next
        printf 'url = "%s/say/%s"\ndata = "name=A&text=m%d&key=many%04d"\n' \
            "$url" "$1" "$i" "$i"
        echo 'output = "/dev/null"'
    done | curl --silent --show-error --config -
}

# texts_after ROOM NUMBER: one a line
texts_after()
{
    get "/listen/$1/$2" | jq -r '.[] | "\(.id) \(.name): \(.text)"'
}

# listening ROOM COUNT
listening()
{
    get /rooms | jq -e --arg room "$1" --argjson count "$2" \
        '.[] | select(.room == $room) | .listening == $count' >/dev/null
}

# lock_store: as another program does that writes
lock_store()
{
    "$PROGRAMS_DIR/tests/servers/file_lock" "$file-shm" $write_lock 1 \
        >"$BATS_TEST_TMPDIR/locked" 3>&- {silence}>&- &
    locker=$!
    server_outputs[locker]=$BATS_TEST_TMPDIR/locked
    wait_until grep -q locked "$BATS_TEST_TMPDIR/locked"
}

# both_stores COMMAND: with a radio in memory, and with one in a file
both_stores()
{
    local store
    for store in memory "$file"; do
        start --store "$store"
        "$@"
        stop_server "$server"
    done
}

hears_at_once()
{
    local client answer
    run -0 say beach Anna "The tide is out."
    assert_output '{"id":1} 200'
    begin client /listen/beach/1
    begin other /listen/surf/0
    wait_until listening beach 1
    wait_until listening surf 1
    run -0 say beach Bert hello
    assert_output '{"id":2} 200'
    finish answer "$client"
    assert_regex "$answer" '^200  \[\{"id":2,"name":"Bert","text":"hello","at":[0-9]+\}\]$'
    run ! is_answered "$other"
    leave "$other"
}

@test "a message is heard by the listeners of its room, and of no other" {
    both_stores hears_at_once
}

stores_once()
{
    local i
    for i in 1 2 3; do
        run -0 say beach Anna hello same-key
        assert_output '{"id":1} 200'
    done
    run -0 say surf Anna hello same-key
    assert_output '{"id":1} 200'
    run -0 say beach Anna hello other-key
    assert_output '{"id":2} 200'
    run -0 texts_after beach 0
    assert_output $'1 Anna: hello\n2 Anna: hello'
}

@test "what is said twice with one key is stored once in its room" {
    both_stores stores_once
}

tells_twice_once()
{
    local client
    begin client /listen/beach/1
    say beach Anna hello same-key
    begin client /listen/beach/1
    wait_until listening beach 1
    say beach Anna hello same-key
    listening beach 1
    leave "${clients[@]}"
}

@test "what is said again is not heard again" {
    both_stores tells_twice_once
}

reads_old()
{
    local first
    say_many beach 130
    first=$(texts_after beach 10)
    assert_equal "$(head -n 1 <<<"$first")" "11 A: m11"
    assert_equal "$(wc -l <<<"$first")" 100
    run -0 texts_after beach 129
    assert_output "130 A: m130"
    run -0 bash -c "$(declare -f get); url=$url; get /history/beach/31 |
        jq -c '[.[].id] | [length, first, last]'"
    assert_output '[30,1,30]'
    run -0 bash -c "$(declare -f get); url=$url; get /history/beach/999 |
        jq -c '[.[].id] | [length, first, last]'"
    assert_output '[50,81,130]'
}

@test "older messages than the loop keeps come from the log" {
    both_stores reads_old
}

has_missed_some()
{
    answer=$(post /listen/beach/0)
    [[ $answer == *" 410" ]]
}

@test "a listener that has missed messages is told how many: 410" {
    local store
    for store in memory "$file"; do
        start --store "$store" --keep 5 --patience 0.2
        say_many beach 130
        wait_until has_missed_some
        assert_equal "$answer" '{"missed":30,"after":30} 410'
        run -0 texts_after beach 30
        assert_line --index 0 "31 A: m31"
        stop_server "$server"
    done
    start --store "$file" --keep 5
    run -0 post /listen/beach/113
    assert_output '{"missed":12,"after":125} 410'
}

@test "a number from another store is a 410 as well" {
    start
    say beach Anna hello
    run -0 post /listen/beach/7
    assert_output '{"missed":0,"after":0} 410'
}

@test "if nothing is said for a while the answer is an empty list" {
    start --patience 0.05
    run -0 post /listen/beach/0
    assert_output "[] 200"
}

@test "after a restart everything is there again" {
    start --store "$file"
    say_many beach 120
    stop_server "$server"
    start --store "$file"
    run -0 say beach A m120 many0120
    assert_output '{"id":120} 200'
    run -0 texts_after beach 118
    assert_output $'119 A: m119\n120 A: m120'
    run -0 texts_after beach 3
    assert_line --index 0 "4 A: m4"
    run -0 say beach A new
    assert_output '{"id":121} 200'
}

@test "a store that cannot be opened is one sentence, and status 1" {
    mkdir "$file"
    run -1 "$CHAPTERS_DIR/17-final" --listen tcp:0 --store "$file"
    assert_output "cannot open the store $file: unable to open database file"
}

@test "bad input is a 4xx that says why" {
    start
    run -0 post /say/beach --data text=hello --data key=12345678
    assert_output 'The form has no field "name". 400'
    run -0 post /say/beach --data "name=&text=hello&key=12345678"
    assert_output --partial '"name" has 0 characters, but it should have 1 to'
    run -0 post /say/beach --data "name=A&text=hello&key=short"
    assert_output --partial '"key" has 5 characters, but it should have 8 to'
    run -0 post /say/beach --data "name=A&text=%ff%fe&key=12345678"
    assert_output 'The field "text" is not UTF-8. 400'
    run -0 say nowhere Anna hello
    assert_output 'There is no room "nowhere"; /rooms lists them. 404'
    run -0 post /listen/nowhere/0
    assert_output 'There is no room "nowhere"; /rooms lists them. 404'
    head -c 1000000 /dev/zero | tr '\0' a >"$BATS_TEST_TMPDIR/long"
    run -0 post /say/beach --data "name=A&key=12345678" \
        --data-urlencode "text@$BATS_TEST_TMPDIR/long"
    assert_output --partial "has 1000000 characters, but it should have 1 to"
    run -0 status_of /say/beach
    assert_output 405
    run -0 get /history/beach/9
    assert_output "[]"
}

@test "what a stranger writes stays text in the page" {
    start
    say beach '<i>"A"' '<script>alert(1)</script> & <b>'
    say beach Zoë 'a=1'
    run -0 get "/?name=%22%3E%3Cscript%3E"
    assert_output --partial "<bdi>&lt;i&gt;&quot;A&quot;</bdi>"
    assert_output --partial \
        '<p dir="auto">&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;</p>'
    assert_output --partial 'value="&quot;&gt;&lt;script&gt;"'
    assert_output --partial "Here: <bdi>&lt;i&gt;"
    assert_equal "$(grep -c '<script' <<<"$output")" 1
}

@test "the page runs no script but its own" {
    start
    run -0 get / --head
    assert_output --partial "Content-Security-Policy: default-src 'none'; \
script-src 'self'; style-src 'self';"
    assert_output --partial "X-Content-Type-Options: nosniff"
    run -0 get /radio.js --write-out '%{content_type}'
    assert_output --regexp 'text/javascript; charset=utf-8$'
    assert_output --partial "$(cat "$top/chapters/17-final/radio.js")"
    run -0 get /radio.css --write-out '%{content_type}'
    assert_output --regexp 'text/css; charset=utf-8$'
    assert_output --partial "$(cat "$top/chapters/17-final/radio.css")"
}

@test "without a script the form leads back to the page, which shows it" {
    local key page
    start
    page=$(get "/?room=surf")
    key=$(sed -n 's/.*name="key" value="\([0-9a-f]*\)".*/\1/p' <<<"$page")
    assert_regex "$page" '<form id="say" method="post" action="/say/surf">'
    assert_regex "$key" '^[0-9a-f]{32}$'
    run -0 get /say/surf --header "Accept: text/html,*/*" --location \
        --data-urlencode "name=Anna B" --data "text=hello&key=$key" \
        --write-out '%{http_code} %{url_effective}'
    assert_output --partial '<p dir="auto">hello</p>'
    assert_output --regexp '200 .*/\?room=surf&name=Anna%20B$'
    assert_output --partial 'value="Anna B"'
    [[ $output != *"$key"* ]]
}

@test "each page has a key of its own, and leads to earlier messages" {
    start
    say_many beach 130
    run -0 get /
    refute_output --partial "<p dir=\"auto\">m80</p>"
    assert_output --partial "<p dir=\"auto\">m81</p>"
    assert_output --partial 'href="/?room=beach&amp;before=81"'
    assert_output --partial 'data-last="130"'
    first=$(grep 'name="key"' <<<"$output")
    run -0 get "/?room=beach&before=81"
    assert_output --partial "<p dir=\"auto\">m31</p>"
    refute_output --partial "<p dir=\"auto\">m81</p>"
    [[ $(grep 'name="key"' <<<"$output") != "$first" ]]
    run -0 status_of "/?room=nowhere"
    assert_output 404
}

names_in_beach()
{
    get /rooms | jq -r '.[] | select(.room == "beach") | .here | join(",")'
}

has_gone()
{
    [[ -z $(names_in_beach) ]]
}

@test "who listens is here, and somebody who is silent has gone" {
    local client
    start
    begin client "/listen/beach/0?name=Anna"
    wait_until listening beach 1
    say beach Bert hello
    run -0 names_in_beach
    assert_output Anna,Bert
    leave "${clients[@]}"
    stop_server "$server"
    start --patience 0.05
    say beach Bert hello
    wait_until has_gone
}

@test "while the store is locked the others are answered" {
    local client answer
    start --store "$file"
    run -0 say beach Anna first
    lock_store
    say beach Anna hello >"$BATS_TEST_TMPDIR/said" 3>&- &
    begin client "/listen/beach/1"
    wait_until listening beach 1
    run -0 get /clock
    assert_output --regexp '^[0-9]{2}:[0-9]{2}:[0-9]{2} UTC$'
    run ! is_answered "$client"
    run cat "$BATS_TEST_TMPDIR/said"
    assert_output ""
    stop_server "$locker"
    wait $!
    run cat "$BATS_TEST_TMPDIR/said"
    assert_output '{"id":2} 200'
    finish answer "$client"
    assert_regex "$answer" '"id":2'
}

@test "if the store stays locked the sender gets a 503, and it is not heard" {
    local client
    start --store "$file" --busy 0.05
    say beach Anna first
    begin client "/listen/beach/1"
    wait_until listening beach 1
    lock_store
    run -0 say beach Anna hello same-key
    assert_output "The message store does not answer. Please try again. 503"
    listening beach 1
    stop_server "$locker"
    run -0 say beach Anna hello same-key
    assert_output '{"id":2} 200'
    leave "${clients[@]}"
}

@test "a sender that leaves has said it all the same" {
    local client listener answer
    start --store "$file"
    say beach Anna first
    begin listener /listen/beach/1
    wait_until listening beach 1
    lock_store
    exec {client}<>"/dev/tcp/127.0.0.1/$port"
    printf 'POST /say/beach HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s' \
        30 "name=A&text=hello&key=12345678" >&"$client"
    leave "$client"
    stop_server "$locker"
    finish answer "$listener"
    assert_regex "$answer" '"id":2,"name":"A","text":"hello"'
}

@test "at the end each listener hears that the server ends" {
    local client answer
    start --store "$file"
    begin client /listen/beach/0
    begin other /listen/surf/0
    wait_until listening surf 1
    stop_server "$server"
    finish answer "$client"
    assert_equal "$answer" "503  The server ends. Ask again in a moment."
    finish answer "$other"
    assert_equal "$answer" "503  The server ends. Ask again in a moment."
}

@test "killed in mid-talk it loses nothing, and says nothing twice" {
    run -0 timeout 120 "$BATS_TEST_DIRNAME/kills" 200
    assert_output --regexp \
        '200 OKs, [0-9]+ repeated; lost 0, doubled 0, out of order 0'
    assert_output --partial "10 kills"
}

@test "the title of a link is text, and its page has a hash" {
    start --private-links 1
    run -0 post "/async/digest?url=$url/?room=surf"
    assert_output --regexp \
        '^\{"title":"surf, Beach radio","bytes":[0-9]+,"hash":"[0-9a-f]{16}"\} 200$'
    run -0 post "/async/digest?url=$url/radio.css"
    assert_output --regexp '^\{"title":null,"bytes":[0-9]+,'
}

@test "a link that gives no answer is a 502, and one that is none a 400" {
    start --private-links 1
    run -0 post "/async/digest?url=http://127.0.0.1:1/"
    assert_output --regexp "cannot be reached.*502$"
    run -0 post "/async/digest?url=$url/nowhere"
    assert_output --regexp "502$"
    for link in "" file:///etc/passwd ftp://127.0.0.1/ http://; do
        run -0 post "/async/digest?url=$link"
        assert_output "This is no link to a page. 400"
    done
    run -0 status_of /async/digest
    assert_output 400
}

@test "no link leads to an address that is not public" {
    local link links
    start
    links=(127.0.0.1 localhost 2130706433 0x7f.1 0.0.0.0 10.1.2.3 172.16.0.1
        172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 224.0.0.1
        255.255.255.255 198.18.0.1 %5B::1%5D %5B::%5D %5B::ffff:127.0.0.1%5D
        %5B::ffff:10.0.0.1%5D %5Bfe80::1%5D %5Bfc00::1%5D %5Bfd12::1%5D
        %5Bff02::1%5D %5B64:ff9b::7f00:1%5D %5B2002:7f00:1::%5D
        %5B2001:0:7f00:1::%5D)
    for link in "${links[@]}"; do
        run -0 post "/async/digest?url=http://$link:$port/clock"
        assert_output "This link leads to an address that is not public. 403"
    done
    run -0 post "/async/digest?url=http%2Bunix://%252Ftmp%252Fs/"
    assert_output "This is no link to a page. 400"
}
