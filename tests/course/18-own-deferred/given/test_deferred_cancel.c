#include "children.h"
#define main main_of_deferred_cancel
#include "library/deferred/test_deferred_cancel.c"
