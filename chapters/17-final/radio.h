/*
 * Beach radio: a chat in the browser, on any ChatLog.
 *
 *     GET  /                          the page; ?room=surf, ?before=NUMBER
 *     POST /say/<room>                name, text, key: {"id": 7}
 *     GET  /listen/<room>/<int:after> the messages after a number, or [] when
 *                                     none has come for 25 s; ?name=Anna
 *     GET  /history/<room>/<int:before> fifty messages before a number
 *     GET  /rooms                     each room's last number, and who is here
 *     GET  /clock                     the time
 *     GET  /async/digest?url=         the title of a linked page
 *     GET  /radio.js /radio.css       the page's script and style
 *
 * A listener that asks for messages that are gone gets a 410:
 * {"missed": 12, "after": 88}, and may go on with that number. When the server
 * ends, it gets a 503.
 */
#ifndef RADIO_H
#define RADIO_H

#include "app.h"
#include "chat_log.h"

typedef struct {
    double patience;    /* seconds that a listener waits at most */
    int64_t kept;       /* messages of a room that the log keeps */
    bool private_links; /* whether links may lead to this machine, or to
                            others that only it can reach */
} RadioSettings;

/* Listens on the endpoint and answers until SIGINT or SIGTERM, as app_run()
   does, and returns main's exit status. Frees the reactor and the log. */
int radio_run(Reactor *reactor, ChatLog *log, RadioSettings settings,
              const char *endpoint);

#endif
