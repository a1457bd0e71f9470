/*
 * The parts of the server, of a connection and of a request. Each field has
 * one writer: the file whose name stands above it, or beside it; all others
 * only read it. http_inside.h says what these files do.
 */
#ifndef HTTP_STATE_H
#define HTTP_STATE_H

#include "http_reader.h"
#include "http_server.h"

typedef struct HttpConnection HttpConnection;
typedef struct HttpListener HttpListener;
typedef struct HttpOutput HttpOutput;
typedef struct HttpPiece HttpPiece;
typedef struct HttpWalk HttpWalk;
typedef struct RequestText RequestText;

/* How far a connection has come. It only goes down this list, but for the
   first two, between which it goes to and fro. */
typedef enum {
    HTTP_READING,   /* between two requests, or in one: the reader knows */
    HTTP_ANSWERING, /* the function has the request */
    HTTP_ENDING,    /* the last answer is on its way; then it lingers */
    HTTP_BREAKING,  /* the same, but then it closes at once */
    HTTP_LINGERING, /* all further bytes are thrown away */
    HTTP_CLOSED
} HttpState;

typedef enum {
    HTTP_CLIENT_HERE,
    HTTP_CLIENT_ENDED, /* it sends no more, and may still listen */
    HTTP_CLIENT_GONE
} HttpClient;

typedef enum {
    HTTP_ASLEEP,
    HTTP_AWAKE,      /* wake() is at it */
    HTTP_WOKEN_AGAIN /* and something has happened meanwhile */
} HttpTurn;

/* What a connection is given time for. */
typedef enum {
    HTTP_TIME_OF_HANDLER, /* has no end */
    HTTP_TIME_OF_IDLE,
    HTTP_TIME_OF_HEAD,
    HTTP_TIME_OF_BODY,
    HTTP_TIME_OF_WRITE,
    HTTP_TIME_OF_LINGER
} HttpTiming;

typedef enum {
    HTTP_SERVING,
    HTTP_DRAINING,  /* no new connections; requests are answered */
    HTTP_CANCELING, /* what still waits is canceled */
    HTTP_OVER       /* all connections close */
} HttpPhase;

typedef enum {
    REQUEST_RUNNING, /* the function runs, or has not been called */
    REQUEST_WAITING, /* for the function's Deferred */
    REQUEST_DONE     /* its result is there */
} RequestState;

/* Why a request's result is not wanted any more. */
typedef enum {
    REQUEST_WANTED,
    REQUEST_LEFT,    /* the client has left */
    REQUEST_STOPPED, /* the server stops */
    REQUEST_OVER     /* it is over: the last call */
} RequestEnd;

typedef enum {
    REQUEST_WHOLE,     /* the answer is made of the result */
    REQUEST_IN_PIECES, /* it has begun already */
    REQUEST_RAW,       /* it is the handler's own bytes, and then a close */
    REQUEST_RAW_RESET  /* or a reset */
} RequestForm;

typedef union {
    uv_handle_t handle;
    uv_stream_t stream;
    uv_tcp_t tcp;
    uv_pipe_t pipe;
} HttpHandle;

enum {
    HTTP_READ_SIZE = 64 * 1024,
    HTTP_READ_AHEAD = 64 * 1024, /* may come during an answer */
    HTTP_KEPT_SIZE = 64 * 1024   /* larger buffers are not reused */
};

struct HttpServer {
    /* http_server.c */
    Reactor *reactor;
    HttpFunction *fn;
    HttpWantsBody *wants_body;
    void *arg;
    HttpLimits limits;
    size_t request_size; /* a Request, and room for the function */
    void (*gone)(HttpServer *server); /* called when a connection is freed */
    unsigned trigger;
    bool freed;
    /* http_listen.c */
    HttpListener *listeners;
    /* http_accept.c */
    int spare_descriptor; /* to turn a client away with, or -1 */
    size_t turned_away;   /* since the beginning */
    /* http_sweep.c */
    double now;    /* the clock of the deadlines, at the last sweep */
    double swept;  /* the reactor's, then */
    double period; /* from one sweep to the next */
    DelayedCall sweep;
    bool sweeping;
    size_t told_away; /* of those turned away, reported */
    /* http_drain.c */
    HttpPhase phase;
    uv_prepare_t *watch; /* looks what is left, during a drain */
    DelayedCall grace;   /* its end */
    Deferred *drained;
    /* http_crowd.c */
    HttpConnection *connections; /* the newest first */
    HttpWalk *walk;              /* through them; the innermost */
    size_t open;                 /* not closed, and not turned away */
    size_t turning_away;         /* not closed, and turned away */
    /* http_write.c */
    HttpOutput *spare; /* not in use */
    size_t spares;
    /* libuv: the last read */
    char input[HTTP_READ_SIZE];
};

/* A connection that waits, with its request and its Deferred, takes less than
   1,024 bytes; so small fields share room. */
struct HttpConnection {
    /* http_crowd.c */
    HttpServer *server;
    HttpConnection *previous;
    HttpConnection *next;
    bool is_extra; /* turned away */
    /* http_connection.c */
    uint8_t state;  /* HttpState */
    uint8_t client; /* HttpClient */
    uint8_t turn;   /* HttpTurn */
    DelayedCall next_turn;
    bool resting : 1; /* the next handler is for the next turn of the loop */
    bool handle_closed : 1;
    /* http_deadline.c */
    uint8_t timing;  /* HttpTiming */
    double deadline; /* on server->now's clock; 0: none */
    /* http_input.c */
    bool is_read;      /* and not paused, as too much has come */
    uint32_t used;     /* bytes of the input */
    Buffer input;      /* read, but not used; no room: it is the server's */
    HttpReader reader; /* has the request that is being read */
    /* http_connection.c, for a request that it has taken from the reader */
    Request *request; /* with the function; after the client has left, one
                         that goes on without it */
    /* http_write.c */
    HttpOutput *output;  /* to be written, or NULL */
    HttpOutput *sending; /* libuv has it, or NULL */
    /* libuv */
    HttpHandle uv; /* the last: it has just the room of its kind */
};

struct Request {
    /* http_reader.c */
    HttpMessage message;
    /* request.c */
    char *fields;         /* lines of the answer with CR LF, or NULL; */
    char *type;           /* its Content-Type apart: not for failures */
    RequestText *texts;   /* made for the handler */
    uint16_t status;      /* 0: 200 */
    uint8_t survives : 1; /* its client */
    /* http_exchange.c */
    uint8_t state : 2;      /* RequestState */
    uint8_t called_off : 2; /* RequestEnd */
    uint8_t form : 2;       /* RequestForm; http_stream.c */
    unsigned lane;          /* in a trace */
    HttpConnection *connection;
    union {
        Deferred *waiting; /* REQUEST_WAITING: the function's */
        Value result;      /* REQUEST_DONE */
    } of;
    /* http_stream.c */
    HttpPiece *pieces; /* whose Deferreds have not fired */
};

/* A place where the server listens. */
struct HttpListener {
    /* http_listen.c */
    HttpHandle uv; /* holds the socket, and a path in the file system */
    uv_poll_t poll;
    HttpServer *server;
    HttpListener *next;
    int fd;
    uint8_t handles; /* of libuv, not closed */
    /* http_accept.c */
    int highest;       /* descriptor that a connection may have */
    DelayedCall again; /* after an error, which would come at once again */
};

#endif
