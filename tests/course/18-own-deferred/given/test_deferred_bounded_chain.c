#include "children.h"
#define main main_of_deferred_bounded_chain
#include "library/deferred/test_deferred_bounded_chain.c"
