/*
 * The body of a POST comes in, one field goes out, as text that is UTF-8 and
 * no longer than the caller wants. radio.c asks. The rules are those of a
 * query in a URL: "+" is a space, and %XX any byte.
 */
#include "form.h"

#include "keep.h"
#include "text.h"
#include "xmalloc.h"

#include <stdlib.h>
#include <string.h>

/* Finds "name=" at the start of a field, and returns its value. */
static const char *find(const char *body, size_t length, const char *name,
                        size_t *size)
{
    const char *end = body + length;
    size_t named = strlen(name);

    while (body < end) {
        const char *next = memchr(body, '&', (size_t)(end - body));
        size_t field = (size_t)((next ? next : end) - body);

        if (field > named && body[named] == '=' &&
            memcmp(body, name, named) == 0) {
            *size = field - named - 1;
            return body + named + 1;
        }
        body += field + 1;
    }
    return NULL;
}

/* Returns text, or none if it cannot be decoded. */
static Value decode(const char *encoded, size_t size)
{
    char *plain = xmalloc(size + 1), *decoded = xmalloc(size + 1);
    Value text = value_none();

    for (size_t i = 0; i < size; i++)
        plain[i] = (char)(encoded[i] == '+' ? ' ' : encoded[i]);
    if (text_percent_decode(plain, size, decoded) >= 0)
        text = value_text(decoded);
    free(plain);
    free(decoded);
    return text;
}

Value form_field(Request *request, const char *name, size_t least, size_t most)
{
    size_t length, size = 0;
    const char *body = request_body(request, &length);
    const char *encoded = find(body, length, name, &size);
    Value text;

    if (!encoded)
        return value_failure(400, "The form has no field \"%s\".", name);
    text = keep(decode(encoded, size));
    if (text.kind != VALUE_TEXT)
        return value_failure(400, "The field \"%s\" is not UTF-8.", name);
    length = text_length(as_text(text));
    if (length < least || length > most)
        return value_failure(400,
                             "The field \"%s\" has %zu characters, but it "
                             "should have %zu to %zu.",
                             name, length, least, most);
    return value_copy(text);
}
