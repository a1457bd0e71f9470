# For the checks of exercises: sends requests to a learner's program, and
# explains a wrong answer in words for a learner. A .bats file in
# tests/course/NN-name loads it with "load ../../harness/exercise".
# shellcheck shell=bash

# Checks should be quick, and need no library of assertions.
ASSERTIONS=no
# shellcheck source=tests/harness/helper.bash
source "${BASH_SOURCE[0]%/*}/helper.bash"
# shellcheck source=tests/harness/clients.bash
source "$top/tests/harness/clients.bash"

# The program to check, named like the folder, and its source.
# tests/tools/learn/check sets them; by default it is the solution.
exercise=${BATS_TEST_DIRNAME##*/}
EXERCISE_PROGRAM=${EXERCISE_PROGRAM:-$PROGRAMS_DIR/solutions/$exercise}
EXERCISE_SOURCE=${EXERCISE_SOURCE:-$top/solutions/$exercise.c}
number=${exercise%%-*}
# The address, for a learner, of the program that "make try-NN" runs.
shown_url=localhost:8080

# The same SEED gives the same data.
SEED=${SEED:-1}
RANDOM=$((SEED * 100 + BATS_TEST_NUMBER + ${FIRST_TEST:-1} - 1))

# draw VARIABLE LOWEST HIGHEST: sets it to a random number
draw()
{
    printf -v "$1" %d $(($2 + RANDOM % ($3 - $2 + 1)))
}

# pick VARIABLE WORD...: sets it to one of the words
pick()
{
    local variable=$1
    shift
    printf -v "$variable" %s "${*:1 + RANDOM % $#:1}"
}

# explain "LABEL: TEXT"...: says why the test fails, and fails. The labels are
# tried, expected, got and because; the next step is added. A text may have
# several lines.
explain()
{
    local part
    for part; do
        printf '%s\n' "${part#*: }" | sed "1s/^/= ${part%%: *}\t/; 1!s/^/= \t/"
    done
    printf '= next\t%s\n' "$(next_step)"
    return 1
}

# The TODO to fix, if a test knows that it is not its own; "none" if it may be
# any. And the TODO to fix if a mistake stops the program.
fix=""
fix_if_stopped=""

# next_step: the TODO to fix, or the one that this test belongs to by its tag,
# and its place
next_step()
{
    local todo=$fix line
    [[ -n $todo ]] || todo=$(todo_of_test)
    if [[ -z $todo || $todo == none ]]; then
        echo "exercises/$exercise.c: this was right when you got it; which of" \
            "your lines changes it?"
        return
    fi
    line=$(sed -n "/\/\* TODO $todo\>/{=; q;}" "$EXERCISE_SOURCE")
    echo "TODO $todo, exercises/$exercise.c${line:+:$line} (make hint-$number" \
        "gives a hint)"
}

# todo_of_test: the number, by its tag
todo_of_test()
{
    awk -v test="@test \"$BATS_TEST_DESCRIPTION\" {" '
        /^# bats test_tags=todo:/ { sub(/.*:/, ""); tag = $0 }
        $0 == test { print tag; exit }
        /^}/ { tag = "" }' "$BATS_TEST_FILENAME"
}

# What a checked program may take, so that a mistake harms nothing else. Ended
# with status 152: one that has computed for this many seconds, and so will
# never leave its loop; with 153: one that has printed this many KiB; by the
# sanitizer: one that uses this many MiB. After that no other test is tried.
work_seconds=4
output_kib=2048
memory_mib=1000
export ASAN_OPTIONS=$ASAN_OPTIONS:hard_rss_limit_mb=$memory_mib

# limit_program: for the programs that this shell starts from now on
limit_program()
{
    ulimit -S -t "$work_seconds"
    ulimit -S -f "$output_kib"
}

unlimit_program()
{
    ulimit -S -t hard
    ulimit -S -f hard
}

