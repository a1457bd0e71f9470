#include "http_field.h"

#include "http_chars.h"

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
    const char *end;

    if (*value != '[') {
        end = http_chars_skip(value, HTTP_CHAR_HOST);
    } else {
        end = http_chars_skip(value + 1, HTTP_CHAR_ADDRESS);
        if (end == value + 1 || *end++ != ']')
            return false;
    }
    if (*end == ':')
        do
            end++;
        while (*end >= '0' && *end <= '9');
    return *end == '\0';
}

bool http_field_is_name(const char *name)
{
    return *name != '\0' && *http_chars_skip(name, HTTP_CHAR_TOKEN) == '\0';
}

bool http_field_is_value(const char *value)
{
    return *http_chars_skip(value, HTTP_CHAR_TEXT) == '\0';
}
