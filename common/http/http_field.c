/* The server and the client ask here before they send a header of a program,
   and http_framing.c counts in lists. See http_field.h. */
#include "http_field.h"

#include "http_chars.h"

#include <string.h>
#include <strings.h>

/* Each round looks at one item and goes on to the next. Items may be empty, as
   in "a, ,b", and then count for nothing (RFC 9110 section 5.6.1.2). */
unsigned http_field_count(const char *list, const char *token)
{
    size_t length = strlen(token);
    unsigned count = 0;

    while (*list != '\0') {
        size_t item = strcspn(list, ", \t");

        count += item == length && strncasecmp(list, token, length) == 0;
        list += item;
        list += strspn(list, ", \t");
    }
    return count;
}

static bool is_all(const char *text, int kind)
{
    while (http_chars_is(*text, kind))
        text++;
    return *text == '\0';
}

/* A token: RFC 9110 sections 5.1 and 5.6.2. */
bool http_field_is_name(const char *name)
{
    return *name != '\0' && is_all(name, HTTP_CHAR_TOKEN);
}

/* A value may be empty (RFC 9110 section 5.5), which a name may not. */
bool http_field_is_value(const char *value)
{
    return is_all(value, HTTP_CHAR_TEXT);
}
