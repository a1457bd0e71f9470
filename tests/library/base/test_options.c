/* Tests of common/base/options.c: the command line of a program. */
#include "options.h"

#include "trace.h"
#include "unit.h"

#include <inttypes.h>
#include <math.h>

enum { WORDS = 8 };

/* The options of the program, and the variables of their values. */
static double delay = 10;
static int64_t clients = 64;
static const char *store;
static const char *upstream;

static const Option own_options[] = {
    {"--delay", "how long slow answers take", .seconds = &delay},
    {"--clients", "how many ask", .count = &clients, .least = 1, .most = 1000},
    {"--store", "where messages are kept", .text = &store, .value = "FILE"},
    {"--upstream", "the server to ask", .url = &upstream},
    {0},
};

/* A command line, for a call in a child. */
typedef struct {
    char *words[WORDS];
} Line;

static int count_words(const Line *line, char **words)
{
    int count = 1;

    for (; count < WORDS && line->words[count - 1]; count++)
        words[count] = line->words[count - 1];
    return count;
}

static Options parse_with(const Line *line, const Option *own)
{
    char *words[WORDS + 1] = {"program"};

    return options_parse(count_words(line, words), words, own);
}

static void parse_plain(const Line *line)
{
    char *words[WORDS + 1] = {"program"};

    options_parse_plain(count_words(line, words), words, own_options);
}

static Options parse(Line line)
{
    return parse_with(&line, own_options);
}

static void parse_it(void *line)
{
    parse_with(line, own_options);
}

static void parse_it_plainly(void *line)
{
    parse_plain(line);
}

static void parse_empty(void *own)
{
    parse_with(&(Line){0}, own);
}

static void refuses(Line line, const char *sentence)
{
    CHECK_DIES(parse_it, &line, sentence);
}

static void the_defaults(void)
{
    CHECK_TEXT(parse((Line){0}).listen, "tcp:8080");
    CHECK_DOUBLE(delay, 10, 0);
    CHECK_INT(clients, 64);
    CHECK_TEXT(store, NULL);
    CHECK_TEXT(upstream, NULL);
}

static void a_program_may_have_no_options_of_its_own(void)
{
    CHECK_TEXT(parse_with(&(Line){{"--listen=tcp:1"}}, NULL).listen, "tcp:1");
}

static void options_are_read(void)
{
    Options options = parse((Line){
        {"--listen", "unix:/s", "--delay", "0", "--upstream", "http://h"}});

    CHECK_TEXT(options.listen, "unix:/s");
    CHECK_DOUBLE(delay, 0, 0);
    CHECK_TEXT(upstream, "http://h");
    parse((Line){{"--clients", "1000", "--store", "a b"}});
    CHECK_INT(clients, 1000);
    CHECK_TEXT(store, "a b");
}

static void a_value_may_follow_a_sign(void)
{
    Options options =
        parse((Line){{"--listen=tcp:0", "--delay=.25",
                      "--upstream=http://h/a=b", "--store=a=b"}});

    CHECK_TEXT(options.listen, "tcp:0");
    CHECK_DOUBLE(delay, .25, 0);
    CHECK_TEXT(upstream, "http://h/a=b");
    CHECK_TEXT(store, "a=b");
}

static void the_last_one_counts(void)
{
    CHECK_TEXT(parse((Line){{"--listen=a", "--listen=b"}}).listen, "b");
}

static void a_program_that_is_no_server_does_not_listen(void)
{
    parse_plain(&(Line){{"--clients", "3"}});
    CHECK_INT(clients, 3);
    CHECK_DIES(parse_it_plainly, (&(Line){{"--listen", "tcp:0"}}),
               "there is no option \"--listen\"");
}

static void every_program_can_be_traced(void)
{
    parse_plain(&(Line){0});
    CHECK(!trace_on);
    parse_plain(&(Line){{"--trace", "/dev/null"}});
    CHECK(trace_on);
}

static void other_words_are_refused(void)
{
    refuses((Line){{"--foo"}},
            "test_options: there is no option \"--foo\"; try --help\n");
    refuses((Line){{"stray"}}, "there is no option \"stray\"");
    refuses((Line){{""}}, "there is no option \"\"");
    refuses((Line){{"--"}}, "there is no option \"--\"");
    refuses((Line){{"--dela", "1"}}, "there is no option \"--dela\"");
    refuses((Line){{"--delay2=1"}}, "there is no option \"--delay2=1\"");
    refuses((Line){{"-delay", "1"}}, "there is no option \"-delay\"");
    refuses((Line){{"--listen", "x", "y"}}, "there is no option \"y\"");
}

static void a_value_must_be_there(void)
{
    refuses((Line){{"--listen"}}, "--listen needs a value; try --help\n");
    refuses((Line){{"--listen="}}, "--listen needs a value; try --help\n");
    refuses((Line){{"--store", ""}}, "--store needs a value; try --help\n");
    refuses((Line){{"--trace", ""}}, "--trace needs a value; try --help\n");
}

static void seconds_are_a_number_from_0(void)
{
    static char *const bad[] = {"",     "x",     "1x",  "-1",    "nan",
                                "inf",  "1e999", "1,5", " 1",    "1 ",
                                "0x10", "1e",    "--",  "-1e-9", "1.2.3"};

    for (size_t i = 0; i < COUNT(bad); i++)
        refuses((Line){{"--delay", bad[i]}},
                "--delay is a number of seconds from 0, not \"");
}

