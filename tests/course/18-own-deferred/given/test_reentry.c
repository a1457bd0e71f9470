#include "children.h"
#define main main_of_reentry
#include "library/deferred/test_reentry.c"
