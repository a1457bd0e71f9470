/*
 * Client: asks other servers over HTTP without blocking.
 *
 *     Deferred *d = client_get(client, "http://127.0.0.1:8080/");
 *
 * The Deferred fires as soon as the head of the answer is here, with a
 * response (response.h); its body is a second Deferred, response_text() say.
 * So a handler waits twice, first for the head, then for the body.
 * A request that gets no answer is a failure. Its code says why, and its
 * message names the URL, after a redirect the one that has failed:
 *
 *     UV_EINVAL            this is not a URL, or not a request
 *     UV_EPROTONOSUPPORT   its scheme is neither http nor https
 *     UV_EAI_NONAME        the name of its host cannot be looked up
 *     UV_ECONNREFUSED      nothing listens there; or another code of connect
 *     UV_ETIMEDOUT         no connection, or no whole answer, in time
 *     UV_ECONNRESET        the connection broke
 *     UV_EOF               the answer ended too early
 *     UV_EMSGSIZE          the answer is too long
 *     UV_ELOOP             too many redirects
 *     UV_EPROTO            the answer is not good HTTP, or leads to no URL
 *     UV_EACCES            its guard forbids the address
 *     UV_EMFILE            this program has no descriptor left to ask with
 *     UV_EIO               this program cannot use TLS as it is set up
 *     UV_ECANCELED         the Deferred was canceled
 *
 * An answer with a bad status, as 404, is an answer all the same. If you
 * want a failure then, say so with response_check(), or take
 * client_get_text() or client_get_json(), which do that.
 *
 * Canceling a Deferred ends its request at once, wherever it is: also while
 * it connects, and in mid-body.
 *
 * Any number of requests may be under way. A connection whose answer has
 * been read to its end is kept for the next request to the same host; up to
 * 100 idle ones are. If a kept one proves dead, a request that does no harm
 * twice (GET, HEAD, PUT, DELETE, OPTIONS, TRACE) is sent again on another;
 * others fail with UV_ECONNRESET. There is no limit on connections that work:
 * a server that asks itself would wait for ever for its own answer.
 *
 * A redirect is followed as RFC 9110 section 15.4 says. 307 and 308 ask for
 * the same again; 303 asks by GET without a body, and so do 301 and 302 after
 * a POST. Credentials stay at their origin. Bodies that come as gzip or
 * deflate are unpacked. Heads and trailers may be 64 KiB together.
 *
 * The socket of a server in the file system is asked by a URL of its own:
 * "http+unix://%2Frun%2Fa.sock/path", with the socket's path, encoded, in
 * place of the host.
 *
 * A client belongs to the reactor that it was made for: reactor_free() frees
 * it, unless client_free() has done so before.
 */
#ifndef CLIENT_H
#define CLIENT_H

#include "reactor.h"

#include <stddef.h>
#include <sys/socket.h>

typedef struct Client Client;

/* A request. If you leave out a field, it is zero, and you get the default
   that its comment gives. Lists hold names and values in turn, with NULL at
   the end. */
typedef struct {
    const char *method;       /* GET; POST if something is sent */
    const char *url;          /* http, https or http+unix */
    const char *const *query; /* added to the URL, encoded */
    const char *const *headers;
    const char *const *form; /* to send, as a form in a page does */
    Value body;              /* to send: text, HTML, bytes or JSON */

    /* Seconds, at most, until the answer's body has ended: 60, or what
       CLIENT_SECONDS says in the environment. */
    double total_seconds;

    /* Until there is a connection: 10. */
    double connect_seconds;

    /* How many are followed until it is UV_ELOOP: 20 for GET and HEAD, none
       for other methods; -1 follows none. */
    int redirects;

    /* Bytes of the answer's body in memory at one time, until it is
       UV_EMSGSIZE: 16 MiB. */
    size_t body_limit;

    /* The body can be read once only, and what response_collect() has handed
       on is forgotten. */
    bool unbuffered;
} ClientRequest;

/* Makes a client. Ends the program, with a sentence and status 1, if
   CLIENT_SECONDS in the environment is not a number above 0. */
Client *client_new(Reactor *reactor);

/* Frees it; requests under way fail with UV_ECANCELED. The loop has to turn
   once more (reactor_free() does) before all is closed. */
void client_free(Client *client);

/* Says whether the client may connect to an address. */
typedef bool ClientGuard(const struct sockaddr *address);

/* Asks fn before each new connection, with the very address that the socket
   will be connected to: so it holds for a redirect, and a name that leads
   elsewhere when it is looked up again changes nothing. A request that finds
   no address that it may connect to fails with UV_EACCES. Set it before the
   first request: connections that are open are not asked about. */
void client_set_guard(Client *client, ClientGuard *fn);

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
