#include "children.h"
#define main main_of_lifetime
#include "common/test_lifetime.c"
