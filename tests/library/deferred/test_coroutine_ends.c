/* Coroutines: what they own, and what happens at their end. */
#include "coroutine.h"

#include "keep.h"
#include "nothing_left.h"
#include "pending.h"

#include <uv.h>

static Value return_lent(void *arg)
{
    await(deferred_succeed(value_text("another")));
    return await(arg);
}

static Value return_lent_failure(void *arg)
{
    return try_await(arg);
}

static void what_was_lent_may_be_returned(void)
{
    note_result(async(return_lent, deferred_succeed(value_text("one"))));
    note_result(async(return_lent, new_pending()));
    note_result(async(return_lent_failure, new_pending()));
    deferred_fire(&pending[0], value_text("two"));
    deferred_fire(&pending[1], value_failure(UV_EIO, "broken"));
    CHECK_TEXT(notes, "one two EIO");
}

static Value return_copy(void *arg)
{
    return value_copy(await(arg));
}

static void a_copy_may_be_returned(void)
{
    note_result(async(return_copy, deferred_succeed(value_text("one"))));
    CHECK_TEXT(notes, "one");
}

enum { MANY = 100 };

static Value join_many(void *unused)
{
    const char *texts[MANY];
    int64_t sum = 0;

    for (int i = 0; i < MANY; i++)
        texts[i] = as_text(await(deferred_succeed(value_textf("%d", i))));
    for (int i = 0; i < MANY; i++)
        sum += atoi(texts[i]);
    return value_int(sum);
}

static void results_last_until_the_end(void)
{
    note_result(async(join_many, NULL));
    CHECK_TEXT(notes, "4950");
}

static Value keep_own(void *arg)
{
    const char *name = as_text(keep(value_text((const char *)arg)));

    await(new_pending());
    return value_textf("kept %s", name);
}

/* The callback that starts the coroutines, and the one that fires what they
   wait for, end before they do. */
static Value start_two(Value result, void *unused)
{
    keep(value_text("of the callback"));
    note_result(async(keep_own, "a"));
    note_result(async(keep_own, "b"));
    return value_none();
}

static Value fire_first(Value result, void *unused)
{
    keep(value_text("of the callback"));
    deferred_fire(&pending[0], value_none());
    return value_none();
}

static void each_keeps_its_own(void)
{
    Deferred *d = deferred_succeed(value_none());

    deferred_add_callback(d, start_two, NULL);
    deferred_add_callback(d, fire_first, NULL);
    deferred_ignore(d);
    deferred_fire(&pending[1], value_none());
    CHECK_TEXT(notes, "kept a kept b");
}

static const char *file_name;

static void close_file(void *unused)
{
    note("close %s", file_name);
}

/* The name is lent after close_file was told to keep_finally(). */
static Value read_file(void *arg)
{
    keep_finally(note_text, "first");
    keep_finally(close_file, NULL);
    file_name = as_text(await(deferred_succeed(value_text("notes.txt"))));
    await(arg);
    return value_text("read");
}

static void finally_runs_at_the_return(void)
{
    note_result(async(read_file, new_pending()));
    note("main");
    deferred_fire(&pending[0], value_none());
    CHECK_TEXT(notes, "main close notes.txt first read");
}

static void finally_runs_at_a_failure(void)
{
    note_result(async(read_file, new_pending()));
    note("main");
    deferred_fire(&pending[0], value_failure(UV_EIO, "broken"));
    CHECK_TEXT(notes, "main close notes.txt first EIO");
}

static void start_another(void *arg)
{
    note_result(async(return_lent, arg));
}

static Value start_another_at_the_end(void *arg)
{
    keep_finally(note_text, "finally");
    keep_finally(start_another, arg);
    return value_text("first");
}

static void finally_may_start_a_coroutine(void)
{
    note_result(async(start_another_at_the_end, new_pending()));
    deferred_fire(&pending[0], value_text("second"));
    CHECK_TEXT(notes, "finally first second");
}

static Value start_in_callback(Value result, void *arg)
{
    return value_deferred(async(return_lent, arg));
}

static Value call_back_a_coroutine(void *arg)
{
    Deferred *d = deferred_succeed(value_none());

    deferred_add_callback(d, start_in_callback, arg);
    return await(d);
}

static void a_callback_may_start_a_coroutine(void)
{
    note_result(async(call_back_a_coroutine, new_pending()));
    deferred_fire(&pending[0], value_text("through both"));
    CHECK_TEXT(notes, "through both");
}

static Value hold_all(void *unused)
{
    keep(value_text("kept"));
    keep_finally(note_text, "never called");
    await(deferred_succeed(value_text("lent")));
    return await(new_pending());
}

/* Under LeakSanitizer a leak would give another status. */
static void the_program_may_end(void)
{
    pid_t child = fork();
    int status;

    if (child == 0) {
        deferred_ignore(async(hold_all, NULL));
        exit(0);
    }
    waitpid(child, &status, 0);
    CHECK_INT(status, 0);
}

static const UnitTest tests[] = {
    {"a Value that await lent may be returned", what_was_lent_may_be_returned},
    {"a copy of it may be returned", a_copy_may_be_returned},
    {"what await lent lasts until the coroutine ends",
     results_last_until_the_end},
    {"each coroutine keeps its own Values", each_keeps_its_own},
    {"finally functions run at the return, the last one first",
     finally_runs_at_the_return},
    {"finally functions run at a failure, while what was lent still lives",
     finally_runs_at_a_failure},
    {"a finally function may start a coroutine",
     finally_may_start_a_coroutine},
    {"a callback in a coroutine may start another one",
     a_callback_may_start_a_coroutine},
    {"a program may end while a coroutine waits", the_program_may_end},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
