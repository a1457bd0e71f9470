#include "children.h"
#define main main_of_chain
#include "common/test_chain.c"
