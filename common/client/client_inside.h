/*
 * The inside of the client, which its files share. Each calls only files
 * that stand below it:
 *
 *     client.c            what others call
 *     client_request.c    a request: its URL, and its body
 *     client_again.c      whether to ask again if a kept connection was dead
 *     client_socket.c     libcurl's sockets, watched by libuv
 *     client_loop.c       libcurl's clock, and the calls into it
 *     client_redirect.c   from one answer to the next request
 *     client_header.c     the header fields that are sent
 *     client_options.c    all else that libcurl is told
 *     client_failure.c    what went wrong, in a sentence
 *     client_receive.c    the answer, line by line and piece by piece
 *     client_transfer.c   the life of one request, from start to end
 *     client_framing.c    which heads can be trusted
 *     client_unpack.c     compressed bodies, unpacked
 *     client_url.c        URLs, as libcurl wants them
 *     client_url_text.c   URLs, as text
 *     client_must.c       calls of libcurl that must not fail
 *
 * libcurl does HTTP. Its multi handle works on many transfers at once and
 * never waits: it says which sockets it waits for and until when, libuv waits
 * for them, and says when something has happened (libcurl-multi(3),
 * "multi_socket"). Each transfer is one easy handle, which is in the multi
 * handle while it runs.
 *
 * Functions that libcurl calls must not call into libcurl. So what they
 * hear, a head or a piece of a body, is only noted, and the transfer joins a
 * queue of those that have news. When libcurl has returned, the news is told
 * to those that wait for it: only then are Deferreds fired, whose callbacks
 * may do anything.
 */
#ifndef CLIENT_INSIDE_H
#define CLIENT_INSIDE_H

#include "client.h"
#include "response_inside.h"

#include <curl/curl.h>
#include <uv.h>

typedef struct Transfer Transfer;
typedef struct Unpacker Unpacker;
typedef struct Watch Watch;

struct Client {
    /* client.c */
    Reactor *reactor;
    unsigned trigger;   /* its number: reactor_free() frees the client */
    double seconds;     /* for a request that does not say its own */
    bool is_closing;    /* it takes no new requests */
    ClientGuard *guard; /* of new connections, or NULL */

    /* client_loop.c */
    CURLM *multi;
    uv_timer_t timer; /* when libcurl wants to be called */
    uv_idle_t soon;   /* the same, in the next turn of the loop */
    int open_handles; /* of these two */

    /* client_socket.c */
    Watch **watches; /* by number of socket, or NULL */
    size_t watch_count;

    /* client_transfer.c */
    Transfer *transfers; /* all that run, the newest first */
    Transfer *news;      /* those that have some, the oldest first */
    Transfer **news_end;
};

/* The place of a transfer in its life. It goes down this list, and up again
   with a redirect and after a 1xx. libcurl has it from ASKS to BODY. */
typedef enum {
    TRANSFER_NEW,        /* it is being prepared */
    TRANSFER_ASKS,       /* no head has begun, or only one of a 1xx */
    TRANSFER_HEAD,       /* a status line has come, but no empty line */
    TRANSFER_MOVES,      /* the head was a redirect, which is followed */
    TRANSFER_BODY,       /* the answer's head has come */
    TRANSFER_UNANSWERED, /* it is over, and there was no answer */
    TRANSFER_ANSWERED,   /* it is over, and there was an answer's head */
    TRANSFER_STOPPED     /* not wanted; freed when its news is due */
} TransferState;

struct Transfer {
    /* client_transfer.c; the state also client_receive.c */
    Client *client;
    Transfer *older;
    Transfer *newer;
    Transfer *next_news;
    bool has_news; /* it is in the queue */
    TransferState state;
    Deferred *deferred; /* to be fired with the head; then NULL */
    Response *response;
    Value outcome; /* of one that is over: none, or why */
    unsigned lane; /* in a trace */

    /* client_request.c, and then client_redirect.c */
    char *method;
    Value body; /* to be sent */

    /* client_url.c */
    CURLU *url;
    char *socket_path; /* of a Unix socket, or NULL */

    /* client_header.c */
    struct curl_slist *headers;

    /* client_options.c; client_redirect.c counts down */
    CURL *easy;
    char detail[CURL_ERROR_SIZE]; /* libcurl's own words */
    uint64_t started;             /* uv_hrtime() at the start of it all */
    double connect_seconds;
    double total_seconds;
    int redirects; /* that may still be followed; -1: none is */

    /* client_socket.c */
    curl_socket_t opened; /* the last socket opened for it */
    int socket_error;     /* why there is no connection, or 0 */

    /* client_again.c; client_redirect.c begins it anew */
    unsigned requests; /* sent in this hop: 2 if a connection was dead */

    /* client_receive.c; the fault also client_again.c */
    size_t head_bytes;  /* of this hop's heads and its trailer */
    size_t body_bytes;  /* of its body, as they came */
    Unpacker *unpacker; /* of a compressed body, or NULL */
    int fault;          /* why we ended it: a code, or 0 */
    const char *fault_words;
};

/* client_request.c: prepares a transfer for a request, whose body it takes.
   Returns none, or a failure. */
Value client_request_apply(Transfer *transfer, const ClientRequest *request);

/* client_loop.c: opens and closes the multi handle and its clock. The client
   is freed when both handles of the clock are closed. */
