/*
 * What a status is called: "404 Not Found" (RFC 9110 section 15).
 */
#ifndef HTTP_STATUS_H
#define HTTP_STATUS_H

/* The number and its phrase; "599 Unknown" for one that has none. Lent until
   the next call on the same thread. */
const char *http_status_line(int status);

#endif
