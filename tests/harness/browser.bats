# The browser that tests drive, on pages of chapter 2.

# shellcheck disable=SC2016 # the page's script is to read what is quoted

load helper
load browser

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
    start_server 02-greet
}

@test "two windows each show their own page" {
    open_window one
    visit "$url/greet/one"
    open_window two
    visit "$url/greet/two"
    choose_window one
    run -0 text_of body
    assert_output "Hello ONE!"
    choose_window two
    run -0 text_of body
    assert_output "Hello TWO!"
    close_windows
}

@test "a window may be narrow, dark, and without JavaScript" {
    open_window one narrow dark
    visit "$url/greet/one"
    run -0 run_script 'return [arguments[0], innerWidth < 400,
        matchMedia("(prefers-color-scheme: dark)").matches]' '"seen"'
    assert_equal "$(jq -c . <<<"$output")" '["seen",true,true]'
    screenshot "$BATS_TEST_TMPDIR/page.png"
    run head -c 4 "$BATS_TEST_TMPDIR/page.png"
    assert_output --partial PNG

    open_window two without-javascript
    visit "data:text/html,<p>still<script>document.write('run')</script>"
    run -0 text_of body
    assert_output still
    close_windows
}

@test "keys and clicks arrive, and a missing element is an error" {
    open_window one
    visit 'data:text/html,<input autofocus><button
        onclick="this.textContent = document.querySelector(`input`).value">'
    type_into input a
    press b Tab Enter
    shows button ab
    type_into input c
    click button
    shows button abc
    run ! click "#none"
    assert_output --partial "no such element"
    close_windows
}

@test "a window goes offline, and comes back" {
    open_window one
    go_offline
    run ! visit "$url/greet/one"
    assert_output --partial ERR_INTERNET_DISCONNECTED
    go_online
    visit "$url/greet/one"
    shows body "Hello ONE!"
    close_windows
}
