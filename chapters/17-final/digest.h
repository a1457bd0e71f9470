/*
 * Digest: a link that somebody has sent, and a few words about its page.
 *
 * Strangers decide here whom this server asks. So it asks public addresses
 * only (address.h), for five seconds and a megabyte at most, eight pages at a
 * time, and each page once in a while.
 */
#ifndef DIGEST_H
#define DIGEST_H

#include "reactor.h"
#include "request.h"

/* If private_links, it asks private addresses, too. */
void digest_open(Reactor *reactor, bool private_links);
void digest_close(void);

/* For coroutines: JSON, {"title": "...", "bytes": 1234, "hash": "..."}, where
   the title is null if the page is no HTML. Or a failure. */
Value digest_of(const char *url);

/* Forgets the pages that it has asked for, so they are asked again. */
void digest_forget(void);

#endif
