/* value_htmlf() and value_tag() of value.h. */
#include "value.h"

#include "die.h"
#include "text.h"
#include "xmalloc.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    char *text;
    size_t length;
    size_t size;
} Page;

static void put_octets(Page *page, const char *text, size_t length)
{
    if (page->length + length >= page->size) {
        page->size = 2 * (page->length + length) + 64;
        page->text = xrealloc(page->text, page->size);
    }
    memcpy(page->text + page->length, text, length);
    page->length += length;
    page->text[page->length] = '\0';
}

static void put(Page *page, const char *html)
{
    put_octets(page, html, strlen(html));
}

static void put_escaped(Page *page, const char *text)
{
    for (; *text; text++) {
        const char *entity = text_entity(*text);

        if (entity)
            put(page, entity);
        else
            put_octets(page, text, 1);
    }
}

static Value page_value(Page *page)
{
    Value html = value_html(page->text);

    free(page->text);
    return html;
}

/* One conversion as printf has it: "%-8ld", its size "l", its letter 'd'. */
typedef struct {
    char text[32];
    char size[3];
    char letter;
} Conversion;

/* Reads the conversion that format begins with, and returns what is behind
   it. */
static const char *conversion_read(Conversion *conversion, const char *format)
{
    size_t width = 1 + strspn(format + 1, "-+ #0123456789.");
    size_t size = strspn(format + width, "lz");
    char letter = format[width + size];

    if (!letter || !strchr(size > 0 ? "duxfg" : "scduxfg%", letter) ||
        size > 2 || width + size > 30)
        die("value_htmlf: \"%s\" does not begin with one of %%s %%c %%d %%u "
            "%%x %%f %%g %%%%",
            format);
    *conversion = (Conversion){.letter = letter};
    memcpy(conversion->text, format, width + size + 1);
    memcpy(conversion->size, format + width, size);
    return format + width + size + 1;
}

/* Takes the next argument, as the conversion says, and formats it. */
static Value convert(const Conversion *conversion, va_list *args)
{
    const char *format = conversion->text;

    if (conversion->letter == '%')
        return value_text("%");
    if (conversion->letter == 's')
        return value_textf(format, va_arg(*args, const char *));
    if (strchr("fg", conversion->letter))
        return value_textf(format, va_arg(*args, double));
    if (strcmp(conversion->size, "ll") == 0)
        return value_textf(format, va_arg(*args, long long));
    if (strcmp(conversion->size, "l") == 0)
        return value_textf(format, va_arg(*args, long));
    if (strcmp(conversion->size, "z") == 0)
        return value_textf(format, va_arg(*args, size_t));
    return value_textf(format, va_arg(*args, int));
}

Value value_htmlf(const char *format, ...)
{
    Page page = {0};
    va_list args;

    va_start(args, format);
    put(&page, "");
    while (*format) {
        size_t plain = strcspn(format, "%");

        put_octets(&page, format, plain);
        format += plain;
        if (*format) {
            Conversion conversion;
            Value piece;

            format = conversion_read(&conversion, format);
            piece = convert(&conversion, &args);
            put_escaped(&page, as_text(piece));
            value_free(piece);
        }
    }
    va_end(args);
    return page_value(&page);
}

Value value_tag(const char *tag, Value inner)
{
    Page page = {0};

    put(&page, "<");
    put(&page, tag);
    put(&page, ">");
    if (inner.kind == VALUE_HTML)
        put(&page, as_text(inner));
    else
        put_escaped(&page, as_text(inner));
    put(&page, "</");
    put(&page, tag);
    put(&page, ">");
    return page_value(&page);
}
