/* SIGINT and SIGTERM, by kill() from another process and from inside. */
#include "signals.h"

#include "delayed_call.h"
#include "event_notes.h"
#include "nothing_left.h"

static Reactor *reactor;
static int ready[2];
static int last_signal;

static void later(double seconds, void (*fn)(void *arg))
{
    reactor_call_later(reactor, seconds, fn, NULL);
}

static void raise_it(void *unused)
{
    note("raised");
    raise(last_signal);
}

static Value note_drain(Value none, void *unused)
{
    note("drained");
    return value_none();
}

static void ends_in_order(int number)
{
    last_signal = number;
    notes[0] = '\0';
    reactor = reactor_new();
    reactor_add_trigger(reactor, TRIGGER_BEFORE, note_drain, NULL);
    later(0, raise_it);
    reactor_call_later(reactor, 60, note_text, "too late");
    reactor_run(reactor);
    CHECK_TEXT(notes, "raised drained");
    reactor_free(reactor);
}

static void first_signal(void)
{
    ends_in_order(SIGINT);
    ends_in_order(SIGTERM);
}

static struct sigaction action_of(int number)
{
    struct sigaction action;

    sigaction(number, NULL, &action);
    return action;
}

static void handlers_are_given_back(void)
{
    signal(SIGINT, SIG_IGN);
    reactor = reactor_new();
    later(0, raise_it);
    last_signal = SIGTERM;
    reactor_run(reactor);
    CHECK(action_of(SIGINT).sa_handler == SIG_IGN);
    CHECK(action_of(SIGTERM).sa_handler == SIG_DFL);
    reactor_free(reactor);
}

static void ignored_stays_ignored(int number)
{
    signal(number, SIG_IGN);
    last_signal = number;
    notes[0] = '\0';
    reactor = reactor_new();
    later(0, raise_it);
    reactor_call_later(reactor, 0.001, note_text, "goes on");
    reactor_run(reactor);
    CHECK_TEXT(notes, "raised goes on");
    CHECK(action_of(number).sa_handler == SIG_IGN);
    reactor_free(reactor);
    signal(number, SIG_DFL);
}

static void ignored_at_the_start(void)
{
    ignored_stays_ignored(SIGINT);
    ignored_stays_ignored(SIGTERM);
}

static void no_signal_holds_it(void)
{
    reactor = reactor_new();
    reactor_run(reactor);
    CHECK(!signals_caught());
    reactor_free(reactor);
}

static void say_ready(void *unused)
{
    CHECK_INT(write(ready[1], "r", 1), 1);
}

/* The first signal is noted, and does not end this. */
static void hang(void *unused)
{
    say_ready(NULL);
    while (!signals_caught())
        usleep(1000);
    say_ready(NULL);
    for (;;)
        usleep(1000);
}

static Value never_drained(Value none, void *unused)
{
    say_ready(NULL);
    return value_deferred(deferred_new());
}

static void run_quietly(void)
{
    reactor_call_later(reactor, 60, note_text, "too late");
    reactor_run(reactor);
    reactor_free(reactor);
}

static void child_that_waits(void)
{
    later(0, say_ready);
    run_quietly();
}

static void child_that_drains_for_ever(void)
{
    reactor_add_trigger(reactor, TRIGGER_BEFORE, never_drained, NULL);
    later(0, say_ready);
    run_quietly();
}

static void child_that_hangs(void)
{
    later(0, hang);
    run_quietly();
}

static pid_t start_child(void (*fn)(void))
{
    pid_t child;

    CHECK_INT(pipe(ready), 0);
    child = fork();
    if (child == 0) {
        reactor = reactor_new();
        fn();
        exit(0);
    }
    return child;
}

static void wait_until_ready(void)
{
    char byte;

    CHECK_INT(read(ready[0], &byte, 1), 1);
}

static int status_of(pid_t child)
{
    int status;

    CHECK_INT(waitpid(child, &status, 0), child);
    close(ready[0]);
    close(ready[1]);
    return status;
}

static void killed_once(int number)
{
    pid_t child = start_child(child_that_waits);

    wait_until_ready();
    kill(child, number);
    CHECK_INT(status_of(child), 0);
}

static void one_kill(void)
{
    killed_once(SIGINT);
    killed_once(SIGTERM);
}

/* The child is ready when it runs, and again after the first signal. */
static void killed_twice(void (*fn)(void), int number)
{
    pid_t child = start_child(fn);

    wait_until_ready();
    kill(child, SIGTERM);
    wait_until_ready();
    kill(child, number);
    CHECK_INT(status_of(child), number); /* by the signal itself */
}

static void two_kills(void)
{
    killed_twice(child_that_drains_for_ever, SIGTERM);
    killed_twice(child_that_drains_for_ever, SIGINT);
}

static void two_kills_of_one_that_hangs(void)
{
    killed_twice(child_that_hangs, SIGTERM);
    killed_twice(child_that_hangs, SIGINT);
}

static const UnitTest tests[] = {
    {"the first SIGINT or SIGTERM stops the reactor in good order",
     first_signal},
    {"a signal from another process ends the program with 0", one_kill},
    {"a second signal during the stop ends the program as the signal alone "
     "would",
     two_kills},
    {"a second signal ends a program that hangs in a callback, too",
     two_kills_of_one_that_hangs},
    {"after the run the signals have the actions that they had before",
     handlers_are_given_back},
    {"a signal that is ignored at the start stays ignored",
     ignored_at_the_start},
    {"watching for signals does not keep the reactor running",
     no_signal_holds_it},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
