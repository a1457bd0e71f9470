#!/usr/bin/env bats
# The checker of lessons accepts a good page and refuses each bad one with a
# sentence that says where and why. The pages are about a course of two toy
# chapters, in fixtures/.

# shellcheck disable=SC2016 # backticks as they stand on a page
# shellcheck source=tests/harness/environment.bash
source "$BATS_TEST_DIRNAME/../../harness/environment.bash"
unset BUILD
check=$BATS_TEST_DIRNAME/check

setup_file()
{
    local words
    cp -R "$BATS_TEST_DIRNAME/fixtures" "$BATS_FILE_TMPDIR/course"
    cd "$BATS_FILE_TMPDIR/course" || return
    words=$(awk 'BEGIN { for (i = 0; i < 1100; i++) printf "word%s",
        i % 15 == 14 ? "\n" : " " }')
    WORDS=$words awk '$0 == "@words@" { $0 = ENVIRON["WORDS"] } { print }' \
        chapters/02-wait/README.md >good
    mv good chapters/02-wait/README.md
    make -s .build/chapters/01-first .build/chapters/02-wait
}

setup()
{
    cp -Rp "$BATS_FILE_TMPDIR/course" "$BATS_TEST_TMPDIR/course"
    cd "$BATS_TEST_TMPDIR/course" || return
    page=chapters/02-wait/README.md
}

# Every test ends with no process left that runs from its folder.
teardown()
{
    ! ps -A -o args= | awk -v folder="$BATS_TEST_TMPDIR" \
        "index(\$0, folder) && !/awk/" | grep .
}

# edit SED: changes the good page
edit()
{
    cp "$page" "$page.good"
    sed -E "$1" "$page.good" >"$page"
    ! cmp -s "$page" "$page.good" || { echo "nothing to edit: $1"; return 1; }
}

# refuses KIND SENTENCE: the page's check fails, and says this
refuses()
{
    run "$check" --only "$1" "$page"
    echo "$output"
    [ "$status" -eq 1 ]
    [[ $output == *"$2"* ]] || { echo "it does not say: $2"; return 1; }
}

accepts()
{
    run "$check" --only "$1" "$page"
    echo "$output"
    [ "$status" -eq 0 ]
}

# shows TEXT: the page becomes this alone, for one check of its consoles
shows()
{
    { echo '## Run it first'; echo; cat; } >"$page"
}

@test "a good lesson passes, and lists the blocks that were not run" {
    run "$check" -v "$page"
    echo "$output"
    [ "$status" -eq 0 ]
    [[ $output == *"shape     ok: "*" words, 20 minutes"* ]]
    [[ $output == *"code      ok: 3 snippets"* ]]
    [[ $output == *"text      ok: 6 links"* ]]
    [[ $output == *"consoles  ok: 11 console blocks run, 1 skipped"* ]]
    [[ $output == *"not run, because it would install packages"* ]]
}

@test "a page outside of chapters/ has no shape" {
    run "$check" common/README.md
    [ "$status" -eq 0 ]
    [[ $output != *shape* ]]
    run "$check" nowhere.md
    [ "$status" -eq 2 ]
}

# Shape

@test "shape: a missing heading" {
    edit '/^## Predict/d'
    refuses shape 'there is no heading "## Predict"'
}

@test "shape: a heading of its own" {
    edit 's/^## Underneath/## Below/'
    refuses shape '"## Below" is not a heading of a lesson'
    [[ $output == *'there is no heading "## Underneath"'* ]]
}

@test "shape: headings in another order" {
    edit 's/^## The problem/## X/; s/^## Predict/## The problem/; s/^## X/## Predict/'
    refuses shape '"## The problem" stands after "## Predict" and belongs before it'
}

@test "shape: a heading twice" {
    edit 's/^## Underneath/&\n\n&/'
    refuses shape '"## Underneath" stands twice'
}

@test "shape: a wrong number in the title" {
    edit 's/^# 02/# 03/'
    refuses shape 'the title must read "# 02. Title"'
}

