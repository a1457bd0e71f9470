/*
 * Page: a room as HTML, which works without a script, too.
 */
#ifndef PAGE_H
#define PAGE_H

#include "request.h"
#include "rooms.h"

/* Answers with the page of a room that shows these messages; a failure is
   passed on. */
Value page_show(Request *request, const Room *room, Value messages);

/* Sends a browser that has sent a form back to the room's page, which keeps
   the name in its field. */
Value page_go_back(Request *request, const char *room, const char *name);

#endif
