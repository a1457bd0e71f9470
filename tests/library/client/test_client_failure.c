/* The client: each way in which libcurl can fail has a code and a sentence,
   and each of these codes an answer of the gateway's. */
#include "client_inside.h"

#include "reply_server.h"

#include <errno.h>

static Transfer transfer;

static void begin_transfer(void)
{
    static Response response = {.name = "GET http://a/"};

    curl_global_init(CURL_GLOBAL_DEFAULT);
    transfer = (Transfer){.response = &response, .easy = curl_easy_init()};
    transfer.total_seconds = 60;
}

static void check(CURLcode result, int code, const char *words)
{
    Value failure = keep(client_failure(&transfer, result));

    fprintf(stderr, "%s:\n", curl_easy_strerror(result));
    CHECK(failed(failure));
    CHECK_TEXT(failure_name(as_failure(failure)->code), failure_name(code));
    CHECK_CONTAINS(as_failure(failure)->message, "GET http://a/: ");
    CHECK_CONTAINS(as_failure(failure)->message, words);
}

static void codes(void)
{
    begin_transfer();
    check(CURLE_OK, UV_EOF, "ends too early");
    check(CURLE_PARTIAL_FILE, UV_EOF, "ends too early");
    check(CURLE_GOT_NOTHING, UV_EOF, "ends too early");
    check(CURLE_OPERATION_TIMEDOUT, UV_ETIMEDOUT, "no connection within");
    check(CURLE_COULDNT_RESOLVE_HOST, UV_EAI_NONAME, "looked up");
    check(CURLE_COULDNT_CONNECT, UV_ECONNREFUSED, "refused");
    check(CURLE_SEND_ERROR, UV_ECONNRESET, "reset");
    check(CURLE_RECV_ERROR, UV_ECONNRESET, "reset");
    check(CURLE_OUT_OF_MEMORY, UV_EMSGSIZE, "too long");
    check(CURLE_URL_MALFORMAT, UV_EINVAL, "URL");
    check(CURLE_UNSUPPORTED_PROTOCOL, UV_EPROTO, "rotocol");
    check(CURLE_WEIRD_SERVER_REPLY, UV_EPROTO, "server reply");
    check(CURLE_SSL_CONNECT_ERROR, UV_EPROTO, "SSL");
    check(CURLE_PEER_FAILED_VERIFICATION, UV_EPROTO, "SSL");
    check(CURLE_SSL_CACERT_BADFILE, UV_EIO, "SSL");
    strcpy(transfer.detail, "Illegal or missing hexadecimal sequence");
    check(CURLE_RECV_ERROR, UV_EPROTO, "hexadecimal");
    strcpy(transfer.detail, "Out of memory in chunked-encoding");
    check(CURLE_RECV_ERROR, UV_EMSGSIZE, "too long");
    curl_easy_cleanup(transfer.easy);
}

static void any_code(void)
{
    begin_transfer();
    for (int result = 1; result < CURL_LAST; result++)
        check((CURLcode)result,
              as_failure(keep(client_failure(&transfer, (CURLcode)result)))
                  ->code,
              "http://a/: ");
    curl_easy_cleanup(transfer.easy);
}

static void system_codes(void)
{
    static const int codes[] = {UV_EACCES, UV_EADDRNOTAVAIL,
                                UV_EPERM,  UV_ENETUNREACH,
                                UV_EMFILE, UV_ECONNRESET};

    begin_transfer();
    for (size_t i = 0; i < COUNT(codes); i++) {
        transfer.socket_error = codes[i];
        check(CURLE_COULDNT_CONNECT, codes[i], uv_strerror(codes[i]));
        check(CURLE_SEND_ERROR, codes[i], uv_strerror(codes[i]));
    }
    transfer.socket_error = UV_EINVAL;
    check(CURLE_COULDNT_CONNECT, UV_EADDRNOTAVAIL, "address not available");
    curl_easy_cleanup(transfer.easy);
}

static const UnitTest tests[] = {
    {"what libcurl says becomes a code and a sentence", codes},
    {"whatever it says becomes one", any_code},
    {"what the system says about a connection is passed on", system_codes},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), NULL, argc, argv);
}
