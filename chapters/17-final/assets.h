/*
 * Assets: the page's script and its style, radio.js and radio.css. They are in
 * the program, so it runs in any folder.
 */
#ifndef ASSETS_H
#define ASSETS_H

#include "request.h"

Value assets_script(Request *request);
Value assets_style(Request *request);

#endif
