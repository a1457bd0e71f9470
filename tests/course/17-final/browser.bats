# Chapter 17 in a real browser: people chat, reload, go offline, have no
# JavaScript, and use nothing but the keyboard.

load ../../harness/helper
load ../../harness/browser

setup_file()
{
    ! has_browser || start_driver
}

teardown_file()
{
    stop_driver
}

setup()
{
    has_browser || skip "there is no browser: see make test-browser"
    start_radio tcp:0
}

# start_radio ADDRESS: a station with short polls
start_radio()
{
    start_server 17-final --listen "$1" --patience 2 \
        --store "$BATS_TEST_TMPDIR/radio.db"
}

# enter NAME [OPTION...]: a window of that name shows the page
enter()
{
    open_window "$@"
    visit "$url/?name=$1"
}

# send TEXT: types it and presses Enter
send()
{
    type_into "#text" "$1"
    press Enter
}

# count_of SELECTOR: how many there are
count_of()
{
    run_script "return document.querySelectorAll(arguments[0]).length" "\"$1\""
}

# messages: the texts on the page, a line for each
messages()
{
    run_script "return Array.from(document.querySelectorAll('#messages li > p'),
        one => one.textContent)" | jq -r '.[]'
}

@test "what one says, the other sees, without loading the page again" {
    enter ada
    enter grace
    send "Is the water warm?"
    choose_window ada
    wait_until shows "#messages" "Is the water warm?"
    shows "#messages" grace
    send "It is."
    choose_window grace
    wait_until shows "#messages" "It is."
    wait_until shows "#here" "ada, grace"
    run -0 messages
    assert_output "$(printf '%s\n' "Is the water warm?" "It is.")"
    close_windows
}

@test "after a reload the messages are there, and the name" {
    enter ada
    send "Still here?"
    wait_until shows "#messages" "Still here?"
    visit "$url/"
    wait_until shows "#messages" "Still here?"
    run -0 run_script 'return document.querySelector("[name=name]").value'
    assert_output '"ada"'
    close_windows
}

@test "what is said offline arrives once, and so does what was missed" {
    enter ada
    enter grace
    wait_until shows "#here" "grace"
    go_offline
    send "Can you hear me?"
    wait_until shows "#state" "Not sent yet."
    choose_window ada
    send "Grace is away."
    wait_until shows "#messages" "Grace is away."
    choose_window grace
    go_online
    wait_until shows "#messages" "Can you hear me?"
    run -0 messages
    assert_output "$(printf '%s\n' "Grace is away." "Can you hear me?")"
    choose_window ada
    wait_until shows "#messages" "Can you hear me?"
    run -0 messages
    assert_output "$(printf '%s\n' "Grace is away." "Can you hear me?")"
    close_windows
}

@test "a station that is killed and comes back has lost and doubled nothing" {
    enter ada
    send "Before."
    wait_until shows "#messages" "Before."
    kill -KILL "$server"
    wait "$server" || true
    unset "server_outputs[$server]"
    send "Meanwhile."
    wait_until shows "#state" "Not sent yet."
    start_radio "tcp:$port"
    wait_until shows "#messages" "Meanwhile."
    run -0 messages
    assert_output "$(printf '%s\n' Before. Meanwhile.)"
    close_windows
}

@test "without JavaScript a form and a reload do" {
    enter ada
    enter grace without-javascript
    type_into "[name=text]" "I have no script."
    click button
    shows "#messages" "I have no script."
    shows noscript "load it again"
    choose_window ada
    wait_until shows "#messages" "I have no script."
    send "Welcome."
    choose_window grace
    run -0 messages
    assert_output "I have no script."
    click "noscript a"
    wait_until shows "#messages" "Welcome."
    close_windows
}

@test "nothing that a stranger writes becomes a tag" {
    local attack='<img src=x onerror="window.hit=1"><script>hit=1</script>'
    enter ada
    send "$attack"
    wait_until shows "#messages" "$attack"
    type_into "[name=name]" "<b>"
    send "by a strange name"
    wait_until shows "#messages" "<b>"
    reload
    wait_until shows "#messages" "$attack"
    for tag in img script "b b"; do
        run -0 count_of "#messages $tag"
        assert_output 0
    done
    run -0 run_script 'return window.hit === undefined'
    assert_output true
    close_windows
}

@test "the keyboard is enough, and each field has its name" {
    open_window ada
    visit "$url/"
    run_script 'document.querySelector("[name=name]").focus()' >/dev/null
    press a d a Tab
    press h i Enter
    wait_until shows "#messages" hi
    run -0 run_script 'return [
        Array.from(document.querySelectorAll("input:not([type=hidden]), textarea"),
            field => field.labels.length),
        document.getElementById("log").getAttribute("aria-live"),
        document.activeElement.id]'
    assert_equal "$(jq -c . <<<"$output")" '[[1,1],"polite","text"]'
    close_windows
}

@test "it fits a telephone, light and dark" {
    for look in light dark; do
        enter ada narrow "$look"
        send "A message that is longer than the screen of a telephone is wide."
        wait_until shows "#messages" "A message"
        run -0 run_script \
            'return document.documentElement.scrollWidth <= innerWidth'
        assert_output true
        screenshot "${SCREENSHOTS:-$BATS_TEST_TMPDIR}/17-$look.png"
        close_windows
    done
}
