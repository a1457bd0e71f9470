/*
 * The Date of an answer (RFC 9110 section 5.6.7).
 */
#ifndef HTTP_DATE_H
#define HTTP_DATE_H

/* Returns the line "Date: Fri, 21 Nov 2025 03:42:28 GMT" with its CR LF, which
   is made once a second. Lent until the next call. */
enum { HTTP_DATE_LENGTH = 37 };
const char *http_date(void);

#endif