# start_exercise [OPTION...]: on a free port; sets url, port, server and
# server_output as start_server does. Explains it if the program ends at once.
start_exercise()
{
    local status=0 because="the program ends before it listens"
    [[ ! -e $BATS_FILE_TMPDIR/loops ]] || explain "got: it was not tried"
    limit_program
    start_server "$EXERCISE_PROGRAM" "$@" >/dev/null 2>&1 || status=$?
    unlimit_program
    ((status == 0)) || {
        fix=none
        server_ended "$server" ||
            because="the program waits for something before it listens"
        explain "tried: make try-$number" \
            "expected: a line with: listening on http://127.0.0.1:8080" \
            "got: $(how_it_ended "$server" "$server_output")" \
            "because: $because"
    }
}

# run_exercise [OPTION...]: runs a program that is not a server until it ends,
# with this function's input. Sets output and status; explains it if the status
# is not 0.
run_exercise()
{
    local log=$BATS_TEST_TMPDIR/run process
    [[ ! -e $BATS_FILE_TMPDIR/loops ]] || explain "got: it was not tried"
    cat >"$log.in"
    limit_program
    timeout --foreground "$WAIT_SECONDS" "$EXERCISE_PROGRAM" "$@" \
        <"$log.in" >"$log.out" 2>"$log.err" 3>&- &
    process=$!
    unlimit_program
    status=0
    wait "$process" || status=$?
    # shellcheck disable=SC2034
    output=$(<"$log.out")
    ((status == 0)) ||
        explain "tried: $(shown_input "$log.in")make try-$number" \
            "expected: the program runs, and ends with status 0" \
            "got: $(story_of "$status" "$log.err")" \
            "because: a mistake in the program stopped it"
}

# shown_input FILE: the beginning of a command line with that input
shown_input()
{
    [[ ! -s $1 ]] || printf "printf '%s' | " \
        "$(sed -z 's/%/%%/g; s/\n/\\n/g' "$1")"
}

# expect PATH STATUS BODY [because TEXT] [CURL OPTION...]: sends one request
# and compares the answer
expect()
{
    local path=$1 code=$2 body=$3 because="" answer
    shift 3
    if [[ ${1:-} == because ]]; then
        because=$2
        shift 2
    fi
    answer=$(answer_to "$path" "$@")
    [[ $answer == "$code  $body" ]] ||
        explain_answer "$(shown_curl "$path" "$@")" "$code  $body" "$answer" \
            "$because"
}

# explain_answer TRIED EXPECTED GOT BECAUSE: the same, for an answer that is
# there already. If the program has ended, that is the cause, whatever was
# expected.
explain_answer()
{
    local got=$3 because=$4
    if server_ended "$server" || [[ $got == "no answer"* ]] && ends_soon; then
        got=$(how_it_ended "$server" "$server_output")
        because="a mistake in the program stopped it"
        fix=${fix_if_stopped:-$fix}
    elif [[ $got == 501\ \ TODO* ]]; then
        because="this part is not written yet"
        fix=""
    fi
    explain "tried: $1" "expected: $2" "got: $got" ${because:+"because: $because"}
}

# ends_soon: a program's connections are closed a moment before it has ended
ends_soon()
{
    local i
    for ((i = 0; i < 100; i++)); do
        ! server_ended "$server" || return 0
        read -rt 0.005 -u "$silence" || true
    done
    return 1
}

# answer_to PATH [CURL OPTION...]: prints status and body of the answer
answer_to()
{
    local file=$BATS_TEST_TMPDIR/body.$BASHPID line body=""
    line=$(curl --silent --show-error --max-time "$WAIT_SECONDS" \
        --output "$file" --write-out '%{http_code}' "$url$1" "${@:2}" 2>&1) || {
        line=${line%%$'\n'*}
        [[ $line != *"timed out"* ]] || line="it waited $WAIT_SECONDS seconds"
        echo "no answer${line:+: $line}"
        return 0
    }
    [[ ! -e $file ]] || IFS= read -rd '' body <"$file" || true
    # Show a new line at the end, or it would be overlooked.
    [[ $line != 200 ]] || body=${body/%$'\n'/\\n}
    printf '%s  %s' "$line" "$body"
}

