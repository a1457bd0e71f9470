/*
 * A ChatLog (chat_log.h) in a file of SQLite's, which outlives the program.
 */
#ifndef CHAT_LOG_SQLITE_H
#define CHAT_LOG_SQLITE_H

#include "chat_log.h"
#include "reactor.h"

/* Opens the file, and creates it if it is not there. If another program has
   locked it, a function waits for busy seconds, and then fails; let that be
   less than the five seconds in which the server ends. Returns NULL after a
   sentence on stderr if that fails. A program may have one such log open. */
ChatLog *chat_log_sqlite_new(Reactor *reactor, const char *file, double busy);

#endif
