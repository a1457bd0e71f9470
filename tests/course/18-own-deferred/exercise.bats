# Exercise 18: a Deferred of your own, under the library's tests of Deferred.

load ../../harness/exercise
load rules

# bats test_tags=todo:1
@test "callbacks run in their order, each with the result of the last one" {
    holds deferred "(rule 3)" "(rule 2)" because \
        "call() puts the callback's return value into d->result; own_add() \
hangs a step at *d->last, and take_step() takes the first one; \
deferred_fire() sets d->result before it runs d"
    holds deferred_reentry "what is added inside a callback" because \
        "own_add() adds a step after the others, also while one of them runs"
}

# bats test_tags=todo:1
@test "a callback that is added after the fire runs at once" {
    holds deferred "(rule 4)" because \
        "the step was added and never run: if the result is there already, \
own_add() has to run it"
    holds deferred "(rule 17)" because \
        "deferred_fire() refuses only NULL, and a Deferred that has fired \
before; for NULL it returns UV_EALREADY"
    holds deferred_reentry "(rule 15)" because \
        "own_run() does nothing for a Deferred that is busy, so own_add() \
can always call it"
}

# bats test_tags=todo:1
@test "a failure goes to the next errback, which can recover" {
    holds deferred "(rule 5)" "(rule 6)" "(rule 7)" "(rule 8)" "(rule 9)" \
        "(rule 10)" "(rule 11)" because \
        "call() chooses one of the two functions by failed(d->result); if \
that function is NULL, the result stays as it is"
}

# bats test_tags=todo:1
@test "only the first fire counts" {
    holds deferred "(rule 1)" because \
        "deferred_fire() has to look at d->fired, and own_fire_late() \
returns the answer"
}

# bats test_tags=todo:2
@test "a Deferred is freed once it cannot be reached, and not before" {
    local freed=yes
    holds deferred_life "a Deferred lives until" because \
        "own_end() frees a Deferred that is closed at both ends, and counts \
it (own_alive); either end may be the last one to close. And does \
deferred_fire() close the firing end?"
    holds deferred_life "a Deferred lives while" "a Value of" "a list of" \
        because \
        "own_end() does nothing as long as own_is_wanted() is true, or \
own_is_settled() is false"
    holds deferred_life "an object" because \
        "call() frees a result that was replaced; that may add steps to d, \
so it is too early for own_end()"
    holds deferred_life "a" "one" because \
        "own_end() may be called while a callback of d still runs; then it \
is too early"
    holds deferred "" because \
        "own_end() has to free it, and to say so (own_alive)"
}

# bats test_tags=todo:2
@test "an unhandled failure is printed, once" {
    local freed=yes
    holds deferred_unhandled "a failure is reported" "a failure that comes" \
        because \
        "own_end() prints a failure that is still there when the result is \
no longer wanted, and counts it (own_unhandled)"
    holds deferred_unhandled "(rule 48)" "(rule 49)" "a failure in a Value" \
        because \
        "a failure is unhandled when the result is no longer wanted, not \
before"
}

# bats test_tags=todo:2
@test "all memory is given back" {
    local freed=yes
    holds deferred-leaks "" because \
        "free every step, every result that is replaced or refused, and the \
last result"
    holds deferred_life-leaks "" because \
        "own_end() frees the last result, and then the Deferred"
}

