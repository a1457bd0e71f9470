/*
 * Messages come in from rooms.c and go to a file, by SQLite. SQLite blocks: for
 * the disk, and while another program has locked the file. So each function
 * that calls it runs on a thread, and one at a time, since they share one
 * connection. What they return comes back to the loop, which announces it.
 */
#include "chat_log_sqlite.h"

#include "coroutine.h"
#include "json.h"
#include "keep.h"
#include "lock.h"
#include "threads.h"
#include "xmalloc.h"

#include <inttypes.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* How long a thread waits for another program that has locked the file. It is
   less than the time that the server takes to end. */
enum { BUSY_MILLISECONDS = 4000 };

typedef struct {
    ChatLog log;
    Reactor *reactor;
    Lock *one_at_a_time;
} File;

/* For the threads. */
static sqlite3 *db;

/* With WAL another program may read while we write. FULL waits for the disk:
   what we have said OK to outlives a power cut. */
static const char setup[] =
    "pragma journal_mode = wal;"
    "pragma synchronous = full;"
    "create table if not exists message ("
    " room text not null, id integer not null, name text not null,"
    " text text not null, at integer not null, key text not null,"
    " primary key (room, id), unique (room, key))";

/* One statement, so two programs with the same file give no number twice. */
static const char insert[] =
    "insert into message (room, name, text, key, at, id)"
    " select ?1, ?2, ?3, ?4, ?5, coalesce(max(id), 0) + 1"
    " from message where room = ?1"
    " on conflict (room, key) do nothing"
    " returning id, name, text, at";

static const char find_key[] =
    "select id from message where room = ?1 and key = ?2";

static const char after[] =
    "select id, name, text, at from message"
    " where room = ?1 and id > ?2 order by id limit ?3";

static const char before[] =
    "select * from (select id, name, text, at from message"
    " where room = ?1 and id < ?2 order by id desc limit ?3) order by id";

static const char delete_old[] =
    "delete from message where id <="
    " (select max(id) from message as newer where newer.room = message.room)"
    " - ?1";

static void finish(void *statement)
{
    sqlite3_finalize(statement);
}

/* Fills in ?1, ?2 ... from a list of texts and ints. Until the running
   function ends, the statement is there. */
static sqlite3_stmt *prepare(const char *sql, Value list)
{
    sqlite3_stmt *statement = NULL;

    sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
    keep_finally(finish, statement);
    for (size_t i = 0; i < as_count(list); i++) {
        Value item = as_item(list, i);

        if (item.kind == VALUE_TEXT)
            sqlite3_bind_text(statement, (int)i + 1, as_text(item), -1,
                              SQLITE_TRANSIENT);
        else
            sqlite3_bind_int64(statement, (int)i + 1, as_int(item));
    }
    return statement;
}

static Value failure_of_store(void)
{
    fprintf(stderr, "store: %s\n", sqlite3_errmsg(db));
    return value_failure(503, "The message store does not answer. Please try "
                              "again.");
}

static json_t *message_of(sqlite3_stmt *row)
{
    return json_pack("{s:I, s:s, s:s, s:I}", "id",
                     (json_int_t)sqlite3_column_int64(row, 0), "name",
                     sqlite3_column_text(row, 1), "text",
                     sqlite3_column_text(row, 2), "at",
                     (json_int_t)sqlite3_column_int64(row, 3));
}

/* On a thread: room, name, text, key and time become the new message, or the
   number that the message with this key has. */
static Value store(Value list)
{
    sqlite3_stmt *new = prepare(insert, list), *known;
    int status = sqlite3_step(new);

    if (status == SQLITE_ROW) {
        Value message = json_value(message_of(new));

        /* Only the end of the statement commits it. */
        if (sqlite3_step(new) == SQLITE_DONE)
            return message;
        value_free(message);
        return failure_of_store();
    }
    if (status != SQLITE_DONE)
        return failure_of_store();
    known = prepare(find_key,
                    keep(value_list((Value[]){value_copy(as_item(list, 0)),
                                              value_copy(as_item(list, 3))},
                                    2)));
    if (sqlite3_step(known) != SQLITE_ROW)
        return failure_of_store();
    return value_int(sqlite3_column_int64(known, 0));
}

