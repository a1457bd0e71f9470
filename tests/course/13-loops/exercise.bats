# Exercise 13: a rate, though storing it is slow.

load ../../harness/exercise

# request PATH...: sends them one after the other; shown collects the commands
# to type
request()
{
    local path
    for path; do
        answer_to "$path" >"$BATS_TEST_TMPDIR/request"
        shown+="curl $shown_url$path"$'\n'
    done
}

# enter VISITORS
enter()
{
    answer_to "/enter?[1-$1]" >"$BATS_TEST_TMPDIR/request"
    shown+="curl \"$shown_url/enter?[1-$1]\""$'\n'
}

# now PATH BODY BECAUSE: the answer, after all requests so far
now()
{
    local answer
    answer=$(answer_to "$1")
    [[ $answer == "200  $2" ]] || explain_answer \
        "${shown}curl -i $shown_url$1" "200  $2" "$answer" "$3"
}

setup()
{
    shown=""
}

@test "each visitor gets a number, and time stands still meanwhile" {
    local visitors
    draw visitors 5 30
    start_exercise
    enter "$visitors"
    expect /enter 200 "$((visitors + 1))"
    expect /rate 200 "0 in a second."
}

# bats test_tags=todo:1
@test "a rate is stored before the next one is measured" {
    start_exercise
    request /wait/7
    now /stores "At most 1 at once." "the loop calls measure() again while \
the last rate is being stored; it waits only for a Deferred that measure() \
returns"
}

# bats test_tags=todo:2
@test "the rate is that of one second, also when a call covers three" {
    local rate more
    draw rate 4 30
    draw more 4 30
    start_exercise
    enter "$((3 * rate))"
    request /wait/3
    now /rate "$rate in a second." "storing took from 0 to 2.5 s, so the calls \
for 1 and 2 were skipped, and the one at 3 s saw the visitors of three seconds"
    shown+="curl $shown_url/rate"$'\n'
    enter "$((3 * more))"
    request /wait/3
    now /rate "$more in a second." "the call at 6 s has to count the visitors \
after 3 s, and none of them twice"
}

# bats test_tags=todo:2
@test "the rate is right after the program was held up" {
    local rate seconds
    draw rate 4 30
    draw seconds 5 20
    start_exercise
    enter "$(((seconds + 1) * rate))"
    request "/hold/$seconds" /wait/1
    now /rate "$rate in a second." "the call at $((seconds + 1)) s is the first \
one after 0, so it saw the visitors of $((seconds + 1)) seconds: only the loop \
knows how many have passed"
}

# bats test_tags=todo:3
@test "a rate that cannot be stored is counted as lost" {
    start_exercise
    request /fill /wait/5
    now /lost "1 lost." "the first rate could not be stored, at 2.5 s, and \
the second one is on its way; store() then fires with a failure, which only \
an errback gets"
}

# bats test_tags=todo:3
@test "the loop goes on after rates were lost, and stores again" {
    local rate
    draw rate 4 30
    start_exercise
    request /fill /wait/6 /empty
    enter "$((3 * rate))"
    request /wait/3
    now /rate "$rate in a second." "a loop ends for good when the Deferred \
that its function returns fails; let an errback turn the failure into a good \
result"
    request /wait/9
    now /lost "2 lost." "count only the rates that could not be stored"
}