# bats test_tags=todo:3
@test "a chain goes on with the result of a Deferred that was returned" {
    holds deferred_returned "(rule 19)" because \
        "own_wait_for() sets d->awaited, and adds a step to the inner \
Deferred that names d as the waiter; hand_over() ends the wait"
    holds deferred_returned "the result of a ready" because \
        "a Deferred that is ready does its new step at once: so set \
d->awaited before that; and a waiter that is busy goes on by itself"
    holds deferred_returned "(rule 21)" "(rule 22)" because \
        "hand_over() moves the result, so that none is left, and sets \
waiter->below to the Deferred that goes on after the waiter"
    holds deferred_returned "(rule 24)" "(rule 25)" because \
        "a Deferred that has fired may have steps left, wait itself, or be \
paused: add a step to get its result, and it comes when it is ready"
    holds deferred_returned "(rule 23)" "(rule 26)" "(rule 27)" because \
        "hand_over() returns the waiter, which runs before the rest of d \
does; own_run() goes on with the Deferred that do_step() and leave() return"
    holds deferred_returned "a callback may fire" because \
        "a waiter that is busy goes on by itself"
    holds deferred_returned "what a callback adds" because \
        "a waiter that goes on is busy, like any Deferred that runs its \
steps"
    holds deferred_chain "a chained Deferred" \
        "a Deferred that is ready" \
        "(rule 31)" "it is known" because \
        "deferred_chain() calls own_wait_for() for a Deferred that is not \
busy"
    holds deferred_unhandled "(rule 22)" because \
        "a failure that was handed over belongs to the waiter"
    holds deferred_returned-leaks "" because \
        "a result was handed over, and a copy of it stayed"
}

# bats test_tags=todo:3
@test "ten thousand that wait for each other need little stack" {
    holds deferred_bounded_chain "a chain of 10,000" because \
        "a function that calls own_run() for the waiter ends up 10,000 calls \
deep; return the waiter, and let the loop in own_run() go on with it"
}

# bats test_tags=todo:4
@test "a cancel reaches the Deferred that does the work, and fires once" {
    holds deferred_cancel "(rule 33)" because \
        "without a canceller, or with one that does not fire, \
deferred_cancel() fires with UV_ECANCELED itself; the firing end stays open"
    holds deferred_cancel "(rule 34)" "without a canceller exactly" because \
        "without a canceller, d->forgives is true, for one late fire"
    holds deferred_cancel "a second" "(rule 36)" "with a canceller no" \
        because \
        "a late fire is forgiven if there was no canceller, and only then"
    holds deferred_cancel "(rule 35)" "(rule 37)" "(rule 38)" \
        "(rule A4)" because \
        "call the canceller while d is busy, if d has not fired; after that, \
see again whether d has fired, and run it"
    holds deferred_cancel_reach "(rule 39)" because \
        "a cancel follows d->awaited to the last Deferred"
    holds deferred_cancel_reach "a canceller for later" because \
        "if d->cancels_later is set, the canceller only starts the end and d \
is fired later; deferred_cancel() must not fire it"
    holds deferred_cancel_reach "" because \
        "call the canceller while d is busy; leave a Deferred alone that has \
fired, or is busy"
    holds deferred_returned "a ready inner" because \
        "a late fire is forgiven"
    holds deferred_chain "to cancel the second" \
        "a Deferred that is chained too" \
        "a chain that comes" because \
        "deferred_chain() cancels a Deferred that comes too late"
    holds deferred_unhandled "a cancel that" because \
        "own_end() (TODO 2) prints a failure while the firing end is still \
open, and takes it out: so it is printed at once, and only once"
}

# bats test_tags=todo:4
@test "chapter 4 runs on it" {
    local waiter text="<u><i>This is a simple callback...FIRE!</i></u>"
    local fired='Look at the <a href="/simple">/simple</a> request tab.'
    wait_until is_done cancel
    [[ -e $BATS_FILE_TMPDIR/deferred.tap.passed ]] ||
        explain "tried: make try-18" "expected: chapter 4 runs" \
            "got: (not tried)" "because: the checks of TODO 1 have not all \
passed"
    start_exercise
    begin waiter /simple
    becomes /simple/fire "$fired" "$waiter" ||
        explain_answer "$(shown_curl /simple), then $(shown_curl \
            /simple/fire)" "200  $fired" "$answer" \
            "the Deferred of the first client cannot be fired"
    finish answer "$waiter"
    [[ $answer == "200  $text" ]] ||
        explain_answer "$(shown_curl /simple), then $(shown_curl \
            /simple/fire)" "200  $text" "$answer" "the callbacks did not run"
}
