/* Tests of common/base/options.c: the command line of a program. */
#include "options.h"

#include "trace.h"
#include "unit.h"

enum { WORDS = 8 };

/* A command line and what the program takes, for a call in a child. */
typedef struct {
    const char *others;
    char *words[WORDS];
} Line;

static Options parse(const Line *line)
{
    char *words[WORDS + 1] = {"program"};
    int count = 1;

    for (; count < WORDS && line->words[count - 1]; count++)
        words[count] = line->words[count - 1];
    return options_parse(count, words, line->others);
}

static Options defaults_of(const char *others)
{
    return parse(&(Line){.others = others});
}

static void parse_it(void *line)
{
    parse(line);
}

static void print_help(void *line)
{
    dup2(STDERR_FILENO, STDOUT_FILENO);
    parse(line);
}

static void the_defaults(void)
{
    Options options = defaults_of("");

    CHECK_TEXT(options.listen, "tcp:8080");
    CHECK_DOUBLE(options.delay, 0, 0);
    CHECK_TEXT(options.upstream, NULL);
}

static void a_program_has_its_own_defaults(void)
{
    Options options = defaults_of(" --delay 2.5  --upstream self ");

    CHECK_DOUBLE(options.delay, 2.5, 0);
    CHECK_TEXT(options.upstream, "self");
    options = defaults_of("--upstream --delay 1 --listen tcp:9");
    CHECK_TEXT(options.upstream, NULL);
    CHECK_DOUBLE(options.delay, 1, 0);
    CHECK_TEXT(options.listen, "tcp:9");
}

static void what_is_no_server_does_not_listen(void)
{
    Line line = {.words = {"--listen", "tcp:0"}};

    CHECK_TEXT(defaults_of(NULL).listen, NULL);
    CHECK_DIES(parse_it, &line, "there is no option \"--listen\"");
}

static void every_program_can_be_traced(void)
{
    defaults_of(NULL);
    CHECK(!trace_on);
    parse(&(Line){.words = {"--trace", "/dev/null"}});
    CHECK(trace_on);
}

static void options_are_read(void)
{
    Options options = parse(&(Line){
        "--delay 10 --upstream",
        {"--listen", "unix:/s", "--delay", "0", "--upstream", "http://h"}});

    CHECK_TEXT(options.listen, "unix:/s");
    CHECK_DOUBLE(options.delay, 0, 0);
    CHECK_TEXT(options.upstream, "http://h");
}

static void a_value_may_follow_a_sign(void)
{
    Options options = parse(&(Line){
        "--delay 10 --upstream",
        {"--listen=tcp:0", "--delay=.25", "--upstream=http://h/?a=b"}});

    CHECK_TEXT(options.listen, "tcp:0");
    CHECK_DOUBLE(options.delay, .25, 0);
    CHECK_TEXT(options.upstream, "http://h/?a=b");
}

static void the_last_one_counts(void)
{
    CHECK_TEXT(parse(&(Line){"", {"--listen=a", "--listen=b"}}).listen, "b");
}

static void refuses(Line line, const char *sentence)
{
    CHECK_DIES(parse_it, &line, sentence);
}

static void other_words_are_refused(void)
{
    refuses((Line){"", {"--foo"}}, "test_options: there is no option "
                                   "\"--foo\"; --help tells what it takes\n");
    refuses((Line){"", {"stray"}}, "there is no option \"stray\"");
    refuses((Line){"", {""}}, "there is no option \"\"");
    refuses((Line){"", {"--"}}, "there is no option \"--\"");
    refuses((Line){"", {"--delay", "1"}}, "there is no option \"--delay\"");
    refuses((Line){"", {"--listening=x"}},
            "there is no option \"--listening=x\"");
    refuses((Line){"", {"-listen", "x"}}, "there is no option \"-listen\"");
    refuses((Line){"", {"--listen", "x", "y"}}, "there is no option \"y\"");
}

static void a_value_must_be_there(void)
{
    refuses((Line){"", {"--listen"}}, "--listen needs a value; --help");
}

static void a_delay_is_a_number_of_seconds(void)
{
    static char *const bad[] = {"",    "x",   "1x",    "-1",
                                "nan", "inf", "1e999", "1,5"};

    for (size_t i = 0; i < COUNT(bad); i++)
        refuses((Line){"--delay 1", {"--delay", bad[i]}},
                "--delay is a number of seconds from 0, not \"");
}

/* In a child, whose status 0 CHECK_DIES does not take: so in this one. */
static void help_tells_what_the_program_takes(void)
{
    static Line line = {"--delay 10 --upstream", {"--delay=3", "--help"}};
    FILE *output = tmpfile();
    int status;

    fflush(NULL);
    if (fork() == 0) {
        dup2(fileno(output), STDERR_FILENO);
        print_help(&line);
    }
    wait(&status);
    CHECK_INT(status, 0);
    CHECK_TEXT(
        unit_text_of(output),
        "usage: test_options [OPTION VALUE]...\n"
        "  --listen   ENDPOINT  tcp:8080, tcp:0 (a free port), unix:/path "
        "[tcp:8080]\n"
        "  --delay    SECONDS   how long slow answers take [3]\n"
        "  --upstream URL       the server to ask\n"
        "  --trace    FILE      record what runs when, as JSON\n"
        "  --help               print this and exit\n");
    fclose(output);
}

static void a_program_that_is_no_server_takes_none(void)
{
    CHECK_TEXT(defaults_of(NULL).listen, NULL);
    refuses((Line){NULL, {"--listen", "tcp:0"}},
            "there is no option \"--listen\"");
}

static void an_unknown_declaration_is_a_bug(void)
{
    refuses((Line){.others = "--colour red"},
            "options_parse: no program can take --colour\n");
    refuses((Line){.others = "10"}, "options_parse: no program can take 10\n");
}

static const UnitTest tests[] = {
    {"the defaults", the_defaults},
    {"a program has its own defaults", a_program_has_its_own_defaults},
    {"what is no server does not listen", what_is_no_server_does_not_listen},
    {"every program can be traced", every_program_can_be_traced},
    {"options are read", options_are_read},
    {"a value may follow a =", a_value_may_follow_a_sign},
    {"the last one counts", the_last_one_counts},
    {"other words are refused", other_words_are_refused},
    {"a value must be there", a_value_must_be_there},
    {"a delay is a number of seconds", a_delay_is_a_number_of_seconds},
    {"help tells what the program takes", help_tells_what_the_program_takes},
    {"a program that is no server takes none",
     a_program_that_is_no_server_takes_none},
    {"an unknown declaration is a bug", an_unknown_declaration_is_a_bug},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), NULL, argc, argv);
}
