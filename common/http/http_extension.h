/*
 * HttpExtension: reads the extensions of a chunk, such as ;a;b=c;d="e;f",
 * byte by byte, to the CR after them (RFC 9112 section 7.1.1). The server
 * knows none and drops them. But it checks them, so that it sees the end of a
 * chunk's line in the same place as a proxy before it.
 */
#ifndef HTTP_EXTENSION_H
#define HTTP_EXTENSION_H

typedef enum {
    HTTP_EXTENSION_WRONG,  /* the byte is not allowed there */
    HTTP_EXTENSION_BEFORE, /* blanks before a semicolon */
    HTTP_EXTENSION_BEGIN,  /* after a semicolon */
    HTTP_EXTENSION_NAME,
    HTTP_EXTENSION_AFTER_NAME, /* blanks */
    HTTP_EXTENSION_EQUALS,     /* after "=" */
    HTTP_EXTENSION_TOKEN,      /* a value */
    HTTP_EXTENSION_QUOTED,     /* a value in quotes */
    HTTP_EXTENSION_ESCAPED,    /* after a backslash in it */
    HTTP_EXTENSION_AFTER_QUOTE,
    HTTP_EXTENSION_DONE /* the byte was the CR */
} HttpExtension;

/* Returns the state after another byte. Begin with BEFORE, and with the byte
   after the length. */
HttpExtension http_extension_read(HttpExtension state, char c);

#endif
