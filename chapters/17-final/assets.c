/*
 * The assembler copies two files into the program when this one is built, and
 * two handlers send them, for radio.c. So a browser can be told to run no
 * script but this one (page.c), and you can read it as a file of its own.
 */
#include "assets.h"

#include <stddef.h>

/* Paths are seen from the folder in which make runs. */
__asm__(".text\n"
        "assets_script_begin: .incbin \"chapters/17-final/radio.js\"\n"
        "assets_script_end:\n"
        "assets_style_begin: .incbin \"chapters/17-final/radio.css\"\n"
        "assets_style_end:\n"
        ".balign 16\n");

extern const char script_begin[] __asm__("assets_script_begin");
extern const char script_end[] __asm__("assets_script_end");
extern const char style_begin[] __asm__("assets_style_begin");
extern const char style_end[] __asm__("assets_style_end");

static Value send_asset(Request *request, const char *type, const char *begin,
                        const char *end)
{
    request_set_header(request, "Content-Type", type);
    request_set_header(request, "Cache-Control", "no-cache");
    request_set_header(request, "X-Content-Type-Options", "nosniff");
    return value_bytes(begin, (size_t)(end - begin));
}

Value assets_script(Request *request)
{
    return send_asset(request, "text/javascript; charset=utf-8", script_begin,
                      script_end);
}

Value assets_style(Request *request)
{
    return send_asset(request, "text/css; charset=utf-8", style_begin,
                      style_end);
}
