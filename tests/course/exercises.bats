# Tests the exercises in three directions: the files as handed out fail as they
# should, each known wrong answer is found and explained, and the solutions
# pass (tests/course/*/exercise.bats show that by themselves).

load ../harness/helper

# source_of ANSWER: its path in the tree, without its ending: 01-hello/no-slash
# is tests/course/01-hello/wrong/no-slash
source_of()
{
    echo "tests/course/${1%/*}/wrong/${1#*/}"
}

# answers: all of them, as 01-hello/no-slash
answers()
{
    (cd tests/course && printf '%s\n' */wrong/*.c) |
        sed 's,/wrong/,/,; s/\.c$//'
}

# named ANSWER: the test that its first line names
named()
{
    sed -n '1s,^/\* fails: \(.*\) \*/$,\1,p' "$(source_of "$1").c"
}

# check_answer ANSWER: checks it with the one test that finds it, if that can
# be run alone. EVERY_TEST=1 runs all tests of the exercise, and takes twice
# the time.
check_answer()
{
    local name=${1%/*} test
    test=$(named "$1")
    if [[ -n $EVERY_TEST || -z $test ]] ||
        ! grep -qFx "Not yet: $test" "$(source_of "$1").txt" ||
        grep -Eq '^setup_file|FILE_TMPDIR' "tests/course/$name/exercise.bats"; then
        test=""
    fi
    mkdir -p "$found/$name"
    tests/tools/learn/check "$name" "$build/sanitized/wrong/$1" \
        "$build/wrong/$1.c" "$test" >"$found/$1" 2>&1
    [[ -z $test ]] || touch "$found/$1.by-one-test"
}

# Checks each wrong answer once, as many at a time as there are processors, for
# all the tests below.
setup_file()
{
    cd "$top" || return
    # Bats puts its own folder first in PATH, which confuses a bats that is
    # called in here.
    export PATH=${PATH//"$BATS_LIBEXEC:"/} found=$BATS_FILE_TMPDIR V=1 SEED=1
    export build=${BUILD:-.build} EVERY_TEST=${EVERY_TEST:-}
    export -f source_of named check_answer
    # shellcheck disable=SC2016 # that shell is to expand it
    answers |
        xargs -P "$(getconf _NPROCESSORS_ONLN)" -I ANSWER \
            bash -c 'check_answer "$1"; echo "# $1"' check ANSWER >&3 3>&- ||
        true
}

setup()
{
    cd "$top" || return
    wrong=""
}

teardown()
{
    [[ -z $wrong ]] || printf '%s\n' "$wrong"
}

names()
{
    printf '%s\n' tests/course/*/exercise.bats | cut -d / -f 3
}

# note TEXT...: notes one more mistake
note()
{
    wrong+="$*"$'\n'
}

nothing_is_wrong()
{
    [[ -z $wrong ]]
}

# tagged NAME: the names of its tests that belong to a TODO
tagged()
{
    awk '/^# bats test_tags=todo:/ { tag = 1; next }
        /^@test / && tag { gsub(/^@test "|" {$/, ""); print }
        { tag = 0 }' "tests/course/$1/exercise.bats" | sort
}

# failed ANSWER: the names of the tests that it failed
failed()
{
    sed -n 's/^not ok [0-9]* //p' "$found/$1" | sort
}

# todos FILE: their numbers
todos()
{
    sed -n 's,^ */\* TODO \([0-9]*\).*,\1,p' "$1" | sort -nu
}

@test "each exercise has all that belongs to it" {
    for name in $(names); do
        for file in "exercises/$name.c" "solutions/$name.c" \
            "tests/course/$name/"{hints.txt,wrong/untouched.c} \
            "chapters/$name/README.md"; do
            [[ -s $file ]] || note "$file is missing"
        done
        files=(tests/course/"$name"/wrong/*.c)
        ((${#files[@]} >= 3)) || note "$name: two wrong answers, at least"
        for file in "${files[@]}"; do
            [[ -s ${file%.c}.txt ]] || note "${file%.c}.txt is missing"
        done
    done
    for file in exercises/*.c solutions/*.c; do
        name=$(basename "${file%.*}")
        [[ -e tests/course/$name/exercise.bats ]] || note "$file has no checks"
    done
    nothing_is_wrong
}

# is_learners FILE: whether the learner has changed it
is_learners()
{
    [[ -z ${CI:-} ]] || return
    local commit
    commit=$(git rev-parse --quiet --verify '@{upstream}' 2>/dev/null ||
        git rev-parse --quiet --verify HEAD 2>/dev/null) || return 0
    ! git diff --quiet "$commit" -- "$1"
}

@test "an exercise is its solution, with the regions of untouched.c" {
    for name in $(names); do
        is_learners "exercises/$name.c" ||
            tests/tools/learn/assemble "solutions/$name.c" \
                "tests/course/$name/wrong/untouched.c" | cmp - "exercises/$name.c" ||
            note "exercises/$name.c: tests/tools/learn/assemble makes another one"
    done
    nothing_is_wrong
}

@test "each TODO has a test, and each tag a TODO" {
    for name in $(names); do
        tags=$(sed -n 's/^# bats test_tags=todo://p' \
            "tests/course/$name/exercise.bats" | sort -nu)
        [[ $tags == "$(todos "solutions/$name.c")" ]] ||
            note "$name: tests of TODO $(xargs <<<"$tags")"
        [[ $(todos "tests/course/$name/wrong/untouched.c") == "$tags" ]] ||
            note "$name: untouched.c has other TODOs"
    done
    nothing_is_wrong
}

@test "an untouched exercise fails the tests of its TODOs, and no other" {
    for name in $(names); do
        [[ $(failed "$name/untouched") == "$(tagged "$name")" ]] ||
            note "$name: $(diff <(failed "$name/untouched") <(tagged "$name"))"
    done
    nothing_is_wrong
}

@test "a wrong answer fails the test that its first line names" {
    for answer in $(answers); do
        [[ $answer != */untouched ]] || continue
        failed "$answer" | grep -qxF -- "$(named "$answer")" ||
            note "$answer: does not fail: $(named "$answer")"
    done
    nothing_is_wrong
}

# verdict ANSWER: takes the verdict out of the output, or out of a golden copy;
# if only one test was run, only its part
verdict()
{
    if [[ -e $found/$1.by-one-test ]]; then
        sed '/^Not yet: /,$!d; /^Also not yet: /d; /^The same data /d' |
            sed -e :a -e '/^\n*$/{$d;N;ba' -e '}'
    else
        sed -n "/^${1%/*}: /,\$p"
    fi
}

@test "a wrong answer gets the verdict in its .txt file" {
    for answer in $(answers); do
        golden=$(source_of "$answer").txt
        diff <(verdict "$answer" <"$golden") \
            <(verdict "$answer" <"$found/$answer") ||
            note "$golden: see above; tests/tools/learn/golden $answer"
    done
    nothing_is_wrong
}

@test "no explanation and no hint is wider than 80 columns, all are ASCII" {
    run grep -nE '.{81}' tests/course/*/{wrong/*,hints}.txt
    [[ -z $output ]] || note "$output"
    run env LC_ALL=C grep -n '[^ -~]' tests/course/*/{wrong/*,hints}.txt
    [[ -z $output ]] || note "$output"
    nothing_is_wrong
}

@test "each TODO has three hints, and each exercise its Passed and Why" {
    for name in $(names); do
        parts=$(awk '/^# / { part = $0 }
            part && !/^# / && !/^--$/ && NF { rungs[part, n[part] + 0] = 1 }
            /^--$/ { n[part]++ }
            END {
                for (key in rungs) {
                    split(key, pair, SUBSEP)
                    count[pair[1]]++
                }
                for (part in count)
                    print substr(part, 3), count[part]
            }' "tests/course/$name/hints.txt" | sort)
        expected=$({
            echo "Passed 1"
            for todo in $(todos "solutions/$name.c"); do
                echo "TODO $todo 3"
            done
            echo "Why 1"
        } | sort)
        [[ $parts == "$expected" ]] || note "$name has:"$'\n'"$parts"
    done
    nothing_is_wrong
}

# Number 18 is a Deferred of your own, 19 a reactor.
@test "there are at most thirty lines to write" {
    for name in $(names); do
        count=$(awk '/\/\* end of TODO / { inside = 0 }
            inside && !comment && NF { n++ }
            /^ *\/\* TODO [0-9]/ { inside = comment = 1 }
            /\*\// { comment = 0 }
            END { print n + 0 }' "solutions/$name.c")
        [[ $name == 1[89]-* ]] || ((count <= 30)) || note "$name: $count lines"
        ((count > 0)) || note "$name: no lines"
    done
    nothing_is_wrong
}

@test "a lesson says which file to edit and what to type" {
    for name in $(names); do
        section=$(awk '/^## / { inside = $2 == "Exercise" } inside' \
            "chapters/$name/README.md" | tr '\n' ' ')
        [[ $section == *"exercises/$name.c"* ]] || note "$name: which file?"
        [[ $section == *"make check-${name%%-*}"* ]] || note "$name: make what?"
    done
    nothing_is_wrong
}

@test "each exercise says how to check it" {
    for name in $(names); do
        tests/tools/learn/assemble "solutions/$name.c" \
            "tests/course/$name/wrong/untouched.c" |
            grep -q "make check-${name%%-*}" || note "$name does not"
    done
    nothing_is_wrong
}

# Its checks run each test in a process of its own; a graded program must not
# start any.
@test "a right Deferred of your own is graded as right" {
    mkdir "$BATS_TEST_TMPDIR/Ada"
    cp solutions/18-own-deferred.c "$BATS_TEST_TMPDIR/Ada"
    run -0 make grade DIR="$BATS_TEST_TMPDIR"
    assert_line "ok 1 - Ada 18-own-deferred: 11 of 11 checks"
}
