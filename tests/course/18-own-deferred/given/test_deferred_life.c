#include "children.h"
#define main main_of_deferred_life
#include "library/deferred/test_deferred_life.c"
