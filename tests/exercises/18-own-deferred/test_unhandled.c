#include "children.h"
#define main main_of_unhandled
#include "common/test_unhandled.c"
