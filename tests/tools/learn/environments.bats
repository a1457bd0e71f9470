# Nothing of the caller's changes a verdict: we check a right and a wrong
# exercise of a toy course in environments that are known to spoil programs.

load ../../harness/helper
load ../../harness/toy

setup_file()
{
    make_learners_toy "$BATS_FILE_TMPDIR/a toy"
    solve 01-hello
    mkdir -p "$BATS_FILE_TMPDIR/home" "$BATS_FILE_TMPDIR/cd/tests/tools/learn"
    make check-01
}

setup()
{
    cd "$BATS_FILE_TMPDIR/a toy" || return
    home=$BATS_FILE_TMPDIR/home
}

# Each line is a variable, or several with "|" between them.
environments="
CDPATH=.
CDPATH=.:$HOME
CDPATH=HOME/../cd
LOCPATH=/snap/code/1/usr/lib/locale
LOCPATH=/usr/lib/locale
LC_ALL=de_DE.UTF-8|LANGUAGE=de
LC_ALL=tr_TR.UTF-8
LANG=C|LC_ALL=C
LC_ALL=POSIX
LC_NUMERIC=de_DE.UTF-8
LD_PRELOAD=libm.so.6
LD_BIND_NOW=1
BASH_ENV=HOME/noisy
ENV=HOME/noisy
POSIXLY_CORRECT=1
SHELLOPTS=xtrace
SHELLOPTS=noglob
SHELLOPTS=errexit
SHELLOPTS=errexit:noglob:nounset:xtrace
BASHOPTS=nullglob
PS4=not a trace
IFS=e
GREP_OPTIONS=--color=always
GREP_COLORS=mt=01;31
CURL_HOME=HOME
XDG_CONFIG_HOME=HOME
HOME=HOME
http_proxy=http://127.0.0.1:9|https_proxy=http://127.0.0.1:9
ALL_PROXY=socks5://127.0.0.1:9
HTTP_PROXY=http://127.0.0.1:9|no_proxy=
ASAN_OPTIONS=detect_leaks=0:verbosity=1
LSAN_OPTIONS=exitcode=0
UBSAN_OPTIONS=halt_on_error=0
MALLOC_PERTURB_=170
MALLOC_CHECK_=3
GLIBC_TUNABLES=glibc.malloc.perturb=85
UV_THREADPOOL_SIZE=1
UV_USE_IO_URING=1
CLICOLOR_FORCE=1|FORCE_COLOR=1
TERM=dumb
TERM=
BATS_TEST_TIMEOUT=1
BATS_TEST_RETRIES=3
BATS_NUMBER_OF_PARALLEL_JOBS=4
TIMEFORMAT=%R
TZ=Asia/Kathmandu
COLUMNS=12
AWKPATH=/nowhere
JQ_COLORS=1;31
GIT_DIR=/nowhere
MAKEFILES=/nowhere
"

# in_environment LINE COMMAND...: runs it there
in_environment()
{
    local variables
    IFS="|" read -ra variables <<<"${1//HOME\//$home\/}"
    variables=("${variables[@]/%=HOME/=$home}")
    shift
    env -u ENVIRONMENT_IS_CLEAN "${variables[@]}" "$@" </dev/null 2>&1
}

# A home as a company's or a school's machine may have it.
furnish()
{
    printf '%s\n' 'proxy = "http://127.0.0.1:9"' include verbose fail \
        'dump-header = "-"' >"$home/.curlrc"
    cp "$home/.curlrc" "$home/_curlrc"
    echo 'echo noise; set -x' >"$home/noisy"
}

# everything: all of them together, as one line
everything()
{
    grep -vE '^$|^TERM|^HOME' <<<"$environments" | paste -sd "|" -
}

@test "a check sees the same environment in each of them" {
    local line expected
    expected=$(in_environment A=1 .setup/clean env | grep -vE '^(TERM|HOME)=')
    while IFS= read -r line; do
        [[ -n $line ]] || continue
        output=$(in_environment "$line" .setup/clean env |
            grep -vE '^(TERM|HOME)=') || true
        [[ $output == "$expected" ]] ||
            diff <(echo "$line: $expected") <(echo "$line: $output") || true
    done <<<"$environments" >wrong
    run cat wrong
    assert_output ""
}

@test "a right exercise passes in all of them together" {
    furnish
    solve 01-hello
    run in_environment "$(everything)|HOME=HOME" make check-01
    assert_output --partial "01-hello: all 2 checks passed"
}

@test "a wrong exercise fails in all of them together, in the same words" {
    furnish
    tests/tools/learn/reset 01-hello
    run ! make check-01
    run ! make check-01
    expected=$output
    run in_environment "$(everything)" make check-01
    assert_equal "$output" "$expected"
}

@test "tests/run runs in all of them together" {
    furnish
    printf '%s\n' 'load ../../harness/helper' \
        '@test "sums" { run -0 echo; assert_output ""; }' \
        >tests/course/01-hello/small.bats
    run in_environment "$(everything)" tests/run tests/course/01-hello/small.bats
    rm tests/course/01-hello/small.bats
    assert_equal "${lines[-1]}" "1 passed, 0 failed"
}

@test "a ~/.curlrc changes no request of a check" {
    furnish
    echo answer >"$BATS_TEST_TMPDIR/page"
    run in_environment "CURL_HOME=HOME" curl -s "file://$BATS_TEST_TMPDIR/page"
    refute_output answer
    run in_environment "HOME=HOME" .setup/clean \
        curl -s "file://$BATS_TEST_TMPDIR/page"
    assert_output answer
}
