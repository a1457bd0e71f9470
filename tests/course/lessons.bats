#!/usr/bin/env bats
# A lesson prints what really runs: tests/tools/lessons/check, page by page.
# bats file_tags=lessons

root=$BATS_TEST_DIRNAME/../..
# shellcheck source=tests/harness/environment.bash
source "$root/tests/harness/environment.bash"

# page KIND NAME: one kind of check on a chapter's lesson, or on a page given
# by its path
page()
{
    local page=$2
    [[ $page == *.md ]] || page=chapters/$2/README.md
    cd "$root" || return
    [ -e "$page" ] || skip "$page is not written yet"
    tests/tools/lessons/check --only "$1" "$page"
}

@test "every lesson is tested here" {
    for lesson in "$root"/chapters/*/README.md; do
        [ -e "$lesson" ] || continue
        name=$(basename "$(dirname "$lesson")")
        for kind in shape code text consoles; do
            grep -qF "{ page $kind $name; }" "$BATS_TEST_FILENAME" || {
                echo "add: @test \"$name: $kind\" { page $kind $name; }"
                return 1
            }
        done
    done
}

# tests/run shows lines that a test prints to descriptor 3.
@test "few blocks are not run, and each says why" {
    cd "$root" || return
    shopt -s nullglob
    reasons=$(grep -Hn "^ *<!-- check: skip" README.md common/README.md \
        chapters/*/README.md 2>/dev/null |
        sed "s/<!-- check: skip/not run,/; s/ *-->//") || true
    [ -z "$reasons" ] || echo "$reasons" >&3
    [ "$(grep -c . <<<"$reasons")" -le 20 ]
}

@test "01-hello: shape" { page shape 01-hello; }
@test "01-hello: code" { page code 01-hello; }
@test "01-hello: text" { page text 01-hello; }
@test "01-hello: consoles" { page consoles 01-hello; }
@test "02-greet: shape" { page shape 02-greet; }
@test "02-greet: code" { page code 02-greet; }
@test "02-greet: text" { page text 02-greet; }
@test "02-greet: consoles" { page consoles 02-greet; }
@test "03-deferred: shape" { page shape 03-deferred; }
@test "03-deferred: code" { page code 03-deferred; }
@test "03-deferred: text" { page text 03-deferred; }
@test "03-deferred: consoles" { page consoles 03-deferred; }
@test "04-fire: shape" { page shape 04-fire; }
@test "04-fire: code" { page code 04-fire; }
@test "04-fire: text" { page text 04-fire; }
@test "04-fire: consoles" { page consoles 04-fire; }
@test "05-errors: shape" { page shape 05-errors; }
@test "05-errors: code" { page code 05-errors; }
@test "05-errors: text" { page text 05-errors; }
@test "05-errors: consoles" { page consoles 05-errors; }
@test "06-ip: shape" { page shape 06-ip; }
@test "06-ip: code" { page code 06-ip; }
@test "06-ip: text" { page text 06-ip; }
@test "06-ip: consoles" { page consoles 06-ip; }
@test "07-coroutines: shape" { page shape 07-coroutines; }
@test "07-coroutines: code" { page code 07-coroutines; }
@test "07-coroutines: text" { page text 07-coroutines; }
@test "07-coroutines: consoles" { page consoles 07-coroutines; }
@test "08-compare: shape" { page shape 08-compare; }
@test "08-compare: code" { page code 08-compare; }
@test "08-compare: text" { page text 08-compare; }
@test "08-compare: consoles" { page consoles 08-compare; }
@test "09-gather: shape" { page shape 09-gather; }
@test "09-gather: code" { page code 09-gather; }
@test "09-gather: text" { page text 09-gather; }
@test "09-gather: consoles" { page consoles 09-gather; }
@test "10-later: shape" { page shape 10-later; }
@test "10-later: code" { page code 10-later; }
@test "10-later: text" { page text 10-later; }
@test "10-later: consoles" { page consoles 10-later; }
@test "11-remote: shape" { page shape 11-remote; }
@test "11-remote: code" { page code 11-remote; }
@test "11-remote: text" { page text 11-remote; }
@test "11-remote: consoles" { page consoles 11-remote; }
@test "12-count: shape" { page shape 12-count; }
@test "12-count: code" { page code 12-count; }
@test "12-count: text" { page text 12-count; }
@test "12-count: consoles" { page consoles 12-count; }
@test "13-loops: shape" { page shape 13-loops; }
@test "13-loops: code" { page code 13-loops; }
@test "13-loops: text" { page text 13-loops; }
@test "13-loops: consoles" { page consoles 13-loops; }
@test "14-chat: shape" { page shape 14-chat; }
@test "14-chat: code" { page code 14-chat; }
@test "14-chat: text" { page text 14-chat; }
@test "14-chat: consoles" { page consoles 14-chat; }
@test "15-threads: shape" { page shape 15-threads; }
@test "15-threads: code" { page code 15-threads; }
@test "15-threads: text" { page text 15-threads; }
@test "15-threads: consoles" { page consoles 15-threads; }
@test "16-load-test: shape" { page shape 16-load-test; }
@test "16-load-test: code" { page code 16-load-test; }
@test "16-load-test: text" { page text 16-load-test; }
@test "16-load-test: consoles" { page consoles 16-load-test; }
@test "17-final: shape" { page shape 17-final; }
@test "17-final: code" { page code 17-final; }
@test "17-final: text" { page text 17-final; }
@test "17-final: consoles" { page consoles 17-final; }
@test "18-own-deferred: shape" { page shape 18-own-deferred; }
@test "18-own-deferred: code" { page code 18-own-deferred; }
@test "18-own-deferred: text" { page text 18-own-deferred; }
@test "18-own-deferred: consoles" { page consoles 18-own-deferred; }
@test "19-own-reactor: shape" { page shape 19-own-reactor; }
@test "19-own-reactor: code" { page code 19-own-reactor; }
@test "19-own-reactor: text" { page text 19-own-reactor; }
@test "19-own-reactor: consoles" { page consoles 19-own-reactor; }
@test "20-scale-out: shape" { page shape 20-scale-out; }
@test "20-scale-out: code" { page code 20-scale-out; }
@test "20-scale-out: text" { page text 20-scale-out; }
@test "20-scale-out: consoles" { page consoles 20-scale-out; }
@test "README.md: code" { page code README.md; }
@test "README.md: text" { page text README.md; }
@test "README.md: consoles" { page consoles README.md; }
@test "common/README.md: code" { page code common/README.md; }
@test "common/README.md: text" { page text common/README.md; }
@test "common/README.md: consoles" { page consoles common/README.md; }
