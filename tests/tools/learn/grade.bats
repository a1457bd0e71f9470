# make grade, on a toy course.

load ../../harness/helper
load ../../harness/toy

setup_file()
{
    make_learners_toy "$BATS_FILE_TMPDIR/a toy"
}

setup()
{
    cd "$BATS_FILE_TMPDIR/a toy" || return
    folder="$BATS_TEST_TMPDIR/my class"
}

teardown()
{
    wait_until nothing_is_left
}

# nothing_is_left: no graded program of this folder still runs
nothing_is_left()
{
    local process
    for process in $(pgrep -f 'sanitized/wrong/.*graded'); do
        [[ ! /proc/$process/cwd -ef . ]] || return 1
    done
}

# hand_in WHO FILE [CODE]: the file as solved, its first puts() replaced
hand_in()
{
    mkdir -p "$folder/$1"
    sed "s/puts(.*/${3:-&}/" "solutions/$2.c" >"$folder/$1/$2.c"
}

# text_of WHO: the text that this student would have seen
text_of()
{
    jq -r --arg who "$1" '.[] | select(.who == $who).text' \
        "$folder/grades.json"
}

@test "a line for each student and each exercise that was handed in" {
    hand_in "Ada L." 01-hello
    hand_in Bob 01-hello 'puts("bye");'
    hand_in Bob 03-sum
    run -0 make grade DIR="$folder"
    assert_output "1..4
ok 1 - Ada L. 01-hello: 2 of 2 checks
not ok 2 - Ada L. 03-sum: 0 of 2 checks; is missing
not ok 3 - Bob 01-hello: 1 of 2 checks
ok 4 - Bob 03-sum: 2 of 2 checks
# $folder/grades.json has the text that each student would have seen."
}

@test "the JSON has the number of checks, and the verdict" {
    hand_in Bob 01-hello 'puts("b\\"\xe4");'
    run -0 make grade DIR="$folder"
    run -0 jq -c '.[] | [.who, .exercise, .passed, .checks]' \
        "$folder/grades.json"
    assert_output '["Bob","01-hello",1,2]'
    run -0 text_of Bob
    assert_line "Not yet: it says hello"
    assert_line --partial "exercises/01-hello.c:5 (make hint-01"
}

@test "a file that does not compile fails, with the first message" {
    hand_in Bob 01-hello 'puts(;'
    run -0 make grade DIR="$folder"
    assert_line "not ok 1 - Bob 01-hello: 0 of 2 checks; does not compile yet"
    run -0 text_of Bob
    assert_line --regexp "^    exercises/01-hello.c:6:[0-9]+: error: "
    assert_line "Fix this first: exercises/01-hello.c:6"
}

@test "a program that hangs fails" {
    hand_in Bob 01-hello 'for (;;);'
    hand_in Carol 01-hello
    WAIT_SECONDS=1 run -0 make grade DIR="$folder"
    assert_line "not ok 1 - Bob 01-hello: 0 of 2 checks"
    assert_line "ok 2 - Carol 01-hello: 2 of 2 checks"
}

@test "a program that takes too long in all fails" {
    hand_in Bob 01-hello 'for (;;);'
    hand_in Carol 01-hello
    SECONDS_EACH=3 run -0 make grade DIR="$folder"
    assert_line --regexp "^not ok 1 - Bob 01-hello: 0 of 2 checks; took too long"
    # On a busy machine Carol's may take too long, too; it is graded, anyway.
    assert_line --regexp "ok 2 - Carol 01-hello: [02] of 2 checks"
}

@test "a program that crashes fails" {
    hand_in Bob 01-hello '__builtin_trap();'
    run -0 make grade DIR="$folder"
    assert_line "not ok 1 - Bob 01-hello: 0 of 2 checks"
}

@test "a program that forks fails" {
    hand_in Bob 01-hello 'extern int fork(void); if (fork()) puts("hello");'
    hand_in Carol 01-hello
    run -0 make grade DIR="$folder"
    assert_line "not ok 1 - Bob 01-hello: 0 of 2 checks"
    assert_line "ok 2 - Carol 01-hello: 2 of 2 checks"
    run -0 text_of Bob
    assert_line --partial "and said: an exercise must"
}

# This fork is a system call, not the library's function.
@test "a program that forks in secret is ended, and fails" {
    hand_in Bob 01-hello 'extern long syscall(long, ...); puts("hello"); \
        if (syscall(57) == 0) for (;;);'
    [[ $(uname -m) == x86_64 ]] || skip "57 is fork on another machine"
    run -0 make grade DIR="$folder"
    assert_line --partial "not ok 1 - Bob 01-hello: 0 of 2 checks; leaves"
}

@test "a program that never stops printing fails" {
    hand_in Bob 01-hello 'for (;;) puts("hello");'
    run -0 make grade DIR="$folder"
    assert_line "not ok 1 - Bob 01-hello: 0 of 2 checks"
    run -0 text_of Bob
    ((${#output} < 5000))
}

@test "names of students are data, not code" {
    hand_in 'a"b #1 $(touch x) ;' 01-hello
    run -0 make grade DIR="$folder"
    assert_line 'ok 1 - a"b \#1 $(touch x) ; 01-hello: 2 of 2 checks'
    run -0 jq -r '.[].who' "$folder/grades.json"
    assert_output 'a"b #1 $(touch x) ;'
    run ! ls x
}

@test "the learner's own files and notes are not touched" {
    cp -r exercises "$BATS_TEST_TMPDIR"
    hand_in Bob 01-hello
    run -0 make grade DIR="$folder"
    diff -r exercises "$BATS_TEST_TMPDIR/exercises"
    run ! ls .build/learn/01-hello/passed
    run -0 find .build -name '*graded*'
    assert_output ""
}

@test "a missing folder is reported" {
    run ! make grade DIR="$folder"
    assert_line "$folder: there is no such folder, or it cannot be written to."
    run ! make grade
    assert_line "Which folder? make grade DIR=submissions"
}