@test "shape: the head without time, words or three aims" {
    edit '/Minutes/d; /New words/d; /3\. answer it/d'
    refuses shape 'the head does not say the time'
    [[ $output == *'the head has no "**New words:**'* ]]
    [[ $output == *'a list of three things, here of 2'* ]]
}

@test "shape: built on a later chapter, or on none" {
    edit 's/\[01\]\(.*\)$/[02](x), [00](y)/'
    refuses shape 'names 02, which does not come before 02'
    [[ $output == *'there is no chapters/00-*'* ]]
}

@test "shape: too few words, and too many" {
    edit '/^word/d'
    refuses shape 'this one has 1'
    edit 's/^## The problem/&\n\n'"$(printf 'word %.0s' {1..2000})"'/'
    refuses shape 'a lesson has 1,200 to 1,800 words outside its blocks'
}

@test "shape: answers and notes that are not folded" {
    edit 's/<\/?details>//'
    refuses shape '"## Predict" does not fold its answers'
    [[ $output == *'"## Teaching notes" is not folded'* ]]
}

@test "shape: a note outside the fold" {
    edit 's/^## Teaching notes/&\n\nPsst./'
    refuses shape 'this teaching note stands outside <details>'
}

@test "shape: Markdown that would be shown raw" {
    edit 's/For teachers<.summary>/&\nAsk./'
    refuses shape 'leave an empty line after <summary>'
}

@test "shape: one experiment, four rows, two questions, one link" {
    edit '/^### A crash/d; /^\| five/d; /^3\. When is/d; s/, and$/./;
        s/Read \[the first\]\([^)]*\)/Read it/; s/Here is \[one more\].*//'
    refuses shape 'has two experiments'
    [[ $output == *'five rows or more (symptom, cause, cure); here 4'* ]]
    [[ $output == *'asks three numbered questions, here 2'* ]]
    [[ $output == *'gives two links, here 0'* ]]
}

@test "shape: too few snippets, no text twin" {
    edit 's/^```c$/```js/; s/^```text/```js/'
    refuses shape 'has three to six c blocks, here 0'
    [[ $output == *'"## The picture" has no text twin'* ]]
}

# Code

@test "code: a snippet that differs from the file" {
    edit 's/count = 0;/count = 1;/'
    refuses code '"The code", c block 2, is not what stands in wait.c'
    [[ $output == *'-    count = 1;'*'+    count = 0;'* ]]
}

@test "code: a file that has changed since" {
    sed 's/MOST_WAITING = 8/MOST_WAITING = 9/' chapters/02-wait/wait.c >new
    mv new chapters/02-wait/wait.c
    refuses code '+enum { MOST_WAITING = 9 };'
}

@test "code: a function without its comment" {
    edit '/^\/\* Answers those who/d'
    refuses code '+/* Answers those who wait, the one first who came first. */'
}

@test "code: a part that is not a run of lines" {
    edit 's/^    for \(;;\)$/    for (;;)  /'
    refuses code 'c block 3, is not a run of lines of `main`'
}

@test "code: a region that does not exist" {
    edit 's/`release`$/`let_go`/'
    refuses code 'names `let_go`, and wait.c has no such region'
    [[ $output == *'handle listen_on stop main'* ]]
}

@test "code: a file that does not exist" {
    edit 's/^`wait\.c`/`late.c`/'
    refuses code 'names `late.c`, and there is no such file'
}

@test "code: no caption" {
    edit 's/^`chapters.*`Options`/Look at this:/'
    refuses code '"The code", c block 1, has no caption'
    [[ $output == *'Look at this:'* ]]
}

@test "code: a block of an unknown kind" {
    edit 's/^```python/```sh/'
    refuses code 'nothing checks a block of "sh"'
    edit 's/^```sh/```/'
    refuses code 'this block has no language'
}

@test "code: a line that is too wide" {
    edit "s/^client 1 .*/&$(printf %080d 0)/"
    refuses code '"The picture", text block 1, has a line of more than 80'
}

@test "code: a check comment without a block" {
    edit 's/^In one terminal:/<!-- check: any order -->\n\n&/'
    refuses code 'must stand directly before its console block'
}

# Text

