/*
 * Messages come in from radio.c and go to a thread, where store.c works on the
 * file. The lock lets one function at a time do so. The result comes back to
 * the loop, which announces a new message.
 */
#include "chat_log_sqlite.h"

#include "json.h"
#include "lock.h"
#include "store.h"
#include "threads.h"
#include "xmalloc.h"

#include <stdlib.h>
#include <time.h>

typedef struct {
    ChatLog log;
    Reactor *reactor;
    Lock *one_at_a_time;
} File;

/* A function for a thread, and the Deferred that its result fires. */
typedef struct {
    File *file;
    ThreadFunction *fn;
    Value list;
    Deferred *result;
} Job;

static Value run_job(Value none, void *arg)
{
    Job *job = arg;

    return value_deferred(
        defer_to_thread(job->file->reactor, job->fn, value_copy(job->list)));
}

/* The result of store_add(): a new message is announced, and becomes its
   number. */
static Value announce(Value result, void *arg)
{
    Job *job = arg;
    const ChatLog *log = &job->file->log;

    if (!is_json(result))
        return result;
    if (log->news)
        log->news(as_text(as_item(job->list, 0)), result, log->news_arg);
    return value_int(
        json_integer_value(json_object_get(json_of(result), "id")));
}

static void end_job(Value result, void *arg)
{
    Job *job = arg;

    deferred_fire(&job->result, value_copy(result));
    value_free(job->list);
    free(job);
}

/* Takes the list. The result has a Deferred of its own: a client that leaves
   cancels that one, and not the work. For a thread cannot be stopped, so the
   lock must not be released before it has ended; and a message that has been
   stored must be announced. */
static Deferred *in_thread(ChatLog *log, ThreadFunction *fn, Value list,
                           Callback *then)
{
    Job *job = xmalloc(sizeof *job);
    Deferred *result = deferred_new(), *work;

    *job = (Job){(File *)log, fn, list, result};
    work = lock_run(job->file->one_at_a_time, run_job, job);
    if (then)
        deferred_add_callback(work, then, job);
    deferred_deliver(work, end_job, job);
    return result;
}

static Deferred *append(ChatLog *log, const ChatMessage *message)
{
    Value list[] = {value_text(message->room), value_text(message->name),
                    value_text(message->text), value_text(message->key),
                    value_int(time(NULL))};

    return in_thread(log, store_add, value_list(list, 5), announce);
}

static Value range(const char *room, int64_t number, int count)
{
    Value list[] = {value_text(room), value_int(number), value_int(count)};

    return value_list(list, 3);
}

static Deferred *read_after(ChatLog *log, const char *room, int64_t number,
                            int count)
{
    return in_thread(log, store_after, range(room, number, count), NULL);
}

static Deferred *read_before(ChatLog *log, const char *room, int64_t number,
                             int count)
{
    return in_thread(log, store_before, range(room, number, count), NULL);
}

static Deferred *forget(ChatLog *log, int64_t kept)
{
    return in_thread(log, store_forget,
                     value_list((Value[]){value_int(kept)}, 1), NULL);
}

static void close_file(ChatLog *log)
{
    lock_free(((File *)log)->one_at_a_time);
    store_close();
    free(log);
}

ChatLog *chat_log_sqlite_new(Reactor *reactor, const char *file, double busy)
{
    File *new;

    if (store_open(file, busy) != 0)
        return NULL;
    new = xmalloc(sizeof *new);
    *new = (File){
        .log = {.append = append,
                .read_after = read_after,
                .read_before = read_before,
                .forget = forget,
                .free = close_file},
        .reactor = reactor,
        .one_at_a_time = lock_new(),
    };
    return &new->log;
}
