/*
 * The phrase of a status: "404 Not Found" (RFC 9110 section 15).
 */
#ifndef HTTP_STATUS_H
#define HTTP_STATUS_H

/* Returns the number and its phrase, or "599 Unknown" if it has none. Lent
   until the next call on the same thread. */
const char *http_status_line(int status);

#endif
