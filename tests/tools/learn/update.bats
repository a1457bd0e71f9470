# make update: a toy course with a new version, and a learner's clone of it.

load ../../harness/helper
load ../../harness/toy

setup_file()
{
    export HOME=$BATS_FILE_TMPDIR GIT_CONFIG_NOSYSTEM=1
    git config --global user.name "A Toy"
    git config --global user.email toy@example.org
    git config --global init.defaultBranch main
    make_toy "$BATS_FILE_TMPDIR/first"
    make_toy_exercises
    rm -rf .build
    echo /.build/ >.gitignore
    git init --quiet
    git add .
    git commit --quiet -m "The course begins"
}

# A new version of the course: it changes lesson 1 and both exercises, and adds
# one.
setup()
{
    course=$BATS_TEST_TMPDIR/course
    cp -r "$BATS_FILE_TMPDIR/first" "$course"
    git clone --quiet "$course" "$BATS_TEST_TMPDIR/my clone"
    cd "$course" || return
    echo "More." >>chapters/01-hello/README.md
    sed -i 's/hello/good day/' solutions/01-hello.c exercises/01-hello.c
    for number in 1 2; do
        sed -i "s/TODO $number: /TODO $number, mended: /" solutions/0*.c \
            exercises/0*.c
    done
    touch exercises/04-new.c
    git rm --quiet tests/harness/unit.h
    git add .
    git commit --quiet -am "The course goes on"
    cd "$BATS_TEST_TMPDIR/my clone" || return
    before=$(git rev-parse HEAD)
}

# all_of: prints every file here with its content, and its state in git
all_of()
{
    find . -path ./.git -prune -o -path ./.build -prune -o -type f \
        -exec cksum {} + | sort
    git status --porcelain
    git rev-parse HEAD
}

# changes_nothing COMMAND...: it fails, and changes nothing
changes_nothing()
{
    local state
    state=$(all_of)
    run ! "$@"
    assert_line "Nothing was changed."
    assert_equal "$(all_of)" "$state"
}

@test "a clone without changes becomes the new version" {
    run -0 make update
    assert_line "  The course goes on"
    run -0 diff -r --exclude=.git --exclude=.build . "$course"
    run -0 git status --porcelain
    assert_output ""
    run -0 make update
    assert_output "There is nothing new."
}

@test "an exercise that the learner has changed stays, byte for byte" {
    printf 'mine\r\n\0' >exercises/01-hello.c
    cp exercises/01-hello.c "$BATS_TEST_TMPDIR"
    run -0 make update
    assert_line "exercises/01-hello.c is still yours. There is a new one, too; make reset-01"
    refute_output --partial 03-sum
    cmp exercises/01-hello.c "$BATS_TEST_TMPDIR/01-hello.c"
    cmp exercises/03-sum.c "$course/exercises/03-sum.c"
    cmp chapters/01-hello/README.md "$course/chapters/01-hello/README.md"
    run -0 git status --porcelain
    assert_output " M exercises/01-hello.c"
}

@test "after an update reset begins with the new exercise" {
    echo mine >exercises/01-hello.c
    run -0 make update
    run -0 make reset-01
    cmp exercises/01-hello.c "$course/exercises/01-hello.c"
    run -0 cat .build/attic/01-hello-*.c
    assert_output mine
}

@test "work that is staged stays as well" {
    echo mine >exercises/01-hello.c
    git add exercises
    run -0 make update
    run -0 cat exercises/01-hello.c
    assert_output mine
}

@test "a learner's file stays, even if the course has a new one of that name" {
    echo mine >exercises/04-new.c
    run -0 make update
    assert_line --partial "exercises/04-new.c is still yours."
    run -0 cat exercises/04-new.c
    assert_output mine
}

@test "a file that the course no longer has stays if it is changed" {
    (cd "$course" && git rm --quiet exercises/03-sum.c &&
        git commit --quiet -m "One less")
    echo mine >exercises/03-sum.c
    run -0 make update
    run -0 cat exercises/03-sum.c
    assert_output mine
}

@test "changes to files that the update leaves alone stay" {
    echo "/* broken on purpose */" >>chapters/03-sum/sum.c
    echo note >notes.txt
    run -0 make update
    run -0 git status --porcelain
    assert_output " M chapters/03-sum/sum.c
?? notes.txt"
}

@test "changes to files that the update changes are named" {
    echo "/* mine */" >>chapters/01-hello/README.md
    echo mine >exercises/01-hello.c
    changes_nothing make update
    assert_line "The new version changes files that you have changed as well:"
    assert_line "  chapters/01-hello/README.md"
    refute_line --partial exercises
}

@test "a learner's own commits are left to git" {
    echo mine >exercises/01-hello.c
    git commit --quiet -am "My work"
    changes_nothing make update
    assert_line --partial "You have commits of your own here"
}

@test "a folder that is not a clone is reported" {
    rm -rf .git
    run ! make update
    assert_line "This folder is not a git clone, so it cannot be updated."
    cp -r . ../first
    cd ../first
    (cd .. && git init --quiet)
    run ! make update
    assert_line "This folder is not a git clone, so it cannot be updated."
}

@test "a branch without an upstream is reported" {
    git checkout --quiet -b mine
    changes_nothing make update
    assert_line --partial "This branch follows no other one"
}

@test "a missing network is reported" {
    mv "$course" "$course.gone"
    changes_nothing make update
    assert_line "The course's server cannot be reached; git says why, above."
}

# with_git SCRIPT: runs make update with this script as git; it can call the
# real one, as real
with_git()
{
    mkdir "$BATS_TEST_TMPDIR/bin"
    printf '#!/bin/bash\nreal() { %s "$@"; }\n%s\n' "$(command -v git)" "$1" \
        >"$BATS_TEST_TMPDIR/bin/git"
    chmod +x "$BATS_TEST_TMPDIR/bin/git"
    PATH=$BATS_TEST_TMPDIR/bin:$PATH make update
}

@test "an update that fails half-way goes back" {
    echo mine >exercises/01-hello.c
    touch notes
    changes_nothing with_git 'case "$*" in
        *dry-run*) real "$@" ;;
        "read-tree -m -u"*)
            rm tests/harness/unit.h
            echo half >exercises/03-sum.c
            touch exercises/04-new.c
            exit 1
            ;;
        *) real "$@" ;;
        esac'
}

@test "an update that fails at its end goes back" {
    echo mine >exercises/01-hello.c
    changes_nothing with_git 'case "$1" in
        update-ref) exit 1 ;;
        *) real "$@" ;;
        esac'
}

@test "an update that is interrupted has changed nothing" {
    echo mine >exercises/01-hello.c
    changes_nothing with_git 'case "$1" in
        fetch) kill -TERM $PPID ;;
        *) real "$@" ;;
        esac'
    assert_line "Interrupted."
}
