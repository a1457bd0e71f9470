/*
 * Sources: two descriptors for a loop to wait for, besides its clients.
 *
 * Both are made for programs that have nothing to do without them: if one
 * cannot be had, a sentence is printed on stderr, and the program exits with
 * status 1.
 */
#ifndef SOURCES_H
#define SOURCES_H

/* Listens on an endpoint ("tcp:8080"), and prints where. The descriptor is
   readable while a client waits to be accepted. */
int sources_listener(const char *endpoint);

/* A descriptor that is readable once SIGINT or SIGTERM has come. Also, from
   now on a client that is gone shows as an error of write(), and not as a
   signal. */
int sources_signals(void);

#endif
