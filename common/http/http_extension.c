/*
 * The grammar of RFC 9112 section 7.1.1 as a table: each row is a state, and
 * names the next state for each kind of byte. http_body.c hands in each byte
 * of a chunk's line that comes after the length.
 */
#include "http_extension.h"

#include "http_chars.h"

typedef enum {
    BLANK,
    SEMICOLON,
    EQUALS,
    TOKEN, /* the bytes of a name */
    TEXT,  /* any others that a value in quotes may have */
    QUOTE,
    BACKSLASH,
    CARRIAGE_RETURN,
    CONTROL, /* allowed nowhere */
    KINDS
} Kind;

/* The names of the grammar: BWS is BLANK, token is TOKEN, and a quoted-string
   has TEXT and an escaped byte after each BACKSLASH. */
static Kind kind_of(char c)
{
    switch (c) {
    case ' ':
    case '\t':
        return BLANK;
    case ';':
        return SEMICOLON;
    case '=':
        return EQUALS;
    case '"':
        return QUOTE;
    case '\\':
        return BACKSLASH;
    case '\r':
        return CARRIAGE_RETURN;
    default:
        if (http_chars_is(c, HTTP_CHAR_TOKEN))
            return TOKEN;
        return http_chars_is(c, HTTP_CHAR_TEXT) ? TEXT : CONTROL;
    }
}

/* A kind that a row does not name is WRONG, which is 0. */
static const unsigned char next_state[][KINDS] = {
    [HTTP_EXTENSION_BEFORE] =
        {[BLANK] = HTTP_EXTENSION_BEFORE, [SEMICOLON] = HTTP_EXTENSION_BEGIN},
    [HTTP_EXTENSION_BEGIN] =
        {[BLANK] = HTTP_EXTENSION_BEGIN, [TOKEN] = HTTP_EXTENSION_NAME},
    [HTTP_EXTENSION_NAME] = {[TOKEN] = HTTP_EXTENSION_NAME,
                             [BLANK] = HTTP_EXTENSION_AFTER_NAME,
                             [EQUALS] = HTTP_EXTENSION_EQUALS,
                             [SEMICOLON] = HTTP_EXTENSION_BEGIN,
                             [CARRIAGE_RETURN] = HTTP_EXTENSION_DONE},
    [HTTP_EXTENSION_AFTER_NAME] = {[BLANK] = HTTP_EXTENSION_AFTER_NAME,
                                   [EQUALS] = HTTP_EXTENSION_EQUALS,
                                   [SEMICOLON] = HTTP_EXTENSION_BEGIN},
    [HTTP_EXTENSION_EQUALS] = {[BLANK] = HTTP_EXTENSION_EQUALS,
                               [TOKEN] = HTTP_EXTENSION_TOKEN,
                               [QUOTE] = HTTP_EXTENSION_QUOTED},
    [HTTP_EXTENSION_TOKEN] = {[TOKEN] = HTTP_EXTENSION_TOKEN,
                              [BLANK] = HTTP_EXTENSION_BEFORE,
                              [SEMICOLON] = HTTP_EXTENSION_BEGIN,
                              [CARRIAGE_RETURN] = HTTP_EXTENSION_DONE},
    [HTTP_EXTENSION_QUOTED] = {[BLANK... TEXT] = HTTP_EXTENSION_QUOTED,
                               [QUOTE] = HTTP_EXTENSION_AFTER_QUOTE,
                               [BACKSLASH] = HTTP_EXTENSION_ESCAPED},
    [HTTP_EXTENSION_ESCAPED] = {[BLANK... BACKSLASH] = HTTP_EXTENSION_QUOTED},
    [HTTP_EXTENSION_AFTER_QUOTE] = {[BLANK] = HTTP_EXTENSION_BEFORE,
                                    [SEMICOLON] = HTTP_EXTENSION_BEGIN,
                                    [CARRIAGE_RETURN] = HTTP_EXTENSION_DONE},
};

HttpExtension http_extension_read(HttpExtension state, char c)
{
    return next_state[state][kind_of(c)];
}
