/*
 * The signal handler only notes the signal and wakes the loop, because a
 * handler may call hardly any function. The loop's thread does the rest. The
 * handler knows no reactor, so its state is global: one reactor at a time.
 */
#include "signals.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>

static const int signal_numbers[] = {SIGINT, SIGTERM};

enum { COUNT = sizeof signal_numbers / sizeof signal_numbers[0] };

/* signals_catch() sets these: */
static struct sigaction old_actions[COUNT];
static uv_async_t *_Atomic wake_handle;

/* The handler, and signals_catch(): */
static atomic_bool caught;

/* Calls only functions that a signal handler may call; libuv promises that of
   uv_async_send(). The signal that we raise comes when the handler has
   returned, and ends the program as if we had never caught it. */
static void note_signal(int number)
{
    int interrupted_errno = errno;

    if (atomic_exchange(&caught, true)) {
        signal(number, SIG_DFL);
        raise(number);
    } else {
        uv_async_send(wake_handle);
    }
    errno = interrupted_errno;
}

void signals_catch(uv_async_t *wake)
{
    struct sigaction action = {
        .sa_handler = note_signal,
        .sa_flags = SA_RESTART,
    };

    wake_handle = wake;
    caught = false;
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < COUNT; i++) {
        sigaction(signal_numbers[i], NULL, &old_actions[i]);
        if (old_actions[i].sa_handler != SIG_IGN)
            sigaction(signal_numbers[i], &action, NULL);
    }
}

bool signals_caught(void)
{
    return caught;
}

void signals_release(void)
{
    for (int i = 0; i < COUNT; i++)
        sigaction(signal_numbers[i], &old_actions[i], NULL);
}
