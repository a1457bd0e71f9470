#include "gateway.h"

#include <stdio.h>

Value gateway_error(Request *request, const Failure *failure)
{
    if (failure->code > 0)
        return value_failure_of(failure, failure->index);
    failure_print(stderr, request_path(request), failure);
    if (failure->code == UV_ETIMEDOUT) {
        request_set_status(request, 504);
        return value_text("The server behind this one did not answer in "
                          "time.\n");
    }
    request_set_status(request, 502);
    return value_text("The server behind this one did not answer as it "
                      "should.\n");
}