void client_loop_open(Client *client);
void client_loop_close(Client *client);

/* Calls libcurl for a socket with these events, CURL_CSELECT_IN and so on, or
   for the time. */
void client_loop_act(Client *client, curl_socket_t socket, int events);

/* client_redirect.c: asks anew, at the place to which the answer leads.
   Returns none, or a failure: then the transfer has ended. */
Value client_redirect_follow(Transfer *transfer);

/* client_options.c: tells libcurl what holds for all hops of a transfer. */
void client_options_begin(Transfer *transfer, const ClientRequest *request);

/* Tells it what holds for one: URL, method, body, headers, time left. */
void client_options_ask(Transfer *transfer);

/* Whether something is sent with it, be it empty. */
bool client_options_sends(const Transfer *transfer);

/* The time-out of a request that names none, in seconds: 60, or as the
   environment says. If that is not a time, says so and exits with 1. */
double client_options_seconds(void);

/* client_header.c: its headers. Returns none, or a failure. */
Value client_header_set(Transfer *transfer, const ClientRequest *request);

/* Takes some away, before a redirect is followed: those that tell of a body,
   or those that are meant for one origin only. */
void client_header_drop_body(Transfer *transfer);
void client_header_drop_origin(Transfer *transfer);

/* client_again.c: makes libcurl ask before it sends a request. */
void client_again_use(Transfer *transfer);

/* client_socket.c: makes libcurl's sockets be opened, watched and closed
   there. */
void client_socket_attach(Client *client);
void client_socket_use(Transfer *transfer);

/* libcurl has a connection for this transfer. If that was opened for it, from
   here on libcurl says when it closes it. */
void client_socket_note_connection(const Transfer *transfer);

/* Stops watching what libcurl has closed without a word. */
void client_socket_close_all(Client *client);

/* client_receive.c: makes the answer come here. */
void client_receive_use(Transfer *transfer);

/* Forgets the answer of the last hop. */
void client_receive_again(Transfer *transfer);

/* Whether all of the body has come; so says its compression, or its
   length. */
bool client_receive_is_unpacked(const Transfer *transfer);
bool client_receive_has_length(const Transfer *transfer);

/* client_framing.c: a head must tell in one way how long its body is. Returns
   a sentence about its mistake, or NULL. */
const char *client_framing_fault(const Response *response);

/* The length that a head says, or -1. */
int64_t client_framing_length(const Response *response);

/* client_unpack.c: sets *unpacker to what undoes the coding of a head, or to
   NULL if there is none to undo. Returns false if it is not known. */
bool client_unpack_begin(const Response *response, Unpacker **unpacker);
void client_unpack_free(Unpacker *unpacker);

/* Adds bytes, unpacked, to the response. Returns 0, UV_EMSGSIZE or, if they
   are not packed so, UV_EPROTO. */
int client_unpack_add(Unpacker *unpacker, const char *bytes, size_t length,
                      Response *response);

/* Whether the packed body has come to its end, or has not begun. */
bool client_unpack_is_whole(const Unpacker *unpacker);

/* client_transfer.c: makes a transfer that has not begun. */
Transfer *client_transfer_new(Client *client);

/* Begins it; the Deferred is the caller's. */
Deferred *client_transfer_start(Transfer *transfer);

/* Frees one that has not begun; the Deferred fails with this failure. */
Deferred *client_transfer_refuse(Transfer *transfer, Value failure);

/* Ends it: nothing more is heard of it. A waiter gets a failure. */
void client_transfer_cancel(Transfer *transfer);

/* It is over, with this outcome: none, or a failure, which it takes. */
void client_transfer_end(Transfer *transfer, Value outcome);

/* Puts it in the queue of those that have news, if it is not there. */
void client_transfer_has_news(Transfer *transfer);

/* Tells the news of all transfers to those that wait for them. */
void client_transfer_tell_all(Client *client);

/* client_failure.c: says what libcurl's result means for a transfer that has
   received this: none, or a failure. */
Value client_failure(const Transfer *transfer, CURLcode result);

/* client_must.c: libcurl has to obey. Out of memory, the program
   says so and exits with 1, as xmalloc() does; anything else is a bug. */
void client_must(CURLcode result);
void client_must_multi(CURLMcode result);

/* client_url.c: reads the URL of a request. Returns none, or a failure. */
Value client_url_set(Transfer *transfer, const char *text);

/* Adds "name=value&..." to it. */
void client_url_add_query(Transfer *transfer, const char *query);

/* Goes to the URL of a redirect, which may be relative. Sets *elsewhere if
   that is another origin: another scheme, host or port. Returns none, or a
   failure. */
Value client_url_move(Transfer *transfer, const char *location,
                      bool *elsewhere);

/* client_url_text.c: the text of a URL with what its path cannot hold as %XX,
   kept (keep.h). */
const char *client_url_encode(const char *text);

/* A text that may be no URL at all, fit for a message, kept: on one line, and
   without anything before an "@", for there a password may be. */
const char *client_url_shown(const char *text);

/* "GET URL", for messages, without a name and password. The caller frees
   it. */
char *client_url_name(const Transfer *transfer);

/* How a URL begins that is asked on a Unix socket. */
extern const char client_url_unix[];

#endif
