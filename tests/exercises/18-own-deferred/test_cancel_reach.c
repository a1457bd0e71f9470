#include "children.h"
#define main main_of_cancel_reach
#include "common/test_cancel_reach.c"
