# make watch, on a toy course.

load ../../harness/helper
load ../../harness/toy

setup_file()
{
    make_learners_toy "$BATS_FILE_TMPDIR/a toy"
}

setup()
{
    cd "$BATS_FILE_TMPDIR/a toy" || return
    cp exercises/*.c "$BATS_TEST_TMPDIR"
    seen=$BATS_TEST_TMPDIR/seen
}

teardown()
{
    [[ -z ${watcher:-} ]] || kill "$watcher" 2>/dev/null || true
    cp "$BATS_TEST_TMPDIR"/0*.c exercises
    rm -rf .build/learn
}

# watch COMMAND...: starts it, and waits for its first verdict
watch()
{
    "$@" >"$seen" 2>&1 </dev/null 3>&- &
    watcher=$!
    wait_until sees "^Now exercises"
}

# watch_at_terminal: the same; text written to descriptor 4 is typed there. A
# background process ignores Ctrl-C unless it is told otherwise.
watch_at_terminal()
{
    mkfifo "$BATS_TEST_TMPDIR/keys"
    env --default-signal=INT \
        script --quiet --command "make watch" /dev/null \
        <"$BATS_TEST_TMPDIR/keys" >"$seen" 2>&1 3>&- &
    watcher=$!
    exec 4>"$BATS_TEST_TMPDIR/keys"
    wait_until sees "^Now exercises"
}

sees()
{
    grep -Eq -- "$1" "$seen"
}

# forget: the output so far
forget()
{
    : >"$seen"
}

@test "it begins with the current exercise" {
    watch make watch
    sees "^01-hello: 1 of 2 checks passed"
    sees "^Now exercises/01-hello.c: it is checked when you save it. Ctrl-C"
}

@test "a saved exercise is checked, and after a pass comes the next" {
    watch make watch
    forget
    sed -i 's/puts.*/puts("hullo");/' exercises/01-hello.c
    wait_until sees "^    got       hullo"
    forget
    cat solutions/01-hello.c >exercises/01-hello.c
    wait_until sees "^01-hello: all 2 checks passed."
    wait_until sees "^Now exercises/03-sum.c: "
}

@test "any exercise may be saved, not only the current one" {
    watch make watch
    forget
    echo "/* mine */" >>exercises/03-sum.c
    wait_until sees "^03-sum: 0 of 2 checks passed."
    wait_until sees "^Now exercises/03-sum.c: "
}

@test "a file that is not an exercise is not checked" {
    watch make watch
    forget
    cp exercises/01-hello.c "exercises/01-hello copy.c"
    touch exercises/03-sum.c
    wait_until sees "^Now exercises/03-sum.c: "
    rm "exercises/01-hello copy.c"
    run ! sees "copy|is missing"
}

@test "an editor that puts a new file in the old one's place is noticed" {
    watch make watch
    forget
    rm exercises/01-hello.c
    cp solutions/01-hello.c exercises/new
    mv exercises/new exercises/01-hello.c
    wait_until sees "^01-hello: all 2 checks passed."
}

@test "a file saved again as it is, is checked again" {
    watch make watch
    forget
    touch exercises/01-hello.c
    wait_until sees "^01-hello: 1 of 2 checks passed"
}

@test "it ends when all have passed" {
    cp solutions/01-hello.c exercises
    watch make watch
    cp solutions/01-hello.c solutions/03-sum.c exercises
    wait_until server_ended "$watcher"
    sees "^All 2 exercises have passed."
    wait "$watcher"
}

@test "without a terminal it clears nothing, and ends without a word" {
    TERM=xterm watch make watch
    kill -TERM "$watcher"
    wait_until server_ended "$watcher"
    run cat "$seen"
    refute_output --partial $'\033'
    refute_output --partial "***"
}

@test "at a terminal it clears the screen, and Ctrl-C ends it quietly" {
    TERM=xterm watch_at_terminal
    sees $'\033\\[H\033\\[2J'
    printf '\003' >&4
    wait_until server_ended "$watcher"
    run cat "$seen"
    refute_output --partial "***"
}

@test "under TERM=dumb it clears nothing" {
    TERM=dumb NO_COLOR=1 watch_at_terminal
    printf '\003' >&4
    wait_until server_ended "$watcher"
    run cat "$seen"
    refute_output --partial $'\033'
}

@test "at a terminal h gives a hint" {
    TERM=xterm watch_at_terminal
    printf h >&4
    wait_until sees "^Hint 1 of 3 for TODO 1 of exercises/01-hello.c"
    printf h >&4
    wait_until sees "^Hint 2 of 3"
    printf '\003' >&4
    wait_until server_ended "$watcher"
}

@test "the terminal is as it was before" {
    TERM=xterm run script --quiet --return --command \
        "stty -g; timeout --foreground -s INT 1 tests/tools/learn/watch; stty -g" \
        /dev/null </dev/null
    assert_equal "${lines[0]}" "${lines[-1]}"
}
