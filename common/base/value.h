/*
 * Value: a result, passed by value.
 *
 * A Value is what a Deferred carries from callback to callback, and what a
 * handler answers with: nothing, an integer, text, HTML, bytes, a list, an
 * object of your own, a failure, or a Deferred whose result is still to come.
 *
 * One rule says who owns what:
 *
 *     What you make, you give away. What you are handed is only lent.
 *
 * A callback is lent the result so far and returns the next one. It may
 * return the very Value that it was lent ("unchanged"), or a Value that it
 * made. It frees nothing: the Deferred frees what it no longer needs. So the
 * programs of this course contain no free().
 *
 * There is one trap: a part of what you were lent dies with the whole. Do not
 * return as_item(list, 0), and do not keep as_text(result) for later. Return
 * or keep a value_copy(), which is cheap: it counts owners and copies no
 * bytes.
 *
 * The as_ functions read a Value. Reading the wrong kind is a bug and stops
 * the program: "as_text: expected text, got int".
 *
 * A Value belongs to no thread. You may hand one over, or keep a copy here
 * and give one away: owners are counted so that this is safe, and what is in
 * a Value never changes. Only an object is as safe as what you put into it,
 * and its free function runs on the thread of its last owner.
 */
#ifndef VALUE_H
#define VALUE_H

#include "failure.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    VALUE_NONE,
    VALUE_INT,
    VALUE_TEXT,  /* UTF-8, ends with a NUL */
    VALUE_HTML,  /* the same, and fit to be put into a page as it is */
    VALUE_BYTES, /* a length and any bytes */
    VALUE_LIST,
    VALUE_OBJECT,
    VALUE_FAILURE,
    VALUE_DEFERRED
} ValueKind;

typedef struct Box Box;

typedef struct {
    ValueKind kind;
    uint32_t copy; /* 0, or which copy of the Value in the box it is */
    union {
        int64_t integer;
        Box *box; /* all kinds from VALUE_TEXT on */
    } as;
} Value;

/* What an object Value is called in messages, and how it is freed. One
   static const BoxType stands for one kind of object. */
typedef struct {
    const char *name;
    void (*free)(void *object);
} BoxType;

/* The result of a function that has nothing to say (Python's None). */
Value value_none(void);

Value value_int(int64_t integer);

/* Copies text, which is UTF-8 and ends with a NUL. */
Value value_text(const char *text);

/* Formats text as printf does. */
Value value_textf(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

/* Copies text that is HTML already: it enters a page as it stands. */
Value value_html(const char *html);

/* Formats HTML as printf does, but escapes what each %s inserts, so that
   text from outside cannot become a tag. Takes plain conversions only: %s
   %c %d %u %x %f %g %% with l, ll, z or PRId64 sizes, and widths; another
   one stops the program. (GLib's g_markup_printf_escaped is a precedent.) */
Value value_htmlf(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

/* Returns "<tag>inner</tag>" as HTML. Inner is lent: HTML enters as it is,
   text is escaped. */
Value value_tag(const char *tag, Value inner);

/* Copies length bytes. */
Value value_bytes(const void *bytes, size_t length);

/* Makes a list of count items, which it takes; the array stays yours. */
Value value_list(const Value *items, size_t count);

/* Takes an object: type->free(object) runs when its last owner lets go. */
Value value_object(const BoxType *type, void *object);

/* Makes a failure. Code is a libuv error (UV_E*, below 0) or an HTTP status
   (400 to 599), which a handler's failure is then answered with; any other
   code stops the program. The message is one sentence, as printf formats
   it. The failure remembers the file and line where it was made. */
#define value_failure(code, ...) \
    value_failure_at(__FILE__, __LINE__, code, __VA_ARGS__)
Value value_failure_at(const char *file, int line, int code,
                       const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Makes a failure with the code, message and place of another one, which
   was member number index (from 0) of a group. */
Value value_failure_of(const Failure *member, int index);

/* Makes another owner of the same result. A Deferred has one owner only and
   cannot be copied: that stops the program. */
Value value_copy(Value value);

/* Lets go of a Value. Only code that keeps Values itself needs this. */
void value_free(Value value);

/* Whether two Values are one and the same, not merely equal. A copy is not
   the same as its original: a callback may return either the Value that it
   was lent or a copy of it. Both have one box, but with the copy there is an
   owner more, and the Deferred has to free the one that it lent. */
static inline bool value_same(Value a, Value b)
{
    return a.kind == b.kind && a.copy == b.copy &&
           (a.kind == VALUE_NONE || a.as.integer == b.as.integer);
}

/* The name of the Value's kind as messages give it: "text", "int" ... */
const char *value_kind_name(Value value);

int64_t as_int(Value value);

/* The text of a text or HTML Value, lent as long as the Value lives. */
const char *as_text(Value value);

/* The bytes of a text, HTML or bytes Value, lent; *length is set. */
const char *as_bytes(Value value, size_t *length);

/* The number of items of a list. */
size_t as_count(Value list);

/* Item number index, from 0, lent. One that is not there stops the
   program. */
Value as_item(Value list, size_t index);

/* The object that value_object() took, lent; it must be of this type. */
void *as_object(Value value, const BoxType *type);

/* Whether this is an object of this type. */
bool is_object(Value value, const BoxType *type);

/* The failure, lent. */
const Failure *as_failure(Value value);

/* Whether the Value is a failure. */
static inline bool failed(Value value)
{
    return value.kind == VALUE_FAILURE;
}

#endif
