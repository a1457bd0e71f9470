/*
 * A room and its messages come in from radio.c, a page goes out. Whatever a
 * stranger has written goes through text_escape(), so it stays text. And if
 * that should be forgotten once, the Content-Security-Policy keeps a browser
 * from running anything but our own script.
 */
#include "page.h"

#include "buffer.h"
#include "json.h"
#include "keep.h"
#include "people.h"
#include "text.h"

#include <inttypes.h>
#include <time.h>
#include <uv.h>

static const char policy[] =
    "default-src 'none'; script-src 'self'; style-src 'self'; "
    "connect-src 'self'; img-src data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'";

static const char *text_in(const json_t *message, const char *name)
{
    return text_escape(json_string_value(json_object_get(message, name)));
}

static void add_head(Buffer *page, const Room *room)
{
    buffer_printf(page,
                  "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
                  "<meta charset=\"utf-8\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width, "
                  "initial-scale=1\">\n"
                  "<meta name=\"color-scheme\" content=\"light dark\">\n"
                  "<title>%s, Beach radio</title>\n"
                  "<link rel=\"icon\" href=\"data:,\">\n"
                  "<link rel=\"stylesheet\" href=\"/radio.css\">\n"
                  "<script src=\"/radio.js\" defer></script>\n</head>\n"
                  "<body data-room=\"%s\">\n<header>\n<h1>Beach radio</h1>\n",
                  rooms_name(room), rooms_name(room));
}

static void add_rooms(Buffer *page, const Room *room)
{
    buffer_add_text(page, "<nav aria-label=\"Rooms\">\n");
    for (int i = 0; i < ROOMS; i++) {
        const char *name = rooms_name(rooms_at(i));

        buffer_printf(page, "<a href=\"/?room=%s\"%s>%s</a>\n", name,
                      rooms_at(i) == room ? " aria-current=\"page\"" : "",
                      name);
    }
    buffer_add_text(page, "</nav>\n");
}

static void add_people(Buffer *page, const Room *room)
{
    json_t *names = people_in(rooms_name(room)), *name;
    size_t i;

    buffer_add_text(page, "<p id=\"here\">Here: ");
    json_array_foreach(names, i, name)
    {
        buffer_printf(page, "%s<bdi>%s</bdi>", i > 0 ? ", " : "",
                      text_escape(json_string_value(name)));
    }
    buffer_printf(page, "%s</p>\n</header>\n",
                  json_array_size(names) > 0 ? "" : "only you");
    json_decref(names);
}

static void add_message(Buffer *page, const json_t *message)
{
    time_t at = json_integer_value(json_object_get(message, "at"));
    struct tm parts;
    char time[32];

    strftime(time, sizeof time, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&at, &parts));
    buffer_printf(page,
                  "<li><b><bdi>%s</bdi></b> <time datetime=\"%s\">%.5s"
                  "</time>\n<p dir=\"auto\">%s</p></li>\n",
                  text_in(message, "name"), time, time + strlen("2000-01-01T"),
                  text_in(message, "text"));
}

/* The script goes on from the number of the last message. */
static void add_messages(Buffer *page, const Room *room, Value messages)
{
    int64_t first = rooms_first_number(messages);
    size_t count = json_array_size(json_of(messages)), i;
    const json_t *message;

    buffer_add_text(
        page, "<main>\n<div id=\"log\" role=\"log\" aria-live=\"polite\" "
              "aria-label=\"Messages\" tabindex=\"0\">\n<div>\n");
    if (first > 1)
        buffer_printf(
            page,
            "<p><a id=\"earlier\" href=\"/?room=%s&amp;before=%" PRId64
            "\" data-before=\"%" PRId64 "\">Earlier messages</a></p>\n",
            rooms_name(room), first, first);
    buffer_printf(page, "<ol id=\"messages\" data-last=\"%" PRId64 "\">\n",
                  count > 0 ? first + (int64_t)count - 1 : rooms_last(room));
    json_array_foreach(json_of(messages), i, message)
    {
        add_message(page, message);
    }
    buffer_add_text(page, "</ol>\n</div>\n</div>\n");
}

/* A key that no other page has, so this message is told from all others. */
static const char *new_key(void)
{
    uint64_t random[2];

    uv_random(NULL, NULL, random, sizeof random, 0, NULL);
    return as_text(
        keep(value_textf("%016" PRIx64 "%016" PRIx64, random[0], random[1])));
}

static void add_form(Buffer *page, const Room *room, const char *name)
{
    buffer_printf(
        page,
        "<p id=\"state\" role=\"status\"></p>\n"
        "<form id=\"say\" method=\"post\" action=\"/say/%s\">\n"
        "<label>Name <input name=\"name\" value=\"%s\" maxlength=\"40\" "
        "required autocomplete=\"nickname\"></label>\n"
        "<label>Message <textarea id=\"text\" name=\"text\" rows=\"2\" "
        "maxlength=\"2000\" required></textarea></label>\n"
        "<input type=\"hidden\" name=\"key\" value=\"%s\" "
        "autocomplete=\"off\">\n<button>Send</button>\n</form>\n"
        "<noscript><p>This page shows new messages when you "
        "<a href=\"/?room=%s&amp;name=%s\">load it again</a>.</p></noscript>\n"
        "</main>\n</body>\n</html>\n",
        rooms_name(room), text_escape(name), new_key(), rooms_name(room),
        text_percent_encode(name));
}

Value page_show(Request *request, const Room *room, Value messages)
{
    const char *name = request_query(request, "name");
    Buffer page = {0};
    Value html;

    if (failed(messages))
        return value_copy(messages);
    add_head(&page, room);
    add_rooms(&page, room);
    add_people(&page, room);
    add_messages(&page, room, messages);
    add_form(&page, room, name ? name : "");
    buffer_add(&page, "", 1);
    html = value_html(page.bytes);
    buffer_free(&page);
    request_set_header(request, "Content-Security-Policy", policy);
    request_set_header(request, "X-Content-Type-Options", "nosniff");
    request_set_header(request, "Referrer-Policy", "no-referrer");
    request_set_header(request, "Cache-Control", "no-store");
    return html;
}

/* 303: the browser asks by GET, so to reload the page says nothing twice. */
Value page_go_back(Request *request, const char *room, const char *name)
{
    const char *to = as_text(keep(
        value_textf("/?room=%s&name=%s", room, text_percent_encode(name))));

    request_set_status(request, 303);
    request_set_header(request, "Location", to);
    return value_none();
}
