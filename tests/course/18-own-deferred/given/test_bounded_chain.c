#include "children.h"
#define main main_of_bounded_chain
#include "library/deferred/test_bounded_chain.c"
