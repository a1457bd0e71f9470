/*
 * What libcurl must do. Its memory comes from xmalloc() (client.c), so it can
 * hardly run out; a library below it can, and then the program ends as
 * xmalloc() ends it. Anything else that it refuses is a bug of ours.
 */
#include "client_inside.h"

#include "die.h"

#include <stdlib.h>

static void check(bool done, bool is_memory, const char *words)
{
    if (done)
        return;
    if (!is_memory)
        die("client: %s", words);
    fprintf(stderr, "client: %s\n", words);
    exit(1);
}

void client_must(CURLcode result)
{
    check(result == CURLE_OK, result == CURLE_OUT_OF_MEMORY,
          curl_easy_strerror(result));
}

void client_must_multi(CURLMcode result)
{
    check(result == CURLM_OK, result == CURLM_OUT_OF_MEMORY,
          curl_multi_strerror(result));
}
