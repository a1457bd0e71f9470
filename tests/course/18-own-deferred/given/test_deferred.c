#include "children.h"
#define main main_of_deferred
#include "library/deferred/test_deferred.c"
