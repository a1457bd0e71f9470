/*
 * Keys, texts and numbers come in from exercise 17, on its threads, and go to
 * a file by SQLite. This is given: there is nothing to do here.
 */
#include "17-final/texts.h"

#include "keep.h"

#include <inttypes.h>
#include <sqlite3.h>
#include <stdio.h>
#include <uv.h>

static sqlite3 *db;

static void finish(void *statement)
{
    sqlite3_finalize(statement);
}

/* The statement lives until the running function ends. */
static sqlite3_stmt *prepare(const char *sql)
{
    sqlite3_stmt *statement = NULL;

    sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
    keep_finally(finish, statement);
    return statement;
}

static void bind_text(sqlite3_stmt *statement, int place, Value text)
{
    sqlite3_bind_text(statement, place, as_text(text), -1, SQLITE_TRANSIENT);
}

static Value fail(void)
{
    return value_failure(UV_EIO, "the store says: %s", sqlite3_errmsg(db));
}

int texts_open(const char *file, double seconds)
{
    static const char table[] =
        "create table if not exists texts"
        " (number integer primary key, key text not null, text text not null)";

    if (sqlite3_open(file, &db) == SQLITE_OK &&
        sqlite3_busy_timeout(db, (int)(seconds * 1000)) == SQLITE_OK &&
        sqlite3_exec(db, table, NULL, NULL, NULL) == SQLITE_OK)
        return 0;
    fprintf(stderr, "cannot open %s: %s\n", file, sqlite3_errmsg(db));
    texts_close();
    return -1;
}

void texts_close(void)
{
    sqlite3_close(db);
}

static int take_number(void *number, int count, char **values, char **names)
{
    sscanf(values[0], "%" SCNd64, (int64_t *)number);
    return 0;
}

int64_t texts_last(void)
{
    int64_t last = 0;

    sqlite3_exec(db, "select coalesce(max(number), 0) from texts", take_number,
                 &last, NULL);
    return last;
}

Value texts_add(Value key_and_text)
{
    sqlite3_stmt *add =
        prepare("insert into texts (key, text) values (?1, ?2)");

    bind_text(add, 1, as_item(key_and_text, 0));
    bind_text(add, 2, as_item(key_and_text, 1));
    return sqlite3_step(add) == SQLITE_DONE
               ? value_int(sqlite3_last_insert_rowid(db))
               : fail();
}

Value texts_find(Value key)
{
    sqlite3_stmt *find = prepare("select number from texts where key = ?1");

    bind_text(find, 1, key);
    switch (sqlite3_step(find)) {
    case SQLITE_ROW:
        return value_int(sqlite3_column_int64(find, 0));
    case SQLITE_DONE:
        return value_none();
    default:
        return fail();
    }
}

Value texts_read(Value number)
{
    sqlite3_stmt *read = prepare("select text from texts where number = ?1");

    sqlite3_bind_int64(read, 1, as_int(number));
    return sqlite3_step(read) == SQLITE_ROW
               ? value_textf("%" PRId64 " %s", as_int(number),
                             sqlite3_column_text(read, 0))
               : fail();
}
