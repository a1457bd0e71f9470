/*
 * The request line: METHOD SP TARGET SP VERSION CR LF (RFC 9112 section 3).
 *
 * It is looked at as it comes, in any pieces, and what cannot become one is
 * refused at its first wrong byte: the hello of TLS, the greeting of SSH,
 * another protocol's version. Such a client waits for an answer, and never
 * sends the end of a head.
 */
#ifndef HTTP_REQUEST_LINE_H
#define HTTP_REQUEST_LINE_H

#include "http_limits.h"

/* The part that comes next. */
typedef enum {
    HTTP_REQUEST_METHOD,
    HTTP_REQUEST_TARGET,
    HTTP_REQUEST_VERSION, /* plus the number of its bytes so far: 0 to 9 */
    HTTP_REQUEST_DONE = HTTP_REQUEST_VERSION + 10
} HttpRequestPart;

/* Looks at the bytes from *at to end of a line that begins at line. Moves
   *part and *at, which are HTTP_REQUEST_METHOD and line at first, as far as
   there are bytes. Returns a refusal, or one of status 0: 400; 505 for a
   version other than 1.1 and 1.0; 501 for a method that is not known. */
HttpRefusal http_request_line_read(HttpRequestPart *part, const char *line,
                                   const char **at, const char *end);

/* Makes C texts of the method and the target of a whole line, which ends
   before end and has been read: a NUL takes the place of each of its spaces.
   The line begins with the method. */
void http_request_line_cut(char *line, char *end, char **target);

#endif
