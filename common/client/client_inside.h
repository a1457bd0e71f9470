/*
 * The inside of the client, which its files share:
 *
 *     client.c            what others call
 *     client_request.c    what is asked: a URL, and what to send
 *     client_header.c     with which headers
 *     client_options.c    and how: as libcurl wants it said
 *     client_transfer.c   the life of one request, from start to end
 *     client_receive.c    its answer, line by line and piece by piece
 *     client_loop.c       libcurl's clock, and the calls into it
 *     client_socket.c     libcurl's sockets, watched by libuv
 *     client_failure.c    what went wrong, in a sentence
 *
 * libcurl does HTTP. Its multi handle works on many transfers at once and
 * never waits: it says which sockets it waits for and until when, libuv waits
 * for them, and says when something has happened (libcurl-multi(3),
 * "multi_socket"). Each transfer is one easy handle, which is in the multi
 * handle while it runs.
 *
 * Functions that libcurl calls must not call into libcurl. So what they
 * hear, a head, a piece of a body, is only noted: a transfer with news stands
 * in a queue. When libcurl has returned, the queue is told to those who
 * wait: only then are Deferreds fired, whose callbacks may do anything.
 */
#ifndef CLIENT_INSIDE_H
#define CLIENT_INSIDE_H

#include "client.h"
#include "response_inside.h"

#include <curl/curl.h>
#include <uv.h>

typedef struct Transfer Transfer;
typedef struct Watch Watch;

struct Client {
    Reactor *reactor;
    unsigned trigger;       /* its number: reactor_free() frees the client */
    CURLM *multi;
    double seconds;         /* for a request that does not say its own */
    bool is_closing;        /* no new requests */
    uv_timer_t timer;       /* when libcurl wants to be called */
    uv_idle_t soon;         /* the same, in the next turn of the loop */
    int open_handles;       /* of these two */
    Watch **watches;        /* by number of socket, or NULL */
    size_t watch_count;
    Transfer *transfers;    /* all that are not over */
    Transfer *news;         /* those that have some, the first of them */
    Transfer **news_end;
};

struct Transfer {
    Client *client;
    Transfer *older;
    Transfer *newer;
    Transfer *next_news;
    bool has_news;          /* it is in the queue */
    const char *method;     /* the request's: good while it begins */
    CURL *easy;
    bool runs;              /* libcurl has it */
    CURLU *url;
    struct curl_slist *headers;
    Value body;             /* to be sent */
    double connect_seconds;
    double total_seconds;
    bool follows;           /* redirects */
    bool in_head;           /* a status line has come, but no empty line */
    bool has_head;          /* all of it, and of the last answer: not one
                               that only leads to another */
    bool too_long;          /* the answer is */
    bool stopped;           /* to be freed when its news would be told */
    int socket_error;       /* why there is no socket, or 0 */
    char detail[CURL_ERROR_SIZE];   /* libcurl's own words */
    Deferred *deferred;     /* to be fired with the head; then NULL */
    Response *response;
    unsigned lane;          /* in a trace */
    Value outcome;          /* of a transfer that is over: none, or why */
};

/* client_request.c: prepares a transfer for a request, whose body it takes.
   Returns none, or a failure. */
Value client_request_apply(Transfer *transfer, const ClientRequest *request);

/* client_header.c: its headers. */
Value client_header_set(Transfer *transfer, const ClientRequest *request);

/* client_options.c: its method, and all else that libcurl is told. Returns
   whether there was memory for it. */
bool client_options_set(Transfer *transfer, const ClientRequest *request);

/* The time-out of a request that names none, in seconds: 60, or what the
   environment says. If that is not a time, says so and exits with 1. */
double client_options_seconds(void);

/* Whether something is sent with it, be it empty. */
bool client_options_sends(const Transfer *transfer);

/* client_transfer.c: makes a transfer that has not begun. */
Transfer *client_transfer_new(Client *client);

/* Begins it; the Deferred is the caller's. */
Deferred *client_transfer_start(Transfer *transfer);

/* Frees one that has not begun; the Deferred fails with this failure. */
Deferred *client_transfer_refuse(Transfer *transfer, Value failure);

/* Ends it: nothing more is heard of it. What waits for it fails. */
void client_transfer_cancel(Transfer *transfer);

/* libcurl has ended it, with this result. */
void client_transfer_finish(Transfer *transfer, CURLcode result);

/* Puts it in the queue of those that have news, if it is not there. */
void client_transfer_has_news(Transfer *transfer);

/* Tells the news of all transfers to those who wait for them. */
void client_transfer_tell_all(Client *client);

/* client_receive.c: makes the answer come here. Returns whether libcurl will
   do so. */
bool client_receive_use(Transfer *transfer);

/* client_loop.c: opens and closes the multi handle and its clock. The client
   is freed when all is closed. */
void client_loop_open(Client *client);
void client_loop_close(Client *client);

/* Calls libcurl for a socket with these events, UV_READABLE and UV_WRITABLE,
   or for the time. */
void client_loop_act(Client *client, curl_socket_t socket, int events);

/* client_socket.c: makes libcurl's sockets be opened, watched and closed
   there. Returns whether libcurl will do so. */
void client_socket_attach(Client *client);
bool client_socket_use(Transfer *transfer);

/* Stops watching what libcurl has closed without a word. */
void client_socket_close_all(Client *client);

/* client_failure.c: says why a transfer has failed. */
Value client_failure(const Transfer *transfer, CURLcode result);

#endif
