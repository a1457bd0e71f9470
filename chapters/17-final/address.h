/*
 * Address: whether anybody on the Internet can reach it.
 *
 * This machine, the local network and the machines of a data center often
 * trust each other. A stranger cannot ask them, but could have us ask. So a
 * server that follows links of strangers asks public addresses only, and looks
 * at the address that it connects to, not at the name: a name may lead
 * anywhere, and elsewhere a moment later.
 */
#ifndef ADDRESS_H
#define ADDRESS_H

#include <stdbool.h>
#include <sys/socket.h>

/* A guard for client_set_guard(). */
bool address_is_public(const struct sockaddr *address);

#endif
