/* A file of lines comes in, and run.c asks for one page after the other. A
   mistake in the file is found before the first request, and its line is
   named. */
#include "scenario.h"

#include "keep.h"
#include "number.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <uv.h>

enum { LONGEST_LINE = 1000, MOST_WORDS = 4 };

/* Cuts a line into words, and returns how many there are. More than MOST_WORDS
   are not looked for: the last of these is a mistake already. */
static int split_line(char *line, const char *words[MOST_WORDS])
{
    static const char spaces[] = " \t\r\n";
    char *rest, *word = strtok_r(line, spaces, &rest);
    int count = 0;

    while (word && count < MOST_WORDS) {
        words[count++] = word;
        word = strtok_r(NULL, spaces, &rest);
    }
    return count;
}

/* Reads a whole number of that range. */
static bool read_number(const char *word, int64_t least, int64_t most,
                        int64_t *number)
{
    Value read = keep(number_read(word));

    if (failed(read) || as_int(read) < least || as_int(read) > most)
        return false;
    *number = as_int(read);
    return true;
}

static Value refuse(const char *sentence)
{
    return value_failure(UV_EINVAL, "%s", sentence);
}

/* Reads "20 /coro" or "15 /error 400". Returns none, or a failure. */
static Value read_page(Page *page, int count, const char *const *words)
{
    if (!read_number(words[0], 1, 1000000, &page->weight))
        return refuse("a weight is a whole number from 1 to 1000000");
    if (count < 2 || *words[1] != '/')
        return refuse("after the weight comes a path, which begins with /");
    if (count > 2 && !read_number(words[2], 100, 599, &page->status))
        return refuse("a status is a number from 100 to 599");
    if (count > 3)
        return refuse("after the status nothing may follow");
    return value_none();
}

/* There is room for it: read_line() has looked. */
static void add_page(Scenario *scenario, Page page)
{
    scenario->pages[scenario->count] = page;
    scenario->count += 1;
    scenario->weights += page.weight;
}

/* Returns a failure that does not name the line yet. */
static Value read_line(Scenario *scenario, char *line, const char *url)
{
    const char *words[MOST_WORDS];
    Page page = {.status = 200};
    Value flaw;
    int count;

    if (strlen(line) > LONGEST_LINE && !strchr(line, '\n'))
        return refuse("a line has at most 1000 characters");
    count = split_line(line, words);
    if (count == 0 || *words[0] == '#')
        return value_none();
    /* All but the weight and the path may be left out. */
    flaw = read_page(&page, count, words);
    if (failed(flaw))
        return flaw;
    if (scenario->count == SCENARIO_PAGES)
        return refuse("there is room for 100 pages");
    page.url = as_text(keep(value_textf("%s%s", url, words[1])));
    add_page(scenario, page);
    return value_none();
}

static Value read_lines(Scenario *scenario, FILE *lines, const char *file,
                        const char *url)
{
    char line[LONGEST_LINE + 2]; /* with its end, and a NUL */

    for (int number = 1; fgets(line, sizeof line, lines); number++) {
        Value flaw = keep(read_line(scenario, line, url));

        if (failed(flaw))
            return value_failure(UV_EINVAL, "%s:%d: %s", file, number,
                                 as_failure(flaw)->message);
    }
    if (ferror(lines))
        return value_failure(-errno, "cannot read %s: %s", file,
                             strerror(errno));
    if (scenario->count == 0)
        return value_failure(UV_EINVAL, "%s: there is no page in it", file);
    return value_none();
}

/* A file that cannot be opened is told apart from one that holds a mistake by
   its code, UV_ENOENT and so on. */
Value scenario_read(Scenario *scenario, const char *file, const char *url)
{
    FILE *lines = fopen(file, "r");
    Value result;

    if (!lines)
        return value_failure(-errno, "cannot read %s: %s", file,
                             strerror(errno));
    result = read_lines(scenario, lines, file, url);
    fclose(lines);
    return result;
}

void scenario_of_one(Scenario *scenario, const char *url)
{
    const char *home = as_text(keep(value_textf("%s/", url)));

    add_page(scenario, (Page){.url = home, .weight = 1, .status = 200});
}

/* In each turn every page earns its weight. The richest one is next, and pays
   for it with what all have earned. */
const Page *scenario_next(Scenario *scenario)
{
    Page *next = &scenario->pages[0];

    for (int i = 0; i < scenario->count; i++) {
        Page *page = &scenario->pages[i];

        page->credit += page->weight;
        if (page->credit > next->credit)
            next = page;
    }
    next->credit -= scenario->weights;
    return next;
}
