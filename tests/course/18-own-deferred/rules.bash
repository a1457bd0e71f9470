# Runs the library's tests of Deferred on a Deferred of your own, and explains
# a failure in words for a learner.
# shellcheck shell=bash

cd "$top" || exit

# run_tests RUN OPTIONS [SENTENCE...]: prints the results of the tests of
# tests/library/deferred/test_RUN.c say of the Deferred under test; the
# sanitizer has these options. A test that loops is ended after a second of
# work (or work_seconds), and then no others are tried.
run_tests()
{
    (
        ulimit -S -t "${work_seconds:-1}"
        ASAN_OPTIONS=$ASAN_OPTIONS:$2 timeout 200 "$EXERCISE_PROGRAM" \
            --test "${1%-*}" "${@:3}" </dev/null 2>&1 3>&-
    ) | sed '/ended by signal 24/q'
    return "${PIPESTATUS[0]}"
}

# note_tests RUN LEAKS [SENTENCE...]: notes what they say in RUN.tap. To look
# for leaks takes most of the time, so only a few do; to name the lines of a
# wrong use of memory takes even longer. A test that loops is noted in
# RUN.tap.loops, and this fails.
note_tests()
{
    local tap=$BATS_FILE_TMPDIR/$1.tap status=0
    run_tests "$1" "detect_leaks=$2:symbolize=0" "${@:3}" >"$tap" || status=$?
    ((status != 0)) || touch "$tap.passed"
    ! grep -q "ended by signal 24" "$tap" ||
        sed -n "s/^not ok [0-9]* //p" "$tap" | tail -n 1 >"$tap.loops"
    touch "$tap.done"
    [[ ! -e $tap.loops ]]
}

# The others are left out.
note_one_chain()
{
    note_tests deferred 0 &&
        note_tests deferred_reentry 0 "a callback that returns its own" \
            "(rule 15)" &&
        note_tests deferred_life 0 &&
        note_tests deferred_unhandled 0 "(rule 22)" "(rule 48)" "(rule 49)" \
            "(rule 51)" &&
        note_tests deferred-leaks 1 "(rule 1)" "(rule 3)" "(rule 10)" &&
        note_tests deferred_life-leaks 1 "a Deferred dropped"
}

note_many_chains()
{
    note_tests deferred_returned 0 &&
        note_tests deferred_chain 0 "a chained Deferred" \
            "a chain that comes" "a Deferred that is ready" \
            "to cancel the second" "(rule 31)" \
            "a Deferred that is chained too" "it is known" &&
        note_tests deferred_returned-leaks 1 "(rule 19)" "(rule 22)" &&
        note_tests deferred_bounded_chain 0 "a chain of 10,000" &&
        note_tests deferred_cancel 0 &&
        note_tests deferred_cancel_reach 0
}

note_all_tests()
{
    note_one_chain &
    note_many_chains &
    wait
    touch "$BATS_FILE_TMPDIR/all.done"
}

# They run beside the checks, which wait for what they need.
setup_file()
{
    note_all_tests >/dev/null 2>&1 3>&- &
}

# is_done RUN: all of its tests have run
is_done()
{
    [[ -e $BATS_FILE_TMPDIR/$1.tap.done || -e $BATS_FILE_TMPDIR/all.done ]]
}

# block_of SENTENCE: of what tests have said, that test's part, without marks
block_of()
{
    awk -v sentence="$1" '
        /^(not )?ok / { inside = index($0, sentence) }
        inside { sub(/^# ?/, ""); print }'
}

# sentences_of RUN PART: those that begin with it, or end with it if it is a
# "(rule 3)", in the order of the tests. If the tests did not get that far, only
# the first one
sentences_of()
{
    local pattern="^$2"
    [[ $2 != "("* ]] || pattern="$2\$"
    sed -nE 's/^(not )?ok [0-9]+ //p' "$BATS_FILE_TMPDIR/$1.tap" 2>&1 |
        grep "$pattern" ||
        sed -nE 's/^ *\{"([^"]*)".*/\1/p' "$(file_of "$1")" |
        grep -m 1 "$pattern"
}

# file_of RUN: where its tests are
file_of()
{
    echo "tests/library/deferred/test_${1%-*}.c"
}

# source_of RUN SENTENCE: the function of that test, and its file
source_of()
{
    sed -n "/{\"$2/{N; s/.*[ ,]\([a-z_0-9]*\)},.*/\1() in /p; q;}" \
        "$(file_of "$1")" | tr -d '\n'
    file_of "$1"
}

# part_of REPORT WORDS: prints the text after these words in one of its lines,
# and the names of libuv's errors instead of their numbers
part_of()
{
    sed -n "s/^ *$2 *//p" <<<"$1" | head -n 1 |
        sed 's/^-114$/UV_EALREADY/; s/^-125$/UV_ECANCELED/; s/^""$/nothing/'
}

# said_in REPORT: the sentence with which the program ended
said_in()
{
    sed -nE 's,^[a-z0-9-]+: ([A-Za-z_]+.*),\1,p' <<<"$1" | head -n 1
}

# explain_check REPORT: sets expected and got from the check that failed
explain_check()
{
    local checked
    checked=$(sed -nE 's,^tests/[a-z/_]*\.[ch]:[0-9]+: (.*),\1,p' \
        <<<"$1" | head -n 1)
    expected=$(part_of "$1" "expected\( to contain\)\?")
    got=$(part_of "$1" got)
    case $checked in
    "") expected="that it holds" ;;
    notes) expected="that the callbacks note: $expected" ;;
    text) expected="on stderr: $expected" ;;
    *" is not true") expected=${checked% is not true} got="it is not so" ;;
    *) expected="$checked: $expected" ;;
    esac
}

