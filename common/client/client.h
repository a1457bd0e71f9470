/*
 * Client: asks other servers over HTTP, and makes nobody wait.
 *
 *     Deferred *d = client_get(client, "http://127.0.0.1:8080/");
 *
 * The Deferred fires as soon as the head of the answer is here, with a
 * response (response.h); its body is a second Deferred, response_text() say.
 * So a handler waits twice, first for the head, then for the body.
 * A request that gets no answer is a failure; its code says why:
 *
 *     UV_EINVAL            this is not a URL, or not a request
 *     UV_EPROTONOSUPPORT   its scheme is neither http nor https
 *     UV_EAI_NONAME        there is no host of this name
 *     UV_ECONNREFUSED      nobody listens there; or another code of connect
 *     UV_ETIMEDOUT         no connection, or no whole answer, in time
 *     UV_ECONNRESET        the connection broke
 *     UV_EOF               the answer ended too early
 *     UV_EMSGSIZE          the answer is too long
 *     UV_ELOOP             too many redirects
 *     UV_EPROTO            the answer is not HTTP
 *     UV_ECANCELED         the Deferred was cancelled
 *
 * An answer with a bad status, as 404, is an answer all the same. If you
 * want a failure then, say so with response_check(), or take
 * client_get_text() or client_get_json(), which do that.
 *
 * Cancelling a Deferred ends its request at once, wherever it is: also while
 * it connects, and in mid-body.
 *
 * Any number of requests may be under way. A connection whose answer has
 * been read to its end is kept for the next request to the same host; up to
 * 100 idle ones are. There is no limit on those that work: a server that
 * asks itself would wait for ever for its own answer.
 *
 * A client belongs to the reactor that it was made for: reactor_free() frees
 * it, if nobody has done so before.
 */
#ifndef CLIENT_H
#define CLIENT_H

#include "reactor.h"

#include <stddef.h>

typedef struct Client Client;

/* A request. What is left out is zero, and stands for what is said here.
   Lists hold names and values in turn, with NULL at the end. */
typedef struct {
    const char *method;         /* GET; POST where something is sent */
    const char *url;            /* http or https */
    const char *const *query;   /* added to the URL, encoded */
    const char *const *headers;
    const char *const *form;    /* to send, as a form in a page does */
    Value body;                 /* to send: text, HTML, bytes or JSON */
    double total_seconds;       /* to the end of the answer's body: 60, or what
                                   CLIENT_SECONDS says in the environment */
    double connect_seconds;     /* to the connection: 10 */
    int redirects;              /* followed for any method, then UV_ELOOP:
                                   20 for GET and HEAD, else none; -1: none */
    size_t body_limit;          /* octets of the answer's body in memory at
                                   one time, then UV_EMSGSIZE: 16 MiB */
    bool unbuffered;            /* the body can be read once only, and what
                                   response_collect() has handed on is
                                   forgotten */
} ClientRequest;

/* Makes a client. Ends the program, with a sentence and status 1, if
   CLIENT_SECONDS in the environment is not a number above 0. */
Client *client_new(Reactor *reactor);

/* Frees it; what is under way fails with UV_ECANCELED. The loop has to turn
   once more (reactor_free() does) before all is closed. */
void client_free(Client *client);

/* Asks for a URL. Like all that follow: everything is copied, the Deferred
   is the caller's, and its callbacks never run inside this call, unless the
   request cannot even begin. */
Deferred *client_get(Client *client, const char *url);

/* Sends body, which it takes: text, HTML, bytes, JSON or none. */
Deferred *client_post(Client *client, const char *url, Value body);

/* Asks for anything. The body is taken. A body together with a form stops
   the program. */
Deferred *client_request(Client *client, const ClientRequest *request);

/* Fires with the body of the answer as text, or as JSON; fails if its status
   is 400 or above (see response_check()). */
Deferred *client_get_text(Client *client, const char *url);
Deferred *client_get_json(Client *client, const char *url);

#endif
