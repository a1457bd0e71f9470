#include "children.h"
#define main main_of_deferred_chain
#include "library/deferred/test_deferred_chain.c"
