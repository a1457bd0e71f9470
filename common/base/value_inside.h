/*
 * The inside of a Value: what the boxes hold. Value.c and value_read.c share
 * it, with those who make Deferreds, which are Values too. Everyone else
 * includes value.h.
 */
#ifndef VALUE_INSIDE_H
#define VALUE_INSIDE_H

#include "value.h"

#include <stdatomic.h>

/* What every Value with memory of its own begins with. Both counts hold when
   owners are on several threads. Each copy gets the next number of its box,
   so that value_same() tells it from all others. */
struct Box {
    const BoxType *type;
    atomic_uint owners;
    atomic_uint copies;
};

/* Text, HTML and bytes. */
typedef struct {
    Box box;
    size_t length;
    char bytes[]; /* and a NUL after them */
} Bytes;

typedef struct {
    Box box;
    size_t count;
    Value items[];
} List;

typedef struct {
    Box box;
    void *object;
} Object;

typedef struct {
    Box box;
    Failure failure;
    char *message;
} FailureBox;

#endif
