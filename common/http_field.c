#include "http_field.h"

#include "http_octets.h"

#include <string.h>
#include <strings.h>

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
    if (*value == '[') {
        size_t length = http_octets_count(value + 1, HTTP_OCTET_ADDRESS);

        if (length == 0 || value[length + 1] != ']')
            return false;
        value += length + 2;
    } else {
        value += http_octets_count(value, HTTP_OCTET_HOST);
    }
    if (*value == ':')
        value += 1 + strspn(value + 1, "0123456789");
    return *value == '\0';
}

bool http_field_is_name(const char *name)
{
    return *name != '\0' &&
           name[http_octets_count(name, HTTP_OCTET_TOKEN)] == '\0';
}

bool http_field_is_value(const char *value)
{
    return value[http_octets_count(value, HTTP_OCTET_TEXT)] == '\0';
}
