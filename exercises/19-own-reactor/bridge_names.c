/* Names of errors, kinds of handles and addresses. There is no loop in it. */
#include "bridge.h"

#include <arpa/inet.h>
#include <stdio.h>

/* libuv's header lists its errors and kinds of handles as macros, for tables
   like these. */
#define ERROR(name, text) {UV_##name, #name, text},
#define KIND(name, text) [UV_##name] = #text,

static const struct {
    int code;
    const char *name;
    const char *text;
} errors[] = {UV_ERRNO_MAP(ERROR)};

static const char *const kinds[UV_HANDLE_TYPE_MAX] = {
    UV_HANDLE_TYPE_MAP(KIND)};

enum { ERRORS = sizeof errors / sizeof errors[0] };

static int find_error(int code)
{
    int i = 0;

    while (i < ERRORS && errors[i].code != code)
        i++;
    return i;
}

const char *uv_err_name(int code)
{
    int i = find_error(code);

    return i < ERRORS ? errors[i].name : "UNKNOWN";
}

const char *uv_strerror(int code)
{
    int i = find_error(code);

    return i < ERRORS ? errors[i].text : "unknown error";
}

char *uv_err_name_r(int code, char *name, size_t size)
{
    int i = find_error(code);

    if (i < ERRORS)
        snprintf(name, size, "%s", errors[i].name);
    else
        snprintf(name, size, "Unknown system error %d", code);
    return name;
}

int uv_translate_sys_error(int error)
{
    return error <= 0 ? error : -error;
}

uv_handle_type uv_handle_get_type(const uv_handle_t *handle)
{
    return handle->type;
}

const char *uv_handle_type_name(uv_handle_type kind)
{
    return kinds[kind] ? kinds[kind] : "unknown";
}

int uv_ip4_addr(const char *text, int port, struct sockaddr_in *address)
{
    *address = (struct sockaddr_in){.sin_family = AF_INET,
                                    .sin_port = htons((uint16_t)port)};
    return inet_pton(AF_INET, text, &address->sin_addr) == 1 ? 0 : UV_EINVAL;
}

int uv_ip6_addr(const char *text, int port, struct sockaddr_in6 *address)
{
    *address = (struct sockaddr_in6){.sin6_family = AF_INET6,
                                     .sin6_port = htons((uint16_t)port)};
    return inet_pton(AF_INET6, text, &address->sin6_addr) == 1 ? 0 : UV_EINVAL;
}

int uv_ip4_name(const struct sockaddr_in *address, char *name, size_t size)
{
    return inet_ntop(AF_INET, &address->sin_addr, name, (socklen_t)size)
               ? 0
               : -errno;
}

int uv_ip6_name(const struct sockaddr_in6 *address, char *name, size_t size)
{
    return inet_ntop(AF_INET6, &address->sin6_addr, name, (socklen_t)size)
               ? 0
               : -errno;
}
