/*
 * Records each call of a function in the trace of a program whose own code
 * knows nothing of traces. The compiler (-finstrument-functions) adds these
 * two calls to the start and the end of each function; draw builds a chapter
 * in this way if its picture shows such calls. (The inline functions of
 * trace.h would be recorded as well, so they are not used here.)
 */
#include "trace.h"

#define UNTOUCHED __attribute__((no_instrument_function))

void UNTOUCHED __cyg_profile_func_enter(void *fn, void *caller);
void UNTOUCHED __cyg_profile_func_exit(void *fn, void *caller);

void __cyg_profile_func_enter(void *fn, void *caller)
{
    if (trace_on)
        trace_record_enter("function", (TraceFunction *)fn, (TraceName){0});
}

void __cyg_profile_func_exit(void *fn, void *caller)
{
    if (trace_on)
        trace_record_leave();
}
