# The set-up, on a machine with commands of our own.

# shellcheck disable=SC2016 # what a fake does is expanded when it runs

load ../../harness/helper

install=$top/.setup/install

setup()
{
    bin=$BATS_TEST_TMPDIR/bin
    log=$BATS_TEST_TMPDIR/log
    mkdir "$bin"
    for command in cat env id mktemp rm sed sh tail uname; do
        ln -s "$(command -v $command)" "$bin"
    done
    for command in cc pkg-config ps curl jq; do
        fake "$command" :
    done
    fake bats 'echo Bats 1.8.2'
    fake apt-cache '[ "$2" != libllhttp-dev ]'
    fake id 'echo 0'
}

# fake COMMAND SCRIPT: a command that also notes how it was called
fake()
{
    rm -f "$bin/$1" # which may be a link to the real one
    printf '#!/bin/sh\necho "${0##*/} $*" >>"%s"\n%s\n' "$log" "$2" \
        >"$bin/$1"
    chmod +x "$bin/$1"
}

# apt-get installs the missing jq.
fake_apt_get()
{
    fake apt-get "case \"\$*\" in *install*) cp $bin/curl $bin/jq;; esac"
    ln -s "$(command -v cp)" "$bin"
}

# with_fakes COMMAND...: runs it with these commands and no others
with_fakes()
{
    PATH=$bin run "$@" <&-
}

@test "if nothing is missing it says nothing" {
    with_fakes "$install"
    assert_success
    assert_output ""
}

@test "--check names missing packages and installs nothing" {
    fake_apt_get
    rm "$bin/jq" "$bin/curl"
    with_fakes "$install" --check
    assert_failure 1
    assert_line "Missing: jq curl"
    assert_line '"make start" installs the missing packages.'
    run ! grep apt-get "$log"
}

@test "a bats that is too old is named, with the version that it needs" {
    fake_apt_get
    fake bats 'echo Bats 1.2.1'
    with_fakes "$install" --check
    assert_failure 1
    assert_line "Bats 1.2.1 is too old: the course needs 1.7 or newer."
    assert_line "Missing: bats"
    fake bats 'echo Bats 1.13.0'
    with_fakes "$install" --check
    assert_success
}

@test "CC may be several words" {
    CC="cc -m64" with_fakes "$install" --check
    assert_success
    CC="ccache cc" with_fakes "$install" --check
    assert_line "Missing: ccache"
}

@test "root installs without sudo, and without a question" {
    fake_apt_get
    rm "$bin/jq"
    with_fakes "$install"
    assert_success
    assert_line "  apt-get install -y --no-install-recommends jq"
    run cat "$log"
    assert_line --regexp "^apt-get install -y .* jq$"
    refute_line --partial "apt-get update"
}

@test "other users install with sudo" {
    fake_apt_get
    fake id 'echo 1000'
    fake sudo '"$@"'
    rm "$bin/jq"
    with_fakes "$install"
    assert_success
    assert_line "  sudo apt-get install -y --no-install-recommends jq"
    run grep "^sudo env DEBIAN_FRONTEND=noninteractive apt-get" "$log"
    assert_success
}

@test "without sudo it prints the line for root to type" {
    fake_apt_get
    fake id 'echo 1000'
    rm "$bin/jq"
    with_fakes "$install"
    assert_failure 1
    assert_line "  su -c 'apt-get install jq'"
    run ! grep apt-get "$log"
}

@test "without lists of packages it fetches them first" {
    fake_apt_get
    fake apt-cache false
    rm "$bin/jq"
    with_fakes "$install"
    assert_success
    run grep apt-get "$log"
    assert_line --index 0 --regexp "^apt-get update"
    assert_line --index 1 --regexp "^apt-get install"
}

@test "when the lists are out of date it fetches them and tries again" {
    fake_apt_get
    sed -i "2a test -e $bin/old || { >$bin/old; echo 404; exit 100; }" \
        "$bin/apt-get"
    rm "$bin/jq"
    with_fakes "$install"
    assert_success
    refute_line --partial 404
    run grep apt-get "$log"
    assert_line --index 0 --regexp "install"
    assert_line --index 1 --regexp "update"
    assert_line --index 2 --regexp "install"
}

@test "an installation that fails is shown with its output" {
    fake apt-get 'echo "E: no network"; exit 100'
    rm "$bin/jq"
    with_fakes "$install"
    assert_failure 1
    assert_line "E: no network"
    assert_line "Still missing: jq"
}

@test "llhttp is a library if the system has one" {
    fake apt-get :
    fake apt-cache :
    fake pkg-config '[ "$2" != libllhttp ]'
    sed "s|/usr/share/llhttp|/none|" "$install" >"$BATS_TEST_TMPDIR/install"
    with_fakes sh "$BATS_TEST_TMPDIR/install"
    assert_line "  apt-get install -y --no-install-recommends libllhttp-dev"
}

@test "llhttp is built from packaged sources if the system has no library" {
    fake apt-get :
    fake pkg-config '[ "$2" != libllhttp ]'
    sed "s|/usr/share/llhttp|/none|" "$install" >"$BATS_TEST_TMPDIR/install"
    with_fakes sh "$BATS_TEST_TMPDIR/install"
    assert_line "  apt-get install -y --no-install-recommends node-llhttp"
}

@test "on other systems it prints the line to type" {
    rm "$bin/jq"
    for manager in dnf pacman brew; do
        fake $manager :
        with_fakes "$install"
        assert_failure 1
        assert_line "Missing: jq"
        assert_line --regexp "^  .*$manager .*libuv.* jq"
        rm "$bin/$manager"
    done
}

@test "on an unknown system it names the missing packages" {
    rm "$bin/jq"
    with_fakes "$install"
    assert_failure 1
    assert_line --partial "Missing: jq"
}

@test "optional tools are installed by name" {
    fake_apt_get
    with_fakes "$install" valgrind
    assert_line "  apt-get install -y --no-install-recommends valgrind"
    assert_line "Still missing: valgrind"
    run cat "$log"
    refute_line --partial cppcheck
}

@test "the compiler is the one that CC names" {
    fake_apt_get
    CC=clang with_fakes "$install"
    assert_line "Missing: clang. Installing, which may take some minutes:"
}
