# For the tests of programs: starts servers, sends them requests, stops them.
# A .bats file loads it with "load ../../harness/helper".
# shellcheck shell=bash

top=$(realpath "${BASH_SOURCE[0]%/*}/../..")
# shellcheck source=tests/harness/environment.bash
source "$top/tests/harness/environment.bash"

# The folder of the programs. Tests run the sanitized ones unless told otherwise.
PROGRAMS_DIR=${PROGRAMS_DIR:-${BUILD:-$top/.build}/sanitized}
CHAPTERS_DIR=${CHAPTERS_DIR:-$PROGRAMS_DIR/chapters}
# How long a test waits for something before it gives up, in seconds.
WAIT_SECONDS=${WAIT_SECONDS:-20}

# load_library NAME: from the place of this system. Bats reads a file once more
# for each of its tests, and load.bash would start a process for each file that
# it names: a third of the time that the tests take.
load_library()
{
    local place file
    for place in /usr/lib/bats /usr/share/bats /usr/lib /usr/share \
        /usr/local/lib /opt/homebrew/lib "${BATS_LIB_PATH:-}"; do
        if [[ -e $place/$1/load.bash ]]; then
            for file in "$place/$1/src"/*.bash; do
                # shellcheck source=/dev/null
                source "$file"
            done
            return
        fi
    done
    echo "$1 is missing; \"make start\" installs it" >&2
    return 1
}

bats_require_minimum_version 1.5.0
if [[ ${ASSERTIONS:-yes} == yes ]]; then
    load_library bats-support
    load_library bats-assert
fi

# The running servers: for each process the file that its output goes to.
server_outputs=()

# A pipe without a writer: to read from it for a while is a sleep that needs no
# process.
exec {silence}<> <(:)

# wait_until COMMAND...: runs it until it succeeds
wait_until()
{
    local deadline=$((SECONDS + WAIT_SECONDS))
    until "$@"; do
        if ((SECONDS > deadline)); then
            echo "waited $WAIT_SECONDS seconds in vain for: $*" >&2
            return 1
        fi
        read -rt 0.005 -u "$silence" || true
    done
}

server_ended()
{
    ! kill -0 "$1" 2>/dev/null
}

# Sets url if the server has printed it, early: of one that never stops printing
# we read no more.
server_listens_or_ended()
{
    local said line=$'listening on ([^\n]*)\n'
    IFS= read -rd '' -n 20000 said <"$server_output" || true
    url=""
    if [[ $said =~ $line ]]; then
        url=${BASH_REMATCH[1]}
    else
        server_ended "$server"
    fi
}

# start_server NAME [OPTION...]: a chapter, or any program given by its path.
# It listens on a free port unless told otherwise. Sets url, port, server (its
# process) and server_output (the file with all that it prints).
start_server()
{
    local program=$1
    shift
    [[ $program == */* ]] || program=$CHAPTERS_DIR/$program
    [[ " $* " == *" --listen "* ]] || set -- --listen tcp:0 "$@"
    server_output=$(mktemp "$BATS_TEST_TMPDIR/server.XXXXXX")
    # Without 3>&- bats would wait for the server to end.
    # And bash lets what it starts with & ignore Ctrl-C.
    (trap - INT && exec "$program" "$@") \
        </dev/null >"$server_output" 2>&1 3>&- {silence}>&- &
    server=$!
    server_outputs[server]=$server_output
    wait_until server_listens_or_ended
    port=${url##*:}
    if [[ -z $url ]]; then
        echo "$program ended before it listened:" >&2
        cat "$server_output" >&2
        return 1
    fi
}

# stop_server [PROCESS]: the last one started, or that one, has to end with
# status 0 when it is asked to, or to have done so.
stop_server()
{
    local process=${1:-$server} status=0
    local output=${server_outputs[process]}
    unset "server_outputs[process]"
    kill -TERM "$process" 2>/dev/null || true
    wait_until server_ended "$process" || kill -KILL "$process"
    wait "$process" || status=$?
    if ((status != 0)); then
        echo "the server ended with status $status:" >&2
        cat "$output" >&2
        return 1
    fi
}

# Every test stops its servers at its end, and fails if one does not stop
# cleanly: then it leaked, or misused memory.
teardown()
{
    local process status=0
    for process in "${!server_outputs[@]}"; do
        if [[ -z ${BATS_TEST_COMPLETED:-} ]]; then
            echo "the server's output:"
            cat "${server_outputs[process]}"
        fi
        stop_server "$process" || status=1
    done
    return $status
}

# get PATH [OPTION...]: prints the body of the last server's answer
get()
{
    curl --silent --show-error --max-time 60 "$url$1" "${@:2}"
}

# status_of PATH [OPTION...]: prints the answer's status code
status_of()
{
    get "$1" --output /dev/null --write-out '%{http_code}' "${@:2}"
}
