/*
 * Url: whether a text can be the address of a server, such as a program is
 * given on its command line.
 *
 * libcurl takes apart the URL of each request. This looks at a base URL, to
 * which we add a path for each request, and it looks early: you hear of a
 * mistake when the program starts, and not from every page.
 */
#ifndef URL_H
#define URL_H

/* Returns NULL for a base URL, "http://127.0.0.1:8080" or
   "https://user:password@host/some/path", or of a server on a Unix socket,
   "http+unix://%2Ftmp%2Fs" for /tmp/s; else its flaw, as the
   end of a sentence that begins with "the URL ". A host may have letters
   beyond ASCII. A query or a fragment is refused, since a path that is added
   after it would be a part of it. */
const char *url_flaw(const char *text);

#endif
