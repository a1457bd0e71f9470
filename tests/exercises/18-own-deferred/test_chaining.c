#include "children.h"
#define main main_of_chaining
#include "common/test_chaining.c"
