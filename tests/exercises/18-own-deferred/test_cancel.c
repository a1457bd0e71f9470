#include "children.h"
#define main main_of_cancel
#include "common/test_cancel.c"