# shown_curl PATH [CURL OPTION...]: the line that a learner types
shown_curl()
{
    local word line="curl -i"
    for word in "$shown_url$1" "${@:2}"; do
        [[ $word =~ ^[][:alnum:]/:._=@%+-]+$ ]] || word="'$word'"
        line+=" $word"
    done
    echo "$line"
}

# how_it_ended PROCESS OUTPUT: in words, for a program that should still run.
# If it has not ended, says so, and no other test waits for that
how_it_ended()
{
    local status=0
    if ! server_ended "$1"; then
        touch "$BATS_FILE_TMPDIR/loops"
        echo "no such line in $WAIT_SECONDS seconds"
        return
    fi
    unset "server_outputs[$1]"
    wait "$1" 2>/dev/null || status=$?
    story_of "$status" "$2"
}

# story_of STATUS OUTPUT: explains a program's end: the sanitizers' finding
# with the line of the exercise, else the last line that was printed
story_of()
{
    local finding place freed made whose said
    finding=$(sed -nE 's/(Sanitizer: )attempting free on/\1bad-free/
        s/.*ERROR: (Address|Leak)Sanitizer: (attempting )?([a-zA-Z-]+( memory leaks)?).*/\3/p;
        s/.*: (runtime error: .*)/\1/p' "$2" | head -n 1)
    place=$(place_in "$2")
    freed=$(sed -n '/^freed by/,/^previously/p' "$2" | place_in -)
    made=$(sed -n '/^previously allocated/,/^$/p' "$2" | place_in -)
    whose=${freed:+freed in $freed}
    whose=${whose:-${made:+made in $made}}
    said=$(grep -v '^listening on ' "$2" | grep . | tail -n 1 |
        sed "s/^${EXERCISE_PROGRAM##*/}: /$exercise: /
            s,http://127\.0\.0\.1:[0-9]*/,/,g")
    if [[ -n $finding ]]; then
        echo "${finding/detected memory leaks/memory that is never freed}" \
            "${place:+in $place}${whose:+, of memory that was $whose}"
    elif (($1 == 152)); then
        touch "$BATS_FILE_TMPDIR/loops"
        echo "it computed for $work_seconds seconds without an end:" \
            "a loop that it never leaves"
    elif (($1 == 153)); then
        touch "$BATS_FILE_TMPDIR/loops"
        echo "it printed more than $((output_kib / 1024)) MiB, and was ended:" \
            "a loop that it never leaves"
    elif grep -q "rss limit exhausted" "$2"; then
        touch "$BATS_FILE_TMPDIR/loops"
        echo "it used more than $memory_mib MiB of memory, and was ended"
    elif (($1 == 124)); then
        touch "$BATS_FILE_TMPDIR/loops"
        echo "it waited for something, and did not end in $WAIT_SECONDS seconds"
    else
        said=${said:+: $said}
        echo "it ended with status $1, and said${said:- nothing}"
    fi
}

# place_in FILE: the first line of the exercise in a sanitizer's report
place_in()
{
    sed -nE "s,.* in ([a-z0-9_]+) .*(exercises|solutions)/($exercise\.c:[0-9]+).*,\1() exercises/\3,p" \
        "$1" | head -n 1
}

# Each test stops its programs at the end, and fails if one does not stop
# cleanly: then it leaked, or misused memory.
teardown()
{
    local process output got because
    leave "${clients[@]}"
    for process in "${!server_outputs[@]}"; do
        output=${server_outputs[process]}
        if [[ -z ${BATS_TEST_COMPLETED:-} ]]; then
            stop_server "$process" >/dev/null 2>&1 || true
            continue
        fi
        stop_server "$process" >"$BATS_TEST_TMPDIR/stop" 2>&1 && continue
        got=$(story_of "$(sed -nE 's/.*status ([0-9]+):/\1/p' \
            "$BATS_TEST_TMPDIR/stop")" "$output")
        because="a mistake in the program stopped it"
        [[ $got != "memory that"* ]] ||
            because="a request made something and did not give it back: \
return it, fire it, or keep() it"
        explain "tried: the requests of this check, and then Ctrl-C" \
            "expected: the program ends, with all its memory freed" \
            "got: $got" "because: $because"
    done
}
