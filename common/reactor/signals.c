#include "signals.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <unistd.h>

enum { EXIT_BY_SIGNAL = 128 };

static const int numbers[] = {SIGINT, SIGTERM};

enum { COUNT = sizeof numbers / sizeof numbers[0] };

static struct sigaction before[COUNT];
static uv_async_t *_Atomic wake_handle;
static atomic_bool caught;

/* Calls only what a signal handler may; libuv promises that of
   uv_async_send(). */
static void handle(int number)
{
    int interrupted_errno = errno;

    if (atomic_exchange(&caught, true))
        _exit(EXIT_BY_SIGNAL + number);
    uv_async_send(wake_handle);
    errno = interrupted_errno;
}

void signals_catch(uv_async_t *wake)
{
    struct sigaction action = {.sa_handler = handle, .sa_flags = SA_RESTART};

    wake_handle = wake;
    caught = false;
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < COUNT; i++)
        sigaction(numbers[i], &action, &before[i]);
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
