/*
 * A ChatLog (chat_log.h) that lives as long as the program.
 */
#ifndef CHAT_LOG_MEMORY_H
#define CHAT_LOG_MEMORY_H

#include "chat_log.h"

ChatLog *chat_log_memory_new(void);

#endif
