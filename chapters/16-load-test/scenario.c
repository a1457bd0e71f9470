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

static const int64_t most_weight = 1000000;

/* The next word of a line, without the spaces around it, or NULL. */
static char *next_word(char **rest)
{
    char *word = strtok_r(NULL, " \t\r\n", rest);

    return word;
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

static void add_page(Scenario *scenario, Page page)
{
    scenario->pages[scenario->count] = page;
    scenario->count += 1;
    scenario->weights += page.weight;
}

/* The words of one line, as a page. Returns a failure that does not name the
   line yet. */
static Value read_page(Scenario *scenario, char *line, const char *url)
{
    char *rest = line;
    const char *weight = strtok_r(line, " \t\r\n", &rest);
    const char *path = next_word(&rest), *status = next_word(&rest);
    Page page = {.status = 200};

    if (!weight || *weight == '#')
        return value_none();
    if (!read_number(weight, 1, most_weight, &page.weight))
        return value_failure(UV_EINVAL,
                             "a weight is a whole number from 1 to 1000000, "
                             "not \"%s\"",
                             weight);
    if (!path || *path != '/')
        return value_failure(UV_EINVAL, "after the weight comes a path, "
                                        "which begins with a slash");
    if (status && !read_number(status, 100, 599, &page.status))
        return value_failure(UV_EINVAL,
                             "a status is from 100 to 599, "
                             "not \"%s\"",
                             status);
    if (next_word(&rest))
        return value_failure(UV_EINVAL, "after the status nothing may follow");
    if (scenario->count == SCENARIO_PAGES)
        return value_failure(UV_EINVAL, "there is room for %d pages",
                             SCENARIO_PAGES);
    page.url = as_text(keep(value_textf("%s%s", url, path)));
    add_page(scenario, page);
    return value_none();
}

static Value read_lines(Scenario *scenario, FILE *lines, const char *file,
                        const char *url)
{
    char line[1024];

    for (int number = 1; fgets(line, sizeof line, lines); number++) {
        Value flaw = keep(read_page(scenario, line, url));

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
