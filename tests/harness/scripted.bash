# For the checks of exercises that ask another server: a stand-in that gives
# the answers that the check chooses, holds answers back until other requests
# have come, and keeps a log. A .bats file loads it with "load ../../harness/scripted",
# after the exercise. tests/servers/scripted_server.c explains scripts.
# shellcheck shell=bash

# All checks of a file have one; $standin is its URL.
setup_file()
{
    BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR \
        start_server "$PROGRAMS_DIR/tests/servers/scripted_server"
    export standin=$url
}

teardown_file()
{
    stop_server
}

# standin_says: takes this function's input as the script, and forgets the
# script and the log before it
standin_says()
{
    curl --silent --show-error --fail --max-time 20 --data-binary @- \
        --request PUT "$standin/script"
}

# happened [EVENT]: how many lines of the stand-in's log begin with EVENT
happened()
{
    curl --silent --max-time 20 "$standin/log" | grep -c "^$1" || true
}

has_happened()
{
    (($(happened "$2") >= $1))
}

# The requests so far, for expect_asked and expect_together.
done=""

# expect_when SITUATION PATH STATUS BODY because TEXT: like expect, if the
# answer depends on the other server
expect_when()
{
    local answer
    done="$(shown_curl "$2"), $1"
    answer=$(answer_to "$2")
    [[ $answer == "$3  $4" ]] ||
        explain_answer "$done" "$3  $4" "$answer" "$6"
}

# expect_each because TEXT [PATH BODY]...: many clients ask, one after the
# other, without waiting for an answer; each gets 200 and its own body
expect_each()
{
    local because=$2 i client got asked=()
    shift 2
    for ((i = 1; i < $#; i += 2)); do
        begin client "${!i}"
        asked+=("$client")
        answer_to /read-what-came-before >"$BATS_TEST_TMPDIR/unused"
    done
    for client in "${asked[@]}"; do
        done="$(shown_curl "$1"), and $((${#asked[@]} - 1)) others at the same \
moment"
        finish got "$client"
        [[ $got == "200  $2" ]] ||
            explain_answer "$done" "200  $2" "$got" "$because"
        shift 2
    done
}

# expect_asked COUNT because TEXT: how many requests the stand-in has got
expect_asked()
{
    local count
    count=$(happened asked)
    ((count == $1)) ||
        explain "tried: $done" "expected: $1 requests to the other server" \
            "got: $count requests" "because: $3"
}

# expect_together WHAT because TEXT: no answer was held back in vain
expect_together()
{
    (($(happened "in vain") == 0)) ||
        explain "tried: $done" "expected: the other server is $1" \
            "got: $(curl --silent --max-time 20 "$standin/log" |
                grep -v '^in vain' | head -n 6 | paste -sd, | sed 's/,/, /g')" \
            "because: $3"
}
