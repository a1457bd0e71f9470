#include "children.h"
#define main main_of_lifetime
#include "library/deferred/test_lifetime.c"
