#include "children.h"
#define main main_of_deferred_cancel_reach
#include "library/deferred/test_deferred_cancel_reach.c"