@test "text: dead links" {
    edit 's/01-first\/README.md\) because/01-fist\/README.md) because/;
        s/#what-it-would-do/#what-it-did/; s/#break-it/#mend-it/'
    refuses text 'dead link: there is no ../01-fist/README.md'
    [[ $output == *'common/README.md has no heading for #what-it-did'* ]]
    [[ $output == *'02-wait/README.md has no heading for #mend-it'* ]]
}

@test "text: links that lead nowhere on the web, or out of the project" {
    edit 's/https:..example.org.c\//https:\/\/example/; s/#break-it/..\/..\/..\//'
    refuses text 'the link https://example is not a well-formed address'
    [[ $output == *'leads out of the project'* ]]
}

@test "text: a path, a TODO, a line's number" {
    edit 's/`common\/`/`common\/wait.h`, TODO,/; s/TODO 1/line 17/'
    refuses text '`common/wait.h` does not exist'
    [[ $output == *'TODO without a number'* ]]
    [[ $output == *'"line 17": lines are not named by number'* ]]
}

# Consoles

@test "consoles: another output" {
    edit 's/^Good night!$/Good morning!/'
    refuses consoles ': "Break it", console block 1, after `curl localhost:8080/`'
    [[ $output == *'-Good morning!'*'+Good night!'* ]]
}

@test "consoles: another duration" {
    shows <<-'END'
	<!-- check: --delay 0.1 scale 0.1 -->
	```console
	$ make run-02
	listening on http://127.0.0.1:8080
	$ curl -s -o /dev/null -w '%{time_total} s\n' localhost:8080/slow
	1.023 s
	$ curl -s -o /dev/null -w '%{time_total}\n' localhost:8080/slow
	3.020123
	```
	END
    refuses consoles 'takes another time than the page says'
    [[ $output == *'-3.020123'* ]]
    [[ $output != *'-1.023'* ]]
}

@test "consoles: a line too much, and one too few" {
    shows <<-'END'
	```console
	$ make run-01
	one
	two
	two and a half
	three
	```
	END
    refuses consoles '-two and a half'
    edit '/^two/d'
    refuses consoles '+two'
}

@test "consoles: output that the page does not show" {
    shows <<-'END'
	```console
	$ make run-02
	listening on http://127.0.0.1:8080
	$ curl localhost:8080/go
	Released.
	```
	END
    refuses consoles '`run-02` also printed this, and the page does not show it'
    [[ $output == *'released 0'* ]]
}

@test "consoles: a program that stops with another status" {
    sed 's/_exit(0)/_exit(3)/' chapters/02-wait/wait.c >new
    mv new chapters/02-wait/wait.c
    shows <<-'END'
	```console
	$ make run-02
	listening on http://127.0.0.1:8080
	```
	END
    refuses consoles 'run-02 ends with a status other than 0'
    [[ $output == *'[Makefile:0: run-02] Error 3'* ]]
}

@test "consoles: a program that does not stop" {
    sed 's/_exit(0)/(void) signal/' chapters/02-wait/wait.c >new
    mv new chapters/02-wait/wait.c
    shows <<-'END'
	```console
	$ make run-02
	listening on http://127.0.0.1:8080
	```
	END
    export LESSON_LIMIT=1
    refuses consoles 'run-02 does not stop in 1 s after SIGTERM'
}

@test "consoles: a program that dies" {
    sed 's/release();$/&abort();/' chapters/02-wait/wait.c >new
    mv new chapters/02-wait/wait.c
    shows <<-'END'
	```console
	$ make run-02
	listening on http://127.0.0.1:8080
	$ curl -s localhost:8080/go
	```
	END
    refuses consoles 'make: *** [Makefile:0: run-02] Aborted'
}

@test "consoles: a program that does not build" {
    echo 'int main(void) { return x; }' >chapters/02-wait/wait.c
    shows <<-'END'
	```console
	$ make run-02
	listening on http://127.0.0.1:8080
	```
	END
    refuses consoles 'after `make run-02` does not build:'
    [[ $output == *"'x' undeclared"* || $output == *"‘x’ undeclared"* ]]
}

