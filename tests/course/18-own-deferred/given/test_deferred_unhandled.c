#include "children.h"
#define main main_of_deferred_unhandled
#include "library/deferred/test_deferred_unhandled.c"
