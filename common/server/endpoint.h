/*
 * Endpoint: the place at which a server listens, as one text, as Twisted does.
 *
 *     tcp:8080                            port 8080, this machine only
 *     tcp:8080:interface=192.168.1.7      on the interface of this address
 *     tcp:8080:interface=0.0.0.0          on all interfaces
 *     tcp:8080:interface=\:\:1            IPv6; a backslash before each ":"
 *     tcp:8080:share=yes                  a port that several programs share
 *     tcp:0                               a port that the system chooses
 *     unix:/run/course.sock               a socket in the file system
 *
 * Programs share a port if each of them says so, and all run under one user.
 * The system then gives each new connection to one of them; which one depends
 * on the addresses and ports of both sides, not on who has time.
 *
 * Addresses are numbers, not names, so nothing here waits for a name server.
 * Twisted listens on all interfaces if none is said; a course does better to
 * stay on the machine that it runs on.
 */
#ifndef ENDPOINT_H
#define ENDPOINT_H

#include "value.h"

#include <uv.h>

typedef struct {
    bool is_unix;
    bool is_shared;                  /* tcp; SO_REUSEPORT */
    struct sockaddr_storage address; /* tcp */
    char path[108]; /* unix; the longest path that Linux allows */
} Endpoint;

/* Reads text into *endpoint. Returns none, or a failure whose message gives
   the reason. */
Value endpoint_parse(const char *text, Endpoint *endpoint);

/* Binds a stream, a new uv_tcp_t or, for unix, uv_pipe_t, to it. Returns 0 or
   an UV_E code. The socket file of a program that is dead is replaced. */
int endpoint_bind(const Endpoint *endpoint, uv_stream_t *stream);

/* The URL of what listens on stream, "http://127.0.0.1:8080" or
   "unix:/path", as text, or a failure if the system does not tell. */
Value endpoint_url(const Endpoint *endpoint, const uv_stream_t *stream);

#endif