@test "consoles: a server whose first line is not shown" {
    shows <<-'END'
	```console
	$ make run-02 ARGS="--listen tcp:0"
	```
	END
    refuses consoles 'A server is shown with its line "listening on'
}

@test "consoles: a command that never ends" {
    shows <<-'END'
	```console
	$ make run-02
	listening on http://127.0.0.1:8080
	$ curl localhost:8080/wait
	```
	END
    export LESSON_LIMIT=1
    refuses consoles 'let its line end with &'
    [[ $output == *'the rest of the page was not run'* ]]
}

@test "consoles: ^C without a program" {
    shows <<-'END'
	```console
	^C
	```
	END
    refuses consoles 'has ^C, and no program runs'
}

@test "consoles: two ports, a refused one, and a program that goes on" {
    shows <<-'END'
	```console
	$ make run-02 ARGS="--listen tcp:8081" &
	listening on http://127.0.0.1:8081
	$ curl -s -o /dev/null -w '%{local_ip} %{url}\n' localhost:8081/hello
	127.0.0.1 localhost:8081/hello
	$ curl -s localhost:8080 || echo "nobody at 8080"
	nobody at 8080
	```

	```console
	$ make run-02
	listening on http://127.0.0.1:8080
	$ curl -s localhost:8080/ localhost:8081/go; echo
	Hello!Released.
	```

	```console
	released 0
	```
	END
    accepts consoles
}

@test "consoles: any numbers, and a restart on the same port" {
    shows <<-'END'
	```console
	$ make run-02
	listening on http://127.0.0.1:8080
	```

	<!-- check: --delay 0 any numbers -->
	```console
	$ make run-02
	listening on http://127.0.0.1:8080
	$ curl -s -o /dev/null -w '%{local_port} %{http_code}\n' localhost:8080/slow
	4711 12
	```
	END
    accepts consoles
    edit 's/ any numbers//'
    refuses consoles '-4711 12'
}

@test "consoles: a check comment that means nothing" {
    shows <<-'END'
	<!-- check: any day -->
	```console
	$ true
	```
	END
    refuses consoles 'any day'
    edit 's/any day/skip because/'
    refuses consoles 'is skipped without a reason'
}

@test "consoles: a waiting client has asked before the next command runs" {
    mkdir bin
    printf '#!/bin/sh\ncase "$*" in *wait*) sleep .3 ;; esac\nexec %s "$@"\n' \
        "$(command -v curl)" >bin/curl
    chmod +x bin/curl
    PATH=$PWD/bin:$PATH
    shows <<-'END'
	```console
	$ make run-02
	listening on http://127.0.0.1:8080
	$ for name in a b; do
	>     echo "$name: $(curl localhost:8080/wait)" &
	> done
	$ curl localhost:8080/go
	Released.
	```

	<!-- check: any order -->
	```console
	$ wait
	a: Here you are.
	b: Here you are.
	```

	```console
	released 2
	```
	END
    accepts consoles
}

# Changed programs

@test "diff: lines that are not in the file" {
    edit 's/^-        answer\(client, "Hello!"\);/-        answer(client, "Hi");/'
    refuses consoles '"Break it", diff block 1, does not fit chapters/02-wait/wait.c: the lines to change occur 0 times'
}

@test "diff: lines that are there twice" {
    edit 's/^`chapters\/02-wait\/wait.c`: `handle`$/`wait.c`/; s/^     \} else$//
        s/^-        answer\(client, "Hello!"\);/-    count = 0;/'
    refuses consoles 'does not fit'
}

@test "diff: a program that does not compile" {
    edit 's/answer\(client, "Good night!"\);/answer(client, night);/'
    refuses consoles '"Break it", diff block 1, leaves a program that does not compile'
    [[ $output == *night* ]]
}

@test "diff: the changed program is not started" {
    edit '/^\$ make run-02 ARGS="--delay 1"/,/^listening/d'
    refuses consoles 'still the unchanged program runs'
}

@test "diff: the next part runs the unchanged program" {
    edit 's/^### A crash/### As it was\n\n```console\n$ make run-02\nlistening on http:\/\/127.0.0.1:8080\n$ curl localhost:8080\/\nHello!\n```\n\n&/'
    accepts consoles
}
