/*
 * The inside of the HTTP server, which its files share. Everyone else
 * includes http_server.h and request.h.
 *
 *     http_listen.c       endpoints, and new connections
 *     http_connection.c   one connection: its first and its last day
 *     http_read.c         reads its requests, one by one
 *     http_lines.c         first look at the octets of a head   (pure)
 *     http_head.c         what a head says, by llhttp          (pure)
 *     http_body.c         where a body ends                    (pure)
 *     http_exchange.c     one request: from the function's call to its end
 *     http_answer.c       the octets of an answer
 *     http_write.c        output to the client, which may be slow
 *     http_stream.c       answers in pieces
 *     http_break.c        answers that are not HTTP
 *     http_deadline.c     one timer for all deadlines
 *     http_drain.c        the end of the server
 *     request.c           what handlers see of it
 *
 * Where the speed comes from: one read and one write for a request. The
 * connections share one buffer to read into, and one that waits owns none.
 * The answers to all requests of one read leave in one write.
 */
#ifndef HTTP_INSIDE_H
#define HTTP_INSIDE_H

#include "buffer.h"
#include "http_body.h"
#include "http_head.h"
#include "http_lines.h"
#include "http_server.h"

typedef struct HttpConnection HttpConnection;
typedef struct HttpListener HttpListener;
typedef struct HttpOutput HttpOutput;
typedef struct HttpPiece HttpPiece;
typedef struct RequestText RequestText;

typedef enum {
    HTTP_READING_HEAD, /* or idle, if nothing of a head has come */
    HTTP_READING_BODY,
    HTTP_ANSWERING, /* the function has the request */
    HTTP_ENDING,    /* the last answer is on its way */
    HTTP_LINGERING, /* what the client still sends is thrown away */
    HTTP_CLOSED
} HttpState;

typedef union {
    uv_handle_t handle;
    uv_stream_t stream;
    uv_tcp_t tcp;
    uv_pipe_t pipe;
} HttpHandle;

enum {
    HTTP_READ_SIZE = 64 * 1024,
    HTTP_READ_AHEAD = 16 * 1024, /* so much is read during an answer */
    HTTP_KEPT_SIZE = 64 * 1024   /* larger buffers are not reused */
};

struct HttpServer {
    Reactor *reactor;
    HttpFunction *fn;
    void *arg;
    HttpLimits limits;
    HttpListener *listeners;
    HttpConnection *connections; /* the newest first */
    size_t open;                 /* how many of them are not closed */
    unsigned walks;              /* through connections; nested */
    bool has_dead;               /* to be freed after the walk */
    bool draining;
    bool freed;
    HttpOutput *spare; /* not in use */
    size_t spares;
    double now;    /* when the last sweep was */
    double period; /* from one to the next */
    bool sweeping;
    DelayedCall sweep;
    double grace_end;
    DelayedCall grace; /* the next look of the drain, or its end */
    Deferred *drained;
    unsigned trigger;
    size_t turned_away; /* connections since the last sweep */
    char input[HTTP_READ_SIZE];
};

/* A connection that waits, with its request and its Deferred, takes less than
   1,024 octets; so flags share one. */
struct HttpConnection {
    HttpServer *server;
    HttpConnection *previous;
    HttpConnection *next;
    Request *request;    /* being read, or answered */
    Buffer input;        /* read, but not used yet */
    HttpOutput *output;  /* to be written, or NULL */
    HttpOutput *sending; /* libuv has it, or NULL */
    double deadline;     /* on server->now's clock; 0: none */
    DelayedCall go_on;   /* with what is in the input */
    HttpLines scan;       /* of the head at the front of the input */
    uint8_t state;
    bool in_head : 1; /* a part of a head has come */
    bool in_turn : 1; /* requests are being read */
    bool stopped : 1; /* reading, because too much has come */
    bool ended : 1;   /* the client will send no more */
    bool broken : 1;  /* writing has failed */
    bool handle_closed : 1;
    HttpHandle uv; /* the last: a uv_tcp_t takes less room */
};

