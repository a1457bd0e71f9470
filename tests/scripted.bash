# For the checks of exercises that ask another server: a stand-in that answers
# what the check tells it to, holds answers back until other requests have
# come, and keeps a log. A .bats file loads it with "load ../scripted", after
# the exercise. tests/servers/scripted_server.c says what a script is.
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

# standin_says: takes this function's input as the script, and forgets all
# that was before
standin_says()
{
    curl --silent --show-error --fail --max-time 20 --data-binary @- \
        --request PUT "$standin/script"
}

# happened [EVENT]: how often the stand-in's log has a line that begins so
happened()
{
    curl --silent --max-time 20 "$standin/log" | grep -c "^$1" || true
}

has_happened()
{
    (($(happened "$2") >= $1))
}

# expect_when SITUATION PATH STATUS BODY because TEXT: as expect, where the
# answer depends on what the other server says
expect_when()
{
    local answer
    answer=$(answer_to "$2")
    [[ $answer == "$3  $4" ]] ||
        explain_answer "$(shown_curl "$2"), $1" "$3  $4" "$answer" "$6"
}

# expect_each because TEXT [PATH BODY]...: requests at the same moment, each of
# which gets 200 and its own body
expect_each()
{
    local because=$2 i=0 args=() folder=$BATS_TEST_TMPDIR/each got
    shift 2
    mkdir -p "$folder"
    for ((i = 1; i < $#; i += 2)); do
        args+=("$url${!i}" --output "$folder/$i")
    done
    curl --silent --parallel --parallel-immediate --max-time 20 \
        --write-out '%{http_code}  %{filename_effective}\n' \
        "${args[@]}" >"$folder/codes" 2>"$folder/errors" || true
    for ((i = 1; i < $#; i += 2)); do
        local body=$((i + 1)) path=${!i}
        got=$(sed -n "s,$folder/$i\$,,p" "$folder/codes")
        got+=$(cat "$folder/$i" 2>/dev/null) || got="no answer"
        [[ $got == "200  ${!body}" ]] ||
            explain_answer "$(shown_curl "$path"), and $(($# / 2 - 1)) others \
at the same moment" "200  ${!body}" "$got" "$because"
    done
}

# expect_asked COUNT [PATH] because TEXT: how many requests the stand-in has
# got, or how many for paths that begin so
expect_asked()
{
    local path="" count
    [[ $2 == because ]] || { path=$2 && set -- "$1" "${@:3}"; }
    count=$(happened "asked $path")
    ((count == $1)) ||
        explain "done: the same; now the requests to the other server count" \
            "expected: $1 of them${path:+ to $path}" "got: $count" \
            "because: $3"
}

# expect_together WHAT because TEXT: no answer was held back in vain
expect_together()
{
    (($(happened "in vain") == 0)) ||
        explain "done: the same; now the order of the requests to the other \
server counts" "expected: $1" \
            "got: $(curl --silent --max-time 20 "$standin/log" |
                grep -v '^in vain' | head -n 6 | paste -sd, | sed 's/,/, /g')" \
            "because: $3"
}
