#include "children.h"
#define main main_of_deferred_reentry
#include "library/deferred/test_deferred_reentry.c"
