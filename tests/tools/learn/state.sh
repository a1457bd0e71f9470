# What the learner's commands know of the exercises: they source it, in the
# top folder. Each check notes in .build/learn/NN-name/ what it found, so that
# the next command can go on from there; to lose that folder does no harm.
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

# as_checked NAME: what a verdict depends on: the learner's file, and the checks
as_checked()
{
    cat "exercises/$1.c" "tests/course/$1/exercise.bats" 2>/dev/null
}

# has_passed NAME: as its file now stands
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

# choose [NAME]: sets name and number, those of the current exercise if no name
# is given; ends if there is none
choose()
{
    name=${1:-$(current)}
    # shellcheck disable=SC2034 # for who sources this
    number=${name%%-*}
    if [ -z "$name" ]; then
        echo "All $(names | grep -c .) exercises have passed."
        exit
    fi
}

# handed_out NAME: prints the exercise as nobody has touched it
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
