#include "children.h"
#define main main_of_chain
#include "library/deferred/test_chain.c"
