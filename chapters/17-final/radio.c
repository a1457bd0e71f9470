/*
 * Requests come in, and the rooms, the people and the links answer them. Each
 * handler that may wait is a coroutine. final.c calls radio_run().
 */
#include "radio.h"

#include "assets.h"
#include "coroutine.h"
#include "digest.h"
#include "form.h"
#include "gateway.h"
#include "json.h"
#include "keep.h"
#include "looping_call.h"
#include "number.h"
#include "page.h"
#include "people.h"
#include "rooms.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>

enum { A_PAGE = 50, MOST_NAME = 40, MOST_TEXT = 2000 };

/* In times of what a listener waits: 5 and 60 seconds if that is 25. */
static const double house_patiences = .2;   /* between two rounds */
static const double silent_patiences = 2.4; /* then somebody has gone */

static Reactor *reactor;
static ChatLog *log_of_all;
static RadioSettings settings;

/* In a coroutine: the room of the path; a wrong name ends it with a 404. */
static Room *room_of(Request *request)
{
    const char *name = request_text(request, "room");
    Room *room = rooms_find(name);

    if (!room)
        await(deferred_fail(value_failure(
            404, "There is no room \"%s\"; /rooms lists them.", name)));
    return room;
}

/* In a coroutine: a field of the form; a bad one ends it with a 400. */
static const char *field(Request *request, const char *name, size_t least,
                         size_t most)
{
    return as_text(await(deferred_of(form_field(request, name, least, most))));
}

static bool is_page(Request *request)
{
    const char *accept = request_header(request, "Accept");

    return accept && strstr(accept, "text/html");
}

/* Stored first, then heard: the log announces it to the rooms. */
static Value say(Request *request)
{
    Room *room = room_of(request);
    ChatMessage message = {
        .room = rooms_name(room),
        .name = field(request, "name", 1, MOST_NAME),
        .text = field(request, "text", 1, MOST_TEXT),
        .key = field(request, "key", 8, 64),
    };
    Value number;

    number = await(log_of_all->append(log_of_all, &message));
    people_note(message.room, message.name, reactor_seconds(reactor));
    if (is_page(request))
        return page_go_back(request, message.room, message.name);
    return json_value(json_pack("{s:I}", "id", (json_int_t)as_int(number)));
}

static void note_listener(Request *request, const Room *room)
{
    const char *name = request_query(request, "name");

    if (name && *name && strlen(name) <= 4 * MOST_NAME)
        people_note(rooms_name(room), name, reactor_seconds(reactor));
}

static Value listen_to(Request *request)
{
    Room *room = room_of(request);
    Value news;

    note_listener(request, room);
    news =
        rooms_listen(room, request_int(request, "after"), settings.patience);
    note_listener(request, room);
    if (is_json(news) && json_is_object(json_of(news)))
        request_set_status(request, 410);
    return news;
}

static Value history(Request *request)
{
    Room *room = room_of(request);

    return rooms_history(room, request_int(request, "before"), A_PAGE);
}

static Value home(Request *request)
{
    const char *name = request_query(request, "room");
    const char *before = request_query(request, "before");
    Room *room = rooms_find(name ? name : rooms_name(rooms_at(0)));
    Value number = keep(number_read(before ? before : ""));
    int64_t limit = failed(number) ? INT64_MAX : as_int(number);

    if (!room)
        return value_failure(404, "There is no room of this name.");
    return page_show(request, room, keep(rooms_history(room, limit, A_PAGE)));
}

static Value list_rooms(Request *request)
{
    json_t *list = json_array();

    for (int i = 0; i < ROOMS; i++) {
        const Room *room = rooms_at(i);

        json_array_append_new(
            list, json_pack("{s:s, s:I, s:I, s:o}", "room", rooms_name(room),
                            "last", (json_int_t)rooms_last(room), "listening",
                            (json_int_t)rooms_waiting(room), "here",
                            people_in(rooms_name(room))));
    }
    return json_value(list);
}

static Value show_clock(Request *request)
{
    time_t now = time(NULL);
    struct tm parts;
    char text[16];

    strftime(text, sizeof text, "%H:%M:%S", gmtime_r(&now, &parts));
    return value_textf("%s UTC", text);
}

/* One failure of the store must not end the loop; stderr has been told. */
static Value go_on(Value failure, void *arg)
{
    return value_none();
}

static Value keep_house(Value none, void *arg)
{
    Deferred *d = log_of_all->forget(log_of_all, settings.kept);

    digest_forget();
    people_forget(reactor_seconds(reactor) -
                  silent_patiences * settings.patience);
    deferred_add_errback(d, go_on, NULL);
    return value_deferred(d);
}

static Value digest(Request *request)
{
    const char *url = request_query(request, "url");

    if (!url)
        return value_failure(400, "Which page? /async/digest?url=...");
    return digest_of(url);
}

static void add_async(App *app)
{
    app_route_async(app, "GET /digest", digest);
}

static App *new_app(void)
{
    App *app = app_new();

    app_route_async(app, "GET /", home);
    app_route(app, "GET /radio.js", assets_script);
    app_route(app, "GET /radio.css", assets_style);
    app_route_async(app, "POST /say/<room>", say);
    app_route_async(app, "GET /listen/<room>/<int:after>", listen_to);
    app_route_async(app, "GET /history/<room>/<int:before>", history);
    app_route(app, "GET /rooms", list_rooms);
    app_route(app, "GET /clock", show_clock);
    app_subroute(app, "/async", add_async);
    app_on_error(app, 0, gateway_error);
    return app;
}

int radio_run(Reactor *with, ChatLog *log, RadioSettings wanted,
              const char *endpoint)
{
    LoopingCall *house = looping_call_new(with, keep_house, NULL);
    int status;

    reactor = with;
    log_of_all = log;
    settings = wanted;
    rooms_open(reactor, log);
    digest_open(reactor, settings.private_links);
    deferred_ignore(
        looping_call_start(house, settings.patience * house_patiences, false));
    status = app_run(new_app(), reactor, endpoint);
    looping_call_free(house);
    digest_close();
    people_clear();
    rooms_close();
    log->free(log);
    return status;
}
