#define _GNU_SOURCE     /* vasprintf */
#include "value.h"

#include "die.h"
#include "xmalloc.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    Box box;
    size_t length;
    char bytes[];           /* and a NUL behind them */
} Bytes;

typedef struct {
    Box box;
    size_t count;
    Value items[];
} List;

typedef struct {
    Box box;
    void *object;
} Object;

typedef struct {
    Box box;
    Failure failure;
    char *message;
} FailureBox;

static void list_free(void *memory)
{
    List *list = memory;

    for (size_t i = 0; i < list->count; i++)
        value_free(list->items[i]);
    free(list);
}

static void failure_free(void *memory)
{
    FailureBox *failure = memory;

    free(failure->message);
    free(failure);
}

static const BoxType bytes_type = {"bytes", free};
static const BoxType list_type = {"list", list_free};
static const BoxType failure_type = {"failure", failure_free};

static Value boxed(ValueKind kind, Box *box, const BoxType *type)
{
    box->type = type;
    box->owners = 1;
    return (Value){.kind = kind, .as.box = box};
}

static Value new_bytes(ValueKind kind, const void *bytes, size_t length)
{
    Bytes *new = xmalloc(sizeof *new + length + 1);

    new->length = length;
    if (length > 0)
        memcpy(new->bytes, bytes, length);
    new->bytes[length] = '\0';
    return boxed(kind, &new->box, &bytes_type);
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

    list->count = count;
    for (size_t i = 0; i < count; i++)
        list->items[i] = items[i];
    return boxed(VALUE_LIST, &list->box, &list_type);
}

Value value_object(const BoxType *type, void *object)
{
    Object *new = xmalloc(sizeof *new);

    new->object = object;
    return boxed(VALUE_OBJECT, &new->box, type);
}

Value value_failure_at(const char *file, int line, int code,
                       const char *format, ...)
{
    FailureBox *new = xmalloc(sizeof *new);
    va_list args;

    if (code > 599 || (code >= 0 && code < 400))
        die("value_failure: %d at %s:%d is neither a UV_E* code nor an HTTP "
            "status from 400 to 599", code, file, line);
    va_start(args, format);
    new->message = format_text(format, args);
    va_end(args);
    new->failure = (Failure){.code = code, .message = new->message,
                             .file = file, .line = line, .index = -1};
    return boxed(VALUE_FAILURE, &new->box, &failure_type);
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
    static _Thread_local uint32_t copies;

    if (value.kind == VALUE_DEFERRED)
        die("value_copy: a Deferred has one owner and cannot be copied");
    if (is_boxed(value)) {
        value.as.box->owners++;
        value.copy = ++copies;
    }
    return value;
}

void value_free(Value value)
{
    Box *box = value.as.box;

    if (!is_boxed(value) || --box->owners > 0)
        return;
    if (value.kind == VALUE_OBJECT) {
        box->type->free(((Object *)box)->object);
        free(box);
    } else {
        box->type->free(box);
    }
}

const char *value_kind_name(Value value)
{
    static const char *const names[] = {
        [VALUE_NONE] = "none",         [VALUE_INT] = "int",
        [VALUE_TEXT] = "text",         [VALUE_HTML] = "HTML",
        [VALUE_BYTES] = "bytes",       [VALUE_LIST] = "list",
        [VALUE_FAILURE] = "a failure", [VALUE_DEFERRED] = "a Deferred",
    };

    if (value.kind == VALUE_OBJECT)
        return value.as.box->type->name;
    return names[value.kind];
}

static _Noreturn void wrong_kind(const char *reader, const char *wanted,
                                 Value got)
{
    const FailureBox *box = (FailureBox *)got.as.box;

    if (got.kind != VALUE_FAILURE)
        die("%s: expected %s, got %s", reader, wanted, value_kind_name(got));
    die("%s: expected %s, got the failure \"%s\" made at %s:%d", reader,
        wanted, box->message, box->failure.file, box->failure.line);
}

int64_t as_int(Value value)
{
    if (value.kind != VALUE_INT)
        wrong_kind("as_int", "int", value);
    return value.as.integer;
}

const char *as_text(Value value)
{
    if (value.kind != VALUE_TEXT && value.kind != VALUE_HTML)
        wrong_kind("as_text", "text", value);
    return ((Bytes *)value.as.box)->bytes;
}

const char *as_bytes(Value value, size_t *length)
{
    if (value.kind < VALUE_TEXT || value.kind > VALUE_BYTES)
        wrong_kind("as_bytes", "text, HTML or bytes", value);
    *length = ((Bytes *)value.as.box)->length;
    return ((Bytes *)value.as.box)->bytes;
}

static List *as_list(const char *reader, Value value)
{
    if (value.kind != VALUE_LIST)
        wrong_kind(reader, "list", value);
    return (List *)value.as.box;
}

size_t as_count(Value list)
{
    return as_list("as_count", list)->count;
}

Value as_item(Value list, size_t index)
{
    List *items = as_list("as_item", list);

    if (index >= items->count)
        die("as_item: there is no item %zu in a list of %zu", index,
            items->count);
    return items->items[index];
}

bool is_object(Value value, const BoxType *type)
{
    return value.kind == VALUE_OBJECT && value.as.box->type == type;
}

void *as_object(Value value, const BoxType *type)
{
    if (!is_object(value, type))
        wrong_kind("as_object", type->name, value);
    return ((Object *)value.as.box)->object;
}

const Failure *as_failure(Value value)
{
    if (value.kind != VALUE_FAILURE)
        wrong_kind("as_failure", "a failure", value);
    return &((FailureBox *)value.as.box)->failure;
}
