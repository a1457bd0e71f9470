/*
 * A list of texts and ints comes in, as chat_log_sqlite.c has packed it, and
 * SQLite does the work. It blocks: for the disk, and while another program has
 * locked the file. So all but store_open() and store_close() run on a thread,
 * one at a time, since they share one connection.
 */
#include "store.h"

#include "json.h"
#include "keep.h"

#include <sqlite3.h>
#include <stdio.h>

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

/* ON CONFLICT DO NOTHING returns no row: then there is a message with this
   key. */
Value store_add(Value list)
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

Value store_after(Value list)
{
    return load(after, list);
}

Value store_before(Value list)
{
    return load(before, list);
}

Value store_forget(Value list)
{
    if (sqlite3_step(prepare(delete_old, list)) != SQLITE_DONE)
        return failure_of_store();
    return value_none();
}

int store_open(const char *file, double busy)
{
    if (sqlite3_open(file, &db) == SQLITE_OK &&
        sqlite3_busy_timeout(db, (int)(busy * 1000)) == SQLITE_OK &&
        sqlite3_exec(db, setup, NULL, NULL, NULL) == SQLITE_OK)
        return 0;
    fprintf(stderr, "cannot open the store %s: %s\n", file,
            sqlite3_errmsg(db));
    store_close();
    return -1;
}

void store_close(void)
{
    sqlite3_close(db);
    db = NULL;
}
