/*
 * Bridge: the functions of libuv that chapter 1 calls, on a loop of your own
 * (own_loop.h).
 *
 * The library and hello.c are compiled for libuv, and stay as they are. Linked
 * with these files instead of libuv, they run on your loop:
 *
 *     bridge_loop.c    the loop, and the kinds of handles without a socket
 *     bridge_handle.c  what all kinds have in common, and their end
 *     bridge_stream.c  sockets: bind, open, read, write
 *     bridge_names.c   names of errors and addresses: no loop in it
 *
 * Each handle points to a Part, which holds all that the bridge needs for it.
 * So these files do not depend on the inside of libuv's structs, which changes
 * from version to version.
 *
 * libuv can do more than chapter 1 asks for, say two writes at a time. If the
 * bridge cannot do something, it stops the program with a sentence.
 */
#ifndef BRIDGE_H
#define BRIDGE_H

#include "own_loop.h"

#include <stdbool.h>
#include <uv.h>

typedef struct Bridge Bridge;
typedef struct Part Part;

/* What belongs to a uv_loop_t. */
struct Bridge {
    Loop *loop;
    Part *parts; /* of all handles that are not closed */
    bool stopped;
};

/* What belongs to a handle. */
struct Part {
    uv_handle_t *handle;
    Bridge *bridge;
    Part *next;
    bool active; /* it may call back */
    bool unref;  /* but that does not keep the loop running */
    bool closing;
    uv_close_cb on_close;

    int fd;       /* or -1 */
    bool lent;    /* it is closed by somebody else */
    short events; /* that it is watched for */

    uv_prepare_cb on_prepare; /* those of other kinds are NULL */
    uv_check_cb on_check;
    uv_timer_cb on_time;
    uv_async_cb on_wake;
    uv_poll_cb on_event;
    uv_read_cb on_read;

    uint64_t call; /* a timer's number, or 0 */
    int wake_fd;   /* an async's end to write to, or -1 */
    char *path;    /* a listening pipe's, or NULL */
    uv_alloc_cb alloc;
    uv_write_t *write; /* that is under way, or NULL */
    uv_write_cb on_write;
    uv_buf_t rest; /* still to write */
};

/* The part of any kind of handle. */
Part *bridge_part(const void *handle);

/* Gives a new handle its part. */
Part *bridge_add(uv_loop_t *uv, void *handle, uv_handle_type kind);

/* Makes a descriptor one that never blocks and that exec closes. */
void bridge_own_fd(int fd);

/* Lets ready(happened, part) be called for these events of the part's
   descriptor, and for no others. 0 means none. */
void bridge_await(Part *part, short events, LoopReady *ready);

#endif
