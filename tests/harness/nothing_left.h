/*
 * A test of the library must not leave a Deferred, an open descriptor, or a
 * failure that is not handled, unless it expects one.
 */
#ifndef NOTHING_LEFT_H
#define NOTHING_LEFT_H

#include "deferred.h"
#include "unit.h"

#include <uv.h>

static size_t unhandled_expected;

static inline void nothing_left(void)
{
    CHECK_INT(deferred_alive(), 0);
    CHECK_INT(deferred_unhandled(), unhandled_expected);
    uv_library_shutdown(); /* closes what libuv keeps for all loops */
    CHECK_INT(unit_descriptors_left(), 0);
}

#endif
