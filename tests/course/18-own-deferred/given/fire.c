#define main main_of_fire
#include "../../../../chapters/04-fire/fire.c"
