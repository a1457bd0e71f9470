/*
 * Values: how each kind is made, shared and freed; value_read.c reads them.
 *
 * None and int are all in the Value itself. Of the other kinds a Value has a
 * pointer to a box: a count of owners, and what the kind needs after it. The
 * last owner who lets go frees the box. Deferreds, whose boxes are made in
 * deferred_life.c, pass through here unseen.
 */
#define _GNU_SOURCE /* vasprintf */
#include "value_inside.h"

#include "die.h"
#include "xmalloc.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void free_list(void *memory)
{
    List *list = memory;

    for (size_t i = 0; i < list->count; i++)
        value_free(list->items[i]);
    free(list);
}

static void free_failure(void *memory)
{
    FailureBox *failure = memory;

    free(failure->message);
    free(failure);
}

static const BoxType bytes_type = {"bytes", free};
static const BoxType list_type = {"list", free_list};
static const BoxType failure_type = {"failure", free_failure};

/* A new box has one owner: the Value that is returned. */
static Value fill_box(ValueKind kind, Box *box, const BoxType *type)
{
    box->type = type;
    atomic_init(&box->owners, 1);
    atomic_init(&box->copies, 0);
    return (Value){.kind = kind, .as.box = box};
}

/* The box and its bytes are one block. A '\0' comes after the bytes, so text
   may be read as C text; the length does not count it. */
static Value new_bytes(ValueKind kind, const void *bytes, size_t length)
{
    Bytes *new = xmalloc(sizeof *new + length + 1);

    new->length = length;
    if (length > 0)
        memcpy(new->bytes, bytes, length);
    new->bytes[length] = '\0';
    return fill_box(kind, &new->box, &bytes_type);
}

Value value_none(void)
{
    return (Value){.kind = VALUE_NONE};
}

Value value_int(int64_t integer)
{
    return (Value){.kind = VALUE_INT, .as.integer = integer};
}

Value value_text(const char *text)
{
    return new_bytes(VALUE_TEXT, text, strlen(text));
}

Value value_html(const char *html)
{
    return new_bytes(VALUE_HTML, html, strlen(html));
}

Value value_bytes(const void *bytes, size_t length)
{
    return new_bytes(VALUE_BYTES, bytes, length);
}

/* Formats as vprintf does; the text is freed with free(). */
static char *format_text(const char *format, va_list args)
{
    char *text;

    if (vasprintf(&text, format, args) < 0)
        die("the format \"%s\" does not work", format);
    return text;
}

Value value_textf(const char *format, ...)
{
    va_list args;
    char *text;
    Value value;

    va_start(args, format);
    text = format_text(format, args);
    va_end(args);
    value = value_text(text);
    free(text);
    return value;
}

Value value_list(const Value *items, size_t count)
{
    List *list = xmalloc(sizeof *list + count * sizeof *items);

    /* The items move in: the list owns them now, and frees them. */
    list->count = count;
    for (size_t i = 0; i < count; i++)
        list->items[i] = items[i];
    return fill_box(VALUE_LIST, &list->box, &list_type);
}

Value value_object(const BoxType *type, void *object)
{
    Object *new = xmalloc(sizeof *new);

    new->object = object;
    return fill_box(VALUE_OBJECT, &new->box, type);
}

Value value_failure_at(const char *file, int line, int code,
                       const char *format, ...)
{
    FailureBox *new = xmalloc(sizeof *new);
    va_list args;

    if (code > 599 || (code >= 0 && code < 400))
        die("value_failure: %d at %s:%d is neither a UV_E* code nor an HTTP "
            "status from 400 to 599",
            code, file, line);
    va_start(args, format);
    new->message = format_text(format, args);
    va_end(args);
    new->failure = (Failure){.code = code,
                             .message = new->message,
                             .file = file,
                             .line = line,
                             .index = -1};
    return fill_box(VALUE_FAILURE, &new->box, &failure_type);
}

Value value_failure_of(const Failure *member, int index)
{
    Value copy = value_failure_at(member->file, member->line, member->code,
                                  "%s", member->message);

    ((FailureBox *)copy.as.box)->failure.index = index;
    return copy;
}

static bool is_boxed(Value value)
{
    return value.kind > VALUE_INT;
}

Value value_copy(Value value)
{
    Box *box = value.as.box;

    if (value.kind == VALUE_DEFERRED)
        die("value_copy: a Deferred has one owner and cannot be copied");
    if (is_boxed(value)) {
        /* The caller is an owner, so the count cannot fall to 0 meanwhile, and
           there is nothing to order. */
        atomic_fetch_add_explicit(&box->owners, 1, memory_order_relaxed);
        value.copy = 1 + atomic_fetch_add_explicit(&box->copies, 1,
                                                   memory_order_relaxed);
    }
    return value;
}

/* Whether this was the last owner, who leaves a count of 0. A single one needs
   no count that other threads see, which would cost 5 ns. Either way the last
   one sees all that the others did with the box before they let go. */
static bool is_last_owner(Box *box)
{
    if (atomic_load_explicit(&box->owners, memory_order_acquire) == 1) {
        atomic_store_explicit(&box->owners, 0, memory_order_relaxed);
        return true;
    }
    return atomic_fetch_sub_explicit(&box->owners, 1, memory_order_acq_rel) ==
           1;
}

void value_free(Value value)
{
    Box *box = value.as.box;

    if (!is_boxed(value) || !is_last_owner(box))
        return;
    /* The type of an object frees what is in the box, and knows nothing of the
       box; our own types free both. */
    if (value.kind == VALUE_OBJECT) {
        box->type->free(((Object *)box)->object);
        free(box);
    } else {
        box->type->free(box);
    }
}
