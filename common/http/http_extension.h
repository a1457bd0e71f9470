/*
 * HttpExtension: reads the extensions of a chunk, byte by byte, to the CR
 * after them: ";a;b=c;d="e;f"" (RFC 9112 section 7.1.1). The server knows
 * none, and drops them; but two programs must not see a chunk's line end in
 * different places.
 */
#ifndef HTTP_EXTENSION_H
#define HTTP_EXTENSION_H

typedef enum {
    HTTP_EXTENSION_WRONG,  /* the byte may not stand there */
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

/* Where the extensions are after another byte. Begin at BEFORE, with the
   byte after the length. */
HttpExtension http_extension_read(HttpExtension state, char c);

#endif
