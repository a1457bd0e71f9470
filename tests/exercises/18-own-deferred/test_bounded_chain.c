#include "children.h"
#define main main_of_bounded_chain
#include "common/test_bounded_chain.c"
