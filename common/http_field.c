#include "http_field.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

#define ALPHANUMERIC "abcdefghijklmnopqrstuvwxyz" \
                     "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

bool http_field_has(const char *list, const char *token)
{
    size_t length = strlen(token);

    while (*list != '\0') {
        size_t item = strcspn(list, ", \t");

        if (item == length && strncasecmp(list, token, length) == 0)
            return true;
        list += item;
        list += strspn(list, ", \t");
    }
    return false;
}

/* Percent signs are not looked at more closely: the host is not used. */
bool http_field_is_host(const char *value)
{
    static const char name[] = ALPHANUMERIC "-._~%!$&'()*+,;=";
    static const char address[] = "0123456789abcdefABCDEFv.:";

    if (*value == '[') {
        size_t length = strspn(value + 1, address);

        if (length == 0 || value[length + 1] != ']')
            return false;
        value += length + 2;
    } else {
        value += strspn(value, name);
    }
    if (*value == ':')
        value += 1 + strspn(value + 1, "0123456789");
    return *value == '\0';
}

bool http_field_is_name(const char *name)
{
    return *name != '\0' &&
           name[strspn(name, ALPHANUMERIC "!#$%&'*+-.^_`|~")] == '\0';
}

bool http_field_is_value(const char *value)
{
    for (; *value != '\0'; value++)
        if (((unsigned char)*value < ' ' && *value != '\t') || *value == 127)
            return false;
    return true;
}
