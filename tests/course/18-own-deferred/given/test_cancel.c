#include "children.h"
#define main main_of_cancel
#include "library/deferred/test_cancel.c"
