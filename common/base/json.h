/*
 * Json: JSON as a Value, by the jansson library.
 *
 * A JSON Value is an object Value around a json_t; all of jansson works on
 * json_of() it. A handler that returns one answers with it as
 * application/json; for another type return json_render() of it.
 *
 *     return json_value(json_pack("{s:i}", "sum", 7));
 *
 * Arrays and objects may be nested 2048 deep (JSON_DEEPEST), which is what
 * jansson's parser takes. JSON that was read can be written, also on the small
 * stack of a coroutine.
 */
#ifndef JSON_H
#define JSON_H

#include "value.h"

#include <jansson.h>

enum { JSON_DEEPEST = 2048 };

/* Takes a json_t. NULL, which jansson returns for text that is not UTF-8,
   becomes a failure (UV_EINVAL). */
Value json_value(json_t *json);

/* Whether this is a JSON Value. */
bool is_json(Value value);

/* The json_t, lent as long as the Value lives; another kind of Value stops
   the program. */
json_t *json_of(Value value);

/* Reads length bytes of JSON, with or without a byte order mark in front (RFC
   8259 section 8.1). A failure (UV_EINVAL) tells the line and the column, both
   from 1. */
Value json_parse(const char *text, size_t length);

/* Writes JSON, without spaces, as bytes. Fails (UV_EINVAL) for JSON that
   contains itself, is nested too deep, or has text that is not UTF-8. */
Value json_render(Value json);

/* A copy of the text that an object has under this name. Fails (UV_EPROTO) if
   there is no object, no such name, or no text. */
Value json_get_text(Value json, const char *name);

#endif
