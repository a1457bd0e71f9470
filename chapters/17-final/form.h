/*
 * A form that a page has sent: application/x-www-form-urlencoded, as
 * "name=Anna&text=The+tide+is+out.".
 */
#ifndef FORM_H
#define FORM_H

#include "request.h"

/* A field of the request's body, decoded, of least to most characters. A new
   text, or a failure, 400, that names the field. */
Value form_field(Request *request, const char *name, size_t least,
                 size_t most);

#endif