# explain_end REPORT: sets got, and perhaps because, if a test of run was ended
explain_end()
{
    case $1 in
    "" | *"signal 24"*)
        got="the test did not end"
        because="a loop without an end; is the next step NULL in time?" ;;
    *Sanitizer* | *"runtime error: "*)
        echo "$1" >"$BATS_TEST_TMPDIR/report"
        got=$(story_of 1 "$BATS_TEST_TMPDIR/report")
        case $1 in
        *LeakSanitizer*) ;;
        *stack-overflow*) got="the stack is full" ;;
        *"freed by"*" in own_end "*)
            case $run in
            deferred_chain* | deferred_returned* | deferred_cancel*)
                because=", or else: $because" ;;
            *) because="" ;;
            esac
            because="own_end() (TODO 2) had freed it too early$because" ;;
        *"freed by"*" in call "*)
            because="a result that a callback returns unchanged is still \
needed"
            [[ $run != deferred_@(chain|returned)* ]] ||
                because="hand_over() has to move the result \
(own_take_result): a copy is freed twice" ;;
        *"freed by"*) because="it had been freed by then" ;;
        *) because="there is nothing at that address" ;;
        esac ;;
    *"HTTP 501"*) because="this part is not written yet" ;;
    *"is not done yet"*)
        got=$(said_in "$1")
        because="this part is not written yet" ;;
    *"ended by signal 6"*) got="it stopped: $(said_in "$1")" ;;
    *"ended by signal"*) got=$(sed -n 's/^ended by //p' <<<"$1") ;;
    esac
}

# explain_test RUN SENTENCE BECAUSE: explains one failed test. Unless it loops,
# the test is run once more with the sanitizer's full report, which may take a
# while; only the first explanation is shown.
explain_test()
{
    local expected got because=$3 report="" leaks=0 work_seconds=20
    [[ $1 != *-leaks ]] || leaks=1
    if [[ ! -e $BATS_FILE_TMPDIR/explained ]]; then
        touch "$BATS_FILE_TMPDIR/explained"
        [[ -e $BATS_FILE_TMPDIR/$1.tap.loops ]] ||
            report=$(run_tests "$1" "detect_leaks=$leaks" "$2" |
                block_of "$2") || true
        # A leak may hide the second time, if a register still points to it.
        [[ $report != ok* ]] ||
            report=$(block_of "$2" <"$BATS_FILE_TMPDIR/$1.tap")
        explain_check "$report"
        explain_end "$report"
    fi
    explain "tried: $2 ($(source_of "$1" "$2"))" "expected: ${expected:-}" \
        "got: ${got:-}" "because: $because"
}

# Whether the only complaint is that some Deferreds still exist at the end.
only_left_behind()
{
    [[ $1 == *nothing_left.h:*"deferred_alive()"* ]]
}

# tried RUN: prints RUN, or, if RUN was not tried because another one looped,
# that other one
tried()
{
    local looped
    [[ -e $BATS_FILE_TMPDIR/$1.tap ]] || {
        looped=$(cd "$BATS_FILE_TMPDIR" && ls -- *.loops)
        set -- "${looped%%.*}"
    }
    echo "$1"
}

# holds RUN SENTENCE... because TEXT: the library's tests with these names, or
# beginnings of names, pass. As long as TODO 2 is not being checked, a Deferred
# that is never freed is no harm.
holds()
{
    local run=$1 because=${*: -1} report sentence
    # Its processor time is limited; a slow machine takes longer for it.
    WAIT_SECONDS=200 wait_until is_done "$run"
    [[ ! -e $BATS_FILE_TMPDIR/$run.tap.passed ]] || return 0
    run=$(tried "$run")
    [[ ! -e $BATS_FILE_TMPDIR/$run.tap.loops ]] ||
        explain_test "$run" "$(<"$BATS_FILE_TMPDIR/$run.tap.loops")" ""
    shift
    while [[ $1 != because ]]; do
        while read -r sentence; do
            report=$(block_of "$sentence" 2>&1 <"$BATS_FILE_TMPDIR/$run.tap")
            [[ $report == ok\ * ]] && continue
            [[ -z ${freed:-} ]] && only_left_behind "$report" && continue
            explain_test "$run" "$sentence" "$because"
        done < <(sentences_of "$run" "$1")
        shift
    done
}
