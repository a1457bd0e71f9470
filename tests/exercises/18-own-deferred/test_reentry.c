#include "children.h"
#define main main_of_reentry
#include "common/test_reentry.c"
