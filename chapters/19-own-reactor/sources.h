/*
 * Sources: two descriptors for a loop to wait for, besides its clients.
 *
 * Both are made for programs that have nothing to do without them: where one
 * cannot be had, a sentence is printed on stderr, and the program exits
 * with status 1.
 */
#ifndef SOURCES_H
#define SOURCES_H

/* Listens on an endpoint ("tcp:8080"), and prints where. The descriptor is
   readable while a client waits to be accepted. */
int sources_listener(const char *endpoint);

/* A descriptor that is readable once SIGINT or SIGTERM has come. A client
   that is gone is no signal any more, but an error of write(). */
int sources_signals(void);

#endif