static Value load(const char *sql, Value list)
{
    sqlite3_stmt *rows = prepare(sql, list);
    json_t *messages = json_array();
    int status;

    while ((status = sqlite3_step(rows)) == SQLITE_ROW)
        json_array_append_new(messages, message_of(rows));
    if (status == SQLITE_DONE)
        return json_value(messages);
    json_decref(messages);
    return failure_of_store();
}

static Value load_after(Value list)
{
    return load(after, list);
}

static Value load_before(Value list)
{
    return load(before, list);
}

static Value delete (Value list)
{
    if (sqlite3_step(prepare(delete_old, list)) != SQLITE_DONE)
        return failure_of_store();
    return value_none();
}

typedef struct {
    File *file;
    ThreadFunction *fn;
    Value list; /* taken */
} Job;

static void release(void *lock)
{
    lock_release(lock);
}

static Value wait_for_thread(void *arg)
{
    Job job = *(Job *)arg; /* the caller's is gone after the first wait */

    keep(job.list);
    await(lock_acquire(job.file->one_at_a_time));
    keep_finally(release, job.file->one_at_a_time);
    return await(
        defer_to_thread(job.file->reactor, job.fn, value_copy(job.list)));
}

static Deferred *in_thread(ChatLog *log, ThreadFunction *fn, Value list)
{
    return async(wait_for_thread, &(Job){(File *)log, fn, list});
}

typedef struct {
    ChatLog *log;
    Value room;
} Announcement;

/* The result of store(): a new message is announced, and becomes its
   number. */
static Value announce(Value result, void *arg)
{
    Announcement *to = arg;

    if (!is_json(result))
        return result;
    if (to->log->news)
        to->log->news(as_text(to->room), result, to->log->news_arg);
    return value_int(
        json_integer_value(json_object_get(json_of(result), "id")));
}

static Value free_announcement(Value result, void *arg)
{
    value_free(((Announcement *)arg)->room);
    free(arg);
    return result;
}

static Deferred *append(ChatLog *log, const ChatMessage *message)
{
    Announcement *to = xmalloc(sizeof *to);
    Value list[] = {value_text(message->room), value_text(message->name),
                    value_text(message->text), value_text(message->key),
                    value_int(time(NULL))};
    Deferred *d = in_thread(log, store, value_list(list, 5));

    *to = (Announcement){log, value_text(message->room)};
    deferred_add_callback(d, announce, to);
    deferred_add_both(d, free_announcement, to);
    return d;
}

static Value range(const char *room, int64_t number, int count)
{
    Value list[] = {value_text(room), value_int(number), value_int(count)};

    return value_list(list, 3);
}

static Deferred *read_after(ChatLog *log, const char *room, int64_t number,
                            int count)
{
    return in_thread(log, load_after, range(room, number, count));
}

static Deferred *read_before(ChatLog *log, const char *room, int64_t number,
                             int count)
{
    return in_thread(log, load_before, range(room, number, count));
}

static Deferred *forget(ChatLog *log, int64_t kept)
{
    return in_thread(log, delete, value_list((Value[]){value_int(kept)}, 1));
}

static void close_file(ChatLog *log)
{
    lock_free(((File *)log)->one_at_a_time);
    sqlite3_close(db);
    free(log);
}

ChatLog *chat_log_sqlite_new(Reactor *reactor, const char *file)
{
    File *new;

    if (sqlite3_open(file, &db) != SQLITE_OK ||
        sqlite3_busy_timeout(db, BUSY_MILLISECONDS) != SQLITE_OK ||
        sqlite3_exec(db, setup, NULL, NULL, NULL) != SQLITE_OK) {
        fprintf(stderr, "cannot open the store %s: %s\n", file,
                sqlite3_errmsg(db));
        sqlite3_close(db);
        return NULL;
    }
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
