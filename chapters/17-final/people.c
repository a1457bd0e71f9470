/*
 * A name and a time come in with each listener; radio.c asks for the names,
 * and its housekeeping forgets those that are silent. A room is a JSON object:
 * each name with the time at which it was last heard.
 */
#include "people.h"

enum { MOST = 1000 };

static json_t *rooms;

void people_note(const char *room, const char *name, double now)
{
    json_t *names;

    if (!rooms)
        rooms = json_object();
    names = json_object_get(rooms, room);
    if (!names) {
        names = json_object();
        json_object_set_new(rooms, room, names);
    }
    if (json_object_size(names) < MOST || json_object_get(names, name))
        json_object_set_new(names, name, json_real(now));
}

void people_forget(double before)
{
    const char *room, *name;
    json_t *names, *time;
    void *next;

    json_object_foreach(rooms, room, names)
    {
        json_object_foreach_safe(names, next, name, time)
        {
            if (json_real_value(time) < before)
                json_object_del(names, name);
        }
    }
}

json_t *people_in(const char *room)
{
    json_t *list = json_array(), *time;
    const char *name;

    json_object_foreach(json_object_get(rooms, room), name, time)
    {
        json_array_append_new(list, json_string(name));
    }
    return list;
}

void people_clear(void)
{
    json_decref(rooms);
    rooms = NULL;
}
