/*
 * The signal handler only notes the signal and wakes the loop: in a handler
 * hardly any function may be called. The loop's thread does the rest.
 */
#include "signals.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>

static const int numbers[] = {SIGINT, SIGTERM};

enum { COUNT = sizeof numbers / sizeof numbers[0] };

static struct sigaction before[COUNT];
static uv_async_t *_Atomic wake_handle;
static atomic_bool caught;

/* Calls only what a signal handler may; libuv promises that of
   uv_async_send(). The signal that is raised comes when the handler has
   returned, and ends the program as if it had never been caught. */
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
        sigaction(numbers[i], NULL, &before[i]);
        if (before[i].sa_handler != SIG_IGN)
            sigaction(numbers[i], &action, NULL);
    }
}

bool signals_caught(void)
{
    return caught;
}

void signals_release(void)
{
    for (int i = 0; i < COUNT; i++)
        sigaction(numbers[i], &before[i], NULL);
}
