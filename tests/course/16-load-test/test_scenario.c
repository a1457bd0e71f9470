/* The scenario of chapter 16: whose turn it is, and lines that are wrong. */
#include "../../../chapters/16-load-test/scenario.h"
#include "keep.h"
#include "nothing_left.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static Scenario scenario;

/* Reads that text as a file. The file's name is no part of the message. */
static const char *flaw_of(const char *text)
{
    char path[] = "/tmp/scenario.XXXXXX";
    int fd = mkstemp(path);
    Value result;

    CHECK_INT((int)write(fd, text, strlen(text)), (int)strlen(text));
    close(fd);
    scenario = (Scenario){0};
    result = keep(scenario_read(&scenario, path, "http://h"));
    unlink(path);
    if (!failed(result))
        return "";
    CHECK(strncmp(as_failure(result)->message, path, strlen(path)) == 0);
    return as_failure(result)->message + strlen(path);
}

static void weights(void)
{
    int coro = 0, error = 0, others = 0;

    CHECK_TEXT(flaw_of("# a comment\n\n20 /coro\n15 /error 400\n10 /sleep/1"),
               "");
    for (int i = 0; i < 45; i++) {
        const Page *page = scenario_next(&scenario);

        coro += strcmp(page->url, "http://h/coro") == 0;
        error += strcmp(page->url, "http://h/error") == 0;
        others += strcmp(page->url, "http://h/sleep/1") == 0;
        CHECK_INT((int)page->status, page->url[9] == 'e' ? 400 : 200);
    }
    CHECK_INT(coro, 20);
    CHECK_INT(error, 15);
    CHECK_INT(others, 10);
}

static void turns(void)
{
    char order[9] = "";

    CHECK_TEXT(flaw_of("2 /a\n1 /b\n1 /c\n"), "");
    for (int i = 0; i < 8; i++)
        order[i] = scenario_next(&scenario)->url[9];
    CHECK_TEXT(order, "abcaabca");
}

static void bad_lines(void)
{
    static const char weight[] =
        ":1: a weight is a whole number from 1 to 1000000";
    static const char *const lines[][2] = {
        {"x /coro\n", weight},
        {"1.5 /coro\n", weight},
        {"1000001 /coro\n", weight},
        {"1 /a\n0 /b\n", ":2: a weight is a whole number from 1 to 1000000"},
        {"#\n\n1\n", ":3: after the weight comes a path, which begins with /"},
        {"1 coro\n", ":1: after the weight comes a path, which begins with /"},
        {"1 /a 99\n", ":1: a status is a number from 100 to 599"},
        {"1 /a two\n", ":1: a status is a number from 100 to 599"},
        {"1 /a 200 x y z\n", ":1: after the status nothing may follow"},
        {"# only this\n", ": there is no page in it"},
        {"", ": there is no page in it"},
    };

    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        CHECK_TEXT(flaw_of(lines[i][0]), lines[i][1]);
}

static void too_many(void)
{
    char text[SCENARIO_PAGES * 8 + 16] = "";

    for (int i = 0; i <= SCENARIO_PAGES; i++)
        strcat(text, "1 /a\n");
    CHECK_TEXT(flaw_of(text), ":101: there is room for 100 pages");
}

static void too_long(void)
{
    char text[3000];

    memset(text, 'a', sizeof text);
    memcpy(text, "1 /", 3);
    text[sizeof text - 1] = '\0';
    CHECK_TEXT(flaw_of(text), ":1: a line has at most 1000 characters");
}

static const UnitTest tests[] = {
    {"of 45 requests each page has as many as its weight", weights},
    {"pages take turns as evenly as they can", turns},
    {"a line that is wrong is named, with what is wrong", bad_lines},
    {"one page too many is refused", too_many},
    {"a line that is too long is not cut in two", too_long},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