static void seconds_may_be_few_or_many(void)
{
    parse((Line){{"--delay", "1e-5"}});
    CHECK_DOUBLE(delay, 0.00001, 0);
    parse((Line){{"--delay", "1000000"}});
    CHECK_DOUBLE(delay, 1e6, 0);
    parse((Line){{"--delay", "-0"}});
    CHECK_DOUBLE(delay, 0, 0);
    CHECK(!signbit(delay));
}

static void a_count_is_a_whole_number_in_its_range(void)
{
    static char *const bad[] = {"",   "0",   "1001",
                                "-1", "1.5", "1e2",
                                "x",  " 5",  "99999999999999999999"};

    for (size_t i = 0; i < COUNT(bad); i++)
        refuses((Line){{"--clients", bad[i]}},
                "--clients is a whole number from 1 to 1000, not \"");
}

/* A path is put after it. */
static void a_url_loses_the_slashes_at_its_end(void)
{
    parse((Line){{"--upstream", "https://httpbin.org/"}});
    CHECK_TEXT(upstream, "https://httpbin.org");
    parse((Line){{"--upstream", "http://h/a//"}});
    CHECK_TEXT(upstream, "http://h/a");
}

static void a_url_that_cannot_be_is_refused(void)
{
    refuses((Line){{"--upstream", "127.0.0.1:8080"}},
            "test_options: --upstream: the URL must begin with http:// or "
            "https://; try --help\n");
    refuses((Line){{"--upstream", ""}}, "--upstream: the URL must begin");
    refuses((Line){{"--upstream", "http://"}},
            "--upstream: the URL has no host after http://; try --help\n");
}

/* The whole line, from the program's name to the end. */
static void a_refused_url_is_not_repeated(void)
{
    refuses((Line){{"--upstream", "http://user:secret@/"}},
            "test_options: --upstream: the URL has no host after http://; try "
            "--help\n");
}

/* In a child, whose status 0 CHECK_DIES does not take: so in this one. */
static void help_tells_what_the_program_takes(void)
{
    static Line line = {{"--delay=0.00001", "--help"}};
    FILE *output = tmpfile();
    int status;

    fflush(NULL);
    if (fork() == 0) {
        dup2(fileno(output), STDOUT_FILENO);
        parse_it(&line);
    }
    wait(&status);
    CHECK_INT(status, 0);
    CHECK_TEXT(
        unit_text_of(output),
        "usage: test_options [OPTION VALUE]...\n"
        "  --listen   ENDPOINT  tcp:8080, tcp:0 (a free port), unix:/path "
        "[tcp:8080]\n"
        "  --delay    SECONDS   how long slow answers take [0.00001]\n"
        "  --clients  NUMBER    how many ask, 1 to 1000 [64]\n"
        "  --store    FILE      where messages are kept\n"
        "  --upstream URL       the server to ask\n"
        "  --trace    FILE      record what runs when, as JSON\n"
        "  --help               print this and exit\n");
    fclose(output);
}

static void a_list_with_a_mistake_is_a_bug(void)
{
    static Option nowhere[] = {{.name = "--x"}, {0}};
    static Option twice[] = {
        {"--x", "x", .count = &clients, .seconds = &delay}, {0}};
    static Option same[] = {
        {"--x", "x", .count = &clients}, {"--x", "y", .seconds = &delay}, {0}};
    static Option taken[] = {{"--trace", "x", .text = &store}, {0}};

    CHECK_DIES(parse_empty, nowhere,
               "options_parse: --x has 0 variables for its value, not one\n");
    CHECK_DIES(parse_empty, twice, "--x has 2 variables for its value");
    CHECK_DIES(parse_empty, same,
               "options_parse: there are two options --x\n");
    CHECK_DIES(parse_empty, taken, "there are two options --trace\n");
}

static const UnitTest tests[] = {
    {"the defaults", the_defaults},
    {"a program may have no options of its own",
     a_program_may_have_no_options_of_its_own},
    {"options are read", options_are_read},
    {"a value may follow a =", a_value_may_follow_a_sign},
    {"the last one counts", the_last_one_counts},
    {"a program that is no server does not listen",
     a_program_that_is_no_server_does_not_listen},
    {"every program can be traced", every_program_can_be_traced},
    {"other words are refused", other_words_are_refused},
    {"a value must be there", a_value_must_be_there},
    {"seconds are a number from 0", seconds_are_a_number_from_0},
    {"seconds may be few or many", seconds_may_be_few_or_many},
    {"a count is a whole number in its range",
     a_count_is_a_whole_number_in_its_range},
    {"a URL loses the slashes at its end", a_url_loses_the_slashes_at_its_end},
    {"a URL that cannot be is refused", a_url_that_cannot_be_is_refused},
    {"a refused URL, which may hold a password, is not repeated",
     a_refused_url_is_not_repeated},
    {"--help names the options of the program",
     help_tells_what_the_program_takes},
    {"a list with a mistake is a bug", a_list_with_a_mistake_is_a_bug},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), NULL, argc, argv);
}
