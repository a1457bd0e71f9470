/* http_answer.c asks for this line in each answer: see http_date.h. */
#include "http_date.h"

#include <stdio.h>
#include <time.h>

/* strftime would name the days in the user's language. */
static const char days[][4] = {"Sun", "Mon", "Tue", "Wed",
                               "Thu", "Fri", "Sat"};

static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

const char *http_date(void)
{
    static time_t made;
    static char line[64];
    time_t now = time(NULL);
    struct tm t;

    /* Thousands of answers in a second share one line. */
    if (now == made)
        return line;
    /* IMF-fixdate, RFC 9110 section 5.6.7: always GMT. */
    made = now;
    gmtime_r(&now, &t);
    snprintf(line, sizeof line,
             "Date: %s, %02d %s %04d %02d:%02d:%02d GMT\r\n", days[t.tm_wday],
             t.tm_mday, months[t.tm_mon], t.tm_year + 1900, t.tm_hour,
             t.tm_min, t.tm_sec);
    return line;
}
