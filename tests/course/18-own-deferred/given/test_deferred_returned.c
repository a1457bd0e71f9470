#include "children.h"
#define main main_of_deferred_returned
#include "library/deferred/test_deferred_returned.c"
