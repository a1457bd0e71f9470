#include "children.h"
#define main main_of_deferred
#include "common/test_deferred.c"