struct Request {
    HttpConnection *connection;
    Deferred *waiting; /* the function's, until it fires */
    HttpHead head;
    union {
        HttpBody body;    /* while it is read */
        RouteMatch match; /* afterwards */
    } now;
    Buffer content;     /* of the body */
    char *fields;       /* lines of the answer with CR LF, or NULL; */
    char *type;         /* its Content-Type apart: not for failures */
    RequestText *texts; /* made for the handler */
    HttpPiece *pieces;  /* whose Deferreds have not fired */
    void *state;
    unsigned lane; /* in a trace */
    uint16_t status;
    bool abandoned : 1; /* the client is gone */
    bool survives : 1;  /* being abandoned */
    bool streaming : 1; /* the answer has begun */
    bool draining : 1;  /* cancelled because the server ends */
    bool breaks : 1;    /* its octets are in the output */
    bool resets : 1;    /* the connection after them */
    char text[];        /* of the head, and room for the match */
};

/* request.c: makes one with a copy of the head that has been scanned. */
Request *request_new(HttpConnection *c, const char *bytes);
void request_free(Request *request);

/* http_server.c: frees it, if that was asked for and no connection is left. */
void http_server_release(HttpServer *server);

/* http_listen.c */
Value http_listen(HttpServer *server, const char *endpoint);
void http_listen_stop(HttpServer *server);

/* http_connection.c: one without a client yet, for that kind of stream. */
HttpConnection *http_connection_new(HttpServer *server, uv_handle_type kind);

/* Closes at once. The connection stays until libuv has closed it and its
   request has ended. */
void http_connection_close(HttpConnection *c);

/* Frees it, if it is closed and has no request. */
void http_connection_release(HttpConnection *c);

/* Calls fn for each connection. They stay while it walks. */
void http_connection_each(HttpServer *server, void (*fn)(HttpConnection *c));

/* http_read.c: begins to read. */
void http_read_start(HttpConnection *c);

/* Reads what is in the input, as far as it can be read now, writes the
   answers, and sees what is to be done next. */
void http_read_go_on(HttpConnection *c);

/* The same in the next turn of the loop. */
void http_read_go_on_later(HttpConnection *c);

/* After an answer that has come late: writes it. What is in the input waits
   for the next turn, for a handler may be running. */
void http_read_answered(HttpConnection *c);

/* Answers with what is wrong and ends the connection. */
void http_read_refuse(HttpConnection *c, HttpRefusal refusal);

/* http_exchange.c: gives c's request, which is complete, to the function. */
void http_exchange_start(HttpConnection *c);

/* Whether the connection is for more than this request. */
bool http_exchange_keeps_alive(const Request *request);

/* The client is gone: cancels the Deferred of c's request. */
void http_exchange_abandon(HttpConnection *c);

/* http_answer.c: adds an answer to what is written. */
void http_answer_value(Buffer *out, Request *request, Value result,
                       bool keep_alive);
void http_answer_refusal(Buffer *out, HttpRefusal refusal, bool is_head);

/* Adds the head of an answer in pieces. */
void http_answer_begin(Buffer *out, Request *request, bool keep_alive);

/* Whether the answer has a body: not for HEAD, 204 and 304. */
bool http_answer_has_body(const Request *request);

/* http_write.c: the buffer to which answers are added. Nothing is written
   before http_write_flush(). */
Buffer *http_write_buffer(HttpConnection *c);

/* Writes it, and what the client does not take at once later. */
void http_write_flush(HttpConnection *c);

/* Does so if it is more than limits.output_bytes: a pipeline's answers leave
   in one write, but not if they are big. */
void http_write_flush_much(HttpConnection *c);

/* Gives back what is not needed any more. */
void http_write_drop(HttpConnection *c);
void http_write_free_spares(HttpServer *server);

/* http_stream.c */
Deferred *http_stream_write(Request *request, const void *bytes,
                            size_t length);
void http_stream_end(Request *request, Value result);

/* Fires the Deferreds of the pieces: with none, or with UV_ECANCELED. */
void http_stream_written(Request *request);
void http_stream_cancel(Request *request);

/* http_break.c */
void http_break(Request *request, const void *octets, size_t length,
                bool reset);

/* http_deadline.c: sets c's deadline that many seconds from now. */
void http_deadline_set(HttpConnection *c, double seconds);

/* The one that its state asks for. */
void http_deadline_of_state(HttpConnection *c);

/* Begins to look at the deadlines, if it does not do so already. */
void http_deadline_watch(HttpServer *server);

/* http_drain.c: the server's trigger of the reactor's end. */
Value http_drain(Value result, void *server);

/* Sees whether the last connection is gone. */
void http_drain_check(HttpServer *server);

#endif
