#include "children.h"
#define main main_of_cancel_reach
#include "library/deferred/test_cancel_reach.c"
