# Drives a real browser, Chromium, by WebDriver (https://www.w3.org/TR/webdriver2):
# chromedriver listens on a free port, curl sends it commands, jq makes them and
# reads the answers. A .bats file loads it after helper.bash, calls
# start_driver in setup_file() and stop_driver in teardown_file().
#
# A window is a session of its own, with its own cookies, as another person
# would have. Commands go to the window that was opened or chosen last.
# shellcheck shell=bash

# Whether this machine has what browser tests need.
has_browser()
{
    command -v chromedriver && command -v chromium
} >/dev/null

# start_driver: sets driver, its process, and driver_url
start_driver()
{
    driver_output=$BATS_FILE_TMPDIR/driver
    # It keeps the profiles of its windows in TMPDIR.
    # shellcheck disable=SC2154 # helper.bash has opened silence
    TMPDIR=$BATS_FILE_TMPDIR chromedriver --port=0 \
        </dev/null >"$driver_output" 2>&1 3>&- {silence}>&- &
    driver=$!
    wait_until grep -q "on port [0-9]*\.$" "$driver_output"
    driver_url=http://127.0.0.1:$(sed -n \
        's/.*started successfully on port \([0-9]*\)\.$/\1/p' "$driver_output")
    export driver driver_url
}

# stop_driver: ends it, and all windows with it
stop_driver()
{
    [[ -n ${driver:-} ]] || return 0
    curl --silent --max-time 20 "$driver_url/shutdown" >/dev/null || true
    wait_until server_ended "$driver" || kill -KILL "$driver"
    wait "$driver" || true
}

# webdriver METHOD PATH [JSON]: sends one command, prints the value of its
# answer; fails with the browser's words if that is an error
webdriver()
{
    local answer
    answer=$(curl --silent --show-error --max-time "$WAIT_SECONDS" \
        --request "$1" "$driver_url$2" ${3:+--data-binary "$3"}) || return
    if jq -e '.value | type == "object" and has("error")' \
        >/dev/null <<<"$answer"; then
        jq -r '.value | "\(.error): \(.message)"' <<<"$answer" |
            head -n 1 >&2
        return 1
    fi
    jq '.value' <<<"$answer"
}

# in_window METHOD PATH [JSON]: a command to the chosen window
in_window()
{
    webdriver "$1" "/session/$window$2" "${3:-}"
}

# open_window NAME [without-javascript|dark|narrow...]: opens one and chooses it
open_window()
{
    local capabilities script=1
    [[ " $* " != *" without-javascript "* ]] || script=2
    capabilities=$(jq -n --argjson script "$script" '
        {capabilities: {alwaysMatch: {"goog:chromeOptions": {
            args: ["--headless=new", "--no-sandbox", "--disable-gpu",
                "--disable-dev-shm-usage", "--no-first-run",
                "--no-proxy-server", "--window-size=1000,800"],
            prefs: {"profile.managed_default_content_settings.javascript":
                $script}}}}}')
    window=$(webdriver POST /session "$capabilities" | jq -r .sessionId)
    [[ -n $window ]]
    echo "$window" >"$BATS_TEST_TMPDIR/window.$1"
    [[ " $* " != *" dark "* ]] || prefer_dark
    [[ " $* " != *" narrow "* ]] || set_width 360
}

# choose_window NAME: the next commands go there
choose_window()
{
    window=$(<"$BATS_TEST_TMPDIR/window.$1")
}

# close_windows: closes all that the test has opened
close_windows()
{
    local file
    for file in "$BATS_TEST_TMPDIR"/window.*; do
        [[ -e $file ]] || continue
        webdriver DELETE "/session/$(<"$file")" >/dev/null || true
        rm "$file"
    done
}

# devtools COMMAND JSON: what WebDriver itself has no command for
devtools()
{
    in_window POST /goog/cdp/execute \
        "$(jq -n --arg command "$1" --argjson params "$2" \
            '{cmd: $command, params: $params}')"
}

prefer_dark()
{
    devtools Emulation.setEmulatedMedia '{"features":
        [{"name": "prefers-color-scheme", "value": "dark"}]}' >/dev/null
}

# set_width PIXELS: as narrow as on a telephone, which no real window is
set_width()
{
    devtools Emulation.setDeviceMetricsOverride "$(jq -n --argjson width "$1" \
        '{width: $width, height: 740, deviceScaleFactor: 1, mobile: false}')" \
        >/dev/null
}

# go_offline, go_online: the window's network ends, or is there again
go_offline()
{
    network true
}

go_online()
{
    network false
}

network()
{
    devtools Network.enable '{}' >/dev/null
    devtools Network.emulateNetworkConditions "$(jq -n --argjson off "$1" \
        '{offline: $off, latency: 0, downloadThroughput: -1,
          uploadThroughput: -1}')" >/dev/null
}

# visit URL
visit()
{
    in_window POST /url "$(jq -n --arg url "$1" '{url: $url}')" >/dev/null
}

reload()
{
    in_window POST /refresh '{}' >/dev/null
}

# run_script SCRIPT [JSON...]: prints, as JSON, what the script returns
run_script()
{
    in_window POST /execute/sync "$(jq -n --arg script "$1" \
        '{script: $script, args: $ARGS.positional}' --jsonargs "${@:2}")"
}

# element SELECTOR: its name for other commands; it has to exist
element()
{
    in_window POST /element "$(jq -n --arg selector "$1" \
        '{using: "css selector", value: $selector}')" | jq -r '.[]'
}

# type_into SELECTOR TEXT: presses these keys there
type_into()
{
    local field
    field=$(element "$1") || return
    in_window POST "/element/$field/value" \
        "$(jq -n --arg text "$2" '{text: $text}')" >/dev/null
}

# click SELECTOR
click()
{
    local button
    button=$(element "$1") || return
    in_window POST "/element/$button/click" '{}' >/dev/null
}

# press KEY...: on whatever has the focus, such as Tab, Enter or a letter
press()
{
    local key code actions='[]'
    for key; do
        case $key in
        Tab) code=$'\uE004' ;;
        Enter) code=$'\uE007' ;;
        Space) code=" " ;;
        *) code=$key ;;
        esac
        actions=$(jq --arg key "$code" '. + [{type: "keyDown", value: $key},
            {type: "keyUp", value: $key}]' <<<"$actions")
    done
    in_window POST /actions "$(jq -n --argjson actions "$actions" \
        '{actions: [{type: "key", id: "keys", actions: $actions}]}')" \
        >/dev/null
}

# text_of SELECTOR: as a person sees it
text_of()
{
    local seen
    seen=$(element "$1") || return
    in_window GET "/element/$seen/text" | jq -r .
}

# shows SELECTOR TEXT: whether the text is to be seen there by now
shows()
{
    [[ $(text_of "$1" 2>/dev/null) == *"$2"* ]]
}

# screenshot FILE: of the window, as a PNG
screenshot()
{
    in_window GET /screenshot | jq -r . | base64 -d >"$1"
}
