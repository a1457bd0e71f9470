/*
 * Values are read here. Each reader looks at the kind first, and stops the
 * program if it is the wrong one: what was expected, and what is there. Of a
 * failure it says where that was made, which is where the search begins.
 */
#include "value_inside.h"

#include "die.h"

const char *value_kind_name(Value value)
{
    static const char *const names[] = {
        [VALUE_NONE] = "none",         [VALUE_INT] = "int",
        [VALUE_TEXT] = "text",         [VALUE_HTML] = "HTML",
        [VALUE_BYTES] = "bytes",       [VALUE_LIST] = "list",
        [VALUE_FAILURE] = "a failure", [VALUE_DEFERRED] = "a Deferred",
    };

    /* "a response" tells a programmer more than "an object". */
    if (value.kind == VALUE_OBJECT)
        return value.as.box->type->name;
    return names[value.kind];
}

/* If a failure is there, most likely the program has not looked for it. Its
   message and place then say more than its kind does. */
static _Noreturn void stop_at_wrong_kind(const char *reader,
                                         const char *wanted, Value got)
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
        stop_at_wrong_kind("as_int", "int", value);
    return value.as.integer;
}

const char *as_text(Value value)
{
    if (value.kind != VALUE_TEXT && value.kind != VALUE_HTML)
        stop_at_wrong_kind("as_text", "text", value);
    return ((Bytes *)value.as.box)->bytes;
}

const char *as_bytes(Value value, size_t *length)
{
    /* The three kinds are neighbors in ValueKind, and have the same box. */
    if (value.kind < VALUE_TEXT || value.kind > VALUE_BYTES)
        stop_at_wrong_kind("as_bytes", "text, HTML or bytes", value);
    *length = ((Bytes *)value.as.box)->length;
    return ((Bytes *)value.as.box)->bytes;
}

static List *as_list(const char *reader, Value value)
{
    if (value.kind != VALUE_LIST)
        stop_at_wrong_kind(reader, "list", value);
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
    return items->items[index]; /* lent: it belongs to the list */
}

/* A type is known by its address: there is one BoxType of each. */
bool is_object(Value value, const BoxType *type)
{
    return value.kind == VALUE_OBJECT && value.as.box->type == type;
}

void *as_object(Value value, const BoxType *type)
{
    if (!is_object(value, type))
        stop_at_wrong_kind("as_object", type->name, value);
    return ((Object *)value.as.box)->object;
}

const Failure *as_failure(Value value)
{
    if (value.kind != VALUE_FAILURE)
        stop_at_wrong_kind("as_failure", "a failure", value);
    return &((FailureBox *)value.as.box)->failure;
}
