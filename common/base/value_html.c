/*
 * HTML as a Value: value_htmlf() and value_tag() of value.h.
 *
 * A format is copied into a page piece by piece. The text between conversions
 * is HTML already; what a conversion makes of an argument is text from
 * outside, and is escaped. So each conversion is taken apart here, and given
 * to printf alone.
 */
#include "value.h"

#include "buffer.h"
#include "die.h"
#include "text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void add_escaped(Buffer *page, const char *text)
{
    for (; *text; text++) {
        const char *entity = text_entity(*text);

        if (entity)
            buffer_add_text(page, entity);
        else
            buffer_add(page, text, 1);
    }
}

static Value make_html(Buffer *page)
{
    Value html;

    buffer_add(page, "", 1); /* its NUL */
    html = value_html(page->bytes);
    buffer_free(page);
    return html;
}

/* One conversion as printf has it: "%-8ld", its size "l", its letter 'd'. */
typedef struct {
    char text[32];
    char size[3];
    char letter;
} Conversion;

/* Reads the conversion that format begins with, and returns the rest of the
   format. */
static const char *read_conversion(Conversion *conversion, const char *format)
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
static Value convert_argument(const Conversion *conversion, va_list *args)
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

static const char *add_conversion(Buffer *page, const char *format,
                                  va_list *args)
{
    Conversion conversion;
    Value piece;

    format = read_conversion(&conversion, format);
    piece = convert_argument(&conversion, args);
    add_escaped(page, as_text(piece));
    value_free(piece);
    return format;
}

Value value_htmlf(const char *format, ...)
{
    Buffer page = {0};
    va_list args;

    va_start(args, format);
    while (*format) {
        size_t plain = strcspn(format, "%");

        buffer_add(&page, format, plain);
        format += plain;
        if (*format)
            format = add_conversion(&page, format, &args);
    }
    va_end(args);
    return make_html(&page);
}

Value value_tag(const char *tag, Value inner)
{
    Buffer page = {0};

    buffer_printf(&page, "<%s>", tag);
    if (inner.kind == VALUE_HTML)
        buffer_add_text(&page, as_text(inner));
    else
        add_escaped(&page, as_text(inner));
    buffer_printf(&page, "</%s>", tag);
    return make_html(&page);
}
