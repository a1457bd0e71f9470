# Functions about the exercises and their state. The learner's commands source
# this file, in the top folder. Each check leaves notes in
# .build/learn/NN-name/ for the next command; you can delete that folder
# without harm.
# shellcheck shell=sh

build=${BUILD:-.build}
state=$build/learn

# names: all exercises, in order
names()
{
    for file in tests/course/*/exercise.bats; do
        basename "${file%/exercise.bats}"
    done
}

# as_checked NAME: prints all that a verdict depends on: the learner's file and
# the checks
as_checked()
{
    cat "exercises/$1.c" "tests/course/$1/exercise.bats" 2>/dev/null
}

# has_passed NAME: whether the file as it is now has passed
has_passed()
{
    as_checked "$1" | cmp -s - "$state/$1/passed"
}

# current: the first exercise that has not passed
current()
{
    for exercise in $(names); do
        has_passed "$exercise" || { echo "$exercise" && return; }
    done
}

# choose [NAME]: sets name and number, without a NAME those of the current
# exercise; ends the script if all have passed
choose()
{
    name=${1:-$(current)}
    # shellcheck disable=SC2034 # for the script that sources this
    number=${name%%-*}
    if [ -z "$name" ]; then
        echo "All $(names | grep -c .) exercises have passed."
        exit
    fi
}

# handed_out NAME: prints the exercise as the learner first got it
handed_out()
{
    tests/tools/learn/assemble "solutions/$1.c" "tests/course/$1/wrong/untouched.c"
}

is_untouched()
{
    handed_out "$1" | cmp -s - "exercises/$1.c"
}

# hints NAME HEADING: prints one part of an exercise's hints
hints()
{
    awk -v heading="# $2" '/^# / { inside = $0 == heading; next } inside' \
        "tests/course/$1/hints.txt"
}
