#include "children.h"
#define main main_of_unhandled
#include "library/deferred/test_unhandled.c"
