#include "children.h"
#define main main_of_chaining
#include "library/deferred/test_chaining.c"
