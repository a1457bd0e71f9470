/* Many callbacks, many members, many fires, on a small stack and in linear
   time (rules 18, 30, A7). */
#include "gather.h"

#include "linear_time.h"

enum { MANY = 100000 };

static void fire_inside_callbacks(size_t count)
{
    Row row = row_of(count);

    for (size_t i = 0; i < count; i++) {
        deferred_add_callback(row.waiting[i], count_one, &row.done);
        if (i + 1 < count)
            deferred_add_callback(row.waiting[i], fire_other,
                                  &row.firing[i + 1]);
        deferred_ignore(row.waiting[i]);
    }
    deferred_fire(&row.firing[0], value_none());
    CHECK_INT(row.done, count);
    row_free(&row);
}

static void callbacks_on_one(size_t count)
{
    Deferred *d = deferred_new(), *firing = d;

    for (size_t i = 0; i < count; i++)
        deferred_add_callback(d, plus_one, NULL);
    note_result(d);
    deferred_fire(&firing, value_int(-(int64_t)count));
    CHECK_TEXT(notes, "0");
    notes[0] = '\0';
}

typedef struct {
    Deferred *d;
    size_t left;
} Adding;

static Value add_another(Value result, void *arg)
{
    Adding *adding = arg;

    if (adding->left-- > 0) {
        deferred_add_callback(adding->d, plus_one, NULL);
        deferred_add_callback(adding->d, add_another, adding);
    }
    return result;
}

static void callbacks_added_inside(size_t count)
{
    Adding adding = {deferred_succeed(value_int(0)), count};

    deferred_pause(adding.d);
    for (size_t i = 0; i < 9; i++)
        deferred_add_callback(adding.d, plus_one, NULL);
    deferred_add_callback(adding.d, add_another, &adding);
    deferred_unpause(adding.d);
    deferred_ignore(adding.d);
    CHECK_INT(adding.left, SIZE_MAX);
}

static void gather_many(size_t count)
{
    Row row = row_of(count);
    Deferred *d = gather(row.waiting, count);
    Value list;

    for (size_t i = count; i-- > 0;)
        deferred_fire(&row.firing[i], value_int((int64_t)i));
    CHECK(deferred_take(d, &list));
    CHECK_INT(as_int(as_item(list, count - 1)), count - 1);
    value_free(list);
    row_free(&row);
}

static void gather_and_cancel(size_t count)
{
    Row row = row_of(count);

    note_result(gather(row.waiting, count));
    deferred_fire(&row.firing[count / 2], a_failure());
    CHECK_TEXT(notes, "EIO");
    notes[0] = '\0';
    for (size_t i = 0; i < count; i++)
        deferred_fire(&row.firing[i], value_none());
    row_free(&row);
}

static void many_callbacks(void)
{
    check_bounded(callbacks_on_one, 2 * MANY);
}

static void many_callbacks_inside(void)
{
    check_bounded(callbacks_added_inside, 2 * MANY);
}

static void many_fires_inside(void)
{
    check_bounded(fire_inside_callbacks, MANY);
}

static void many_members(void)
{
    check_bounded(gather_many, MANY);
}

static void many_members_canceled(void)
{
    check_bounded(gather_and_cancel, MANY);
}

static void many_callbacks_again(void)
{
    check_bounded(callbacks_on_one, 2 * MANY);
}

static const UnitTest tests[] = {
    {"200,000 callbacks on one Deferred take linear time (rule 18)",
     many_callbacks},
    {"200,000 callbacks that add each other take linear time (rule 18)",
     many_callbacks_inside},
    {"100,000 Deferreds each fire the next one in a callback (rule 30)",
     many_fires_inside},
    {"a gather of 100,000 members", many_members},
    {"a gather of 100,000 members of which one fails", many_members_canceled},
    {"200,000 callbacks need 256 KiB and linear time (rule A7)",
     many_callbacks_again},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
