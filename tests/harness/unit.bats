# The harness of the unit tests: each way for a test to fail.

load ../harness/helper

# The table of a program whose tests fail, but for the first two.
setup_file()
{
    cd "$BATS_FILE_TMPDIR" || return
    cat >test.c <<'END'
#include "unit.h"

static void *volatile kept;
static int after;

static void say(void *text)
{
    fputs(text, stderr);
}

static void die_saying(void *text)
{
    fputs(text, stderr);
    abort();
}

static void good(void)
{
    CHECK(1 < 2);
    CHECK_INT(-3, -3);
    CHECK_DOUBLE(0.1 + 0.2, 0.3, 1e-9);
    CHECK_TEXT("one", "one");
    CHECK_CONTAINS("one two", "two");
    CHECK_DIES(die_saying, "no way", "no");
    CHECK_TEXT(unit_stderr_of(say, "hello"), "hello");
}

static void untrue(void) { CHECK(2 < 1); }
static void wrong_int(void) { CHECK_INT(1 + 1, 3); }
static void wrong_text(void) { printf("before\n"); CHECK_TEXT("two", "one"); }
static void missing_text(void) { CHECK_TEXT(NULL, "one"); }
static void lives(void) { CHECK_DIES(say, "no way", "no"); }
static void other_words(void) { CHECK_DIES(die_saying, "no way", "yes"); }
static void leaks(void) { kept = malloc(10); kept = NULL; }
static void crashes(void) { kept = malloc(10); free(kept); free(kept); }
static void leaves(void) { after = 1; }
static void opens(void) { after = dup(0) < 0; }

static void nothing_left(void)
{
    CHECK_INT(after, 0);
    CHECK_INT(unit_descriptors_left(), 0);
}

static const UnitTest tests[] = {
    {"good", good}, {"untrue", untrue}, {"wrong int", wrong_int},
    {"wrong text", wrong_text}, {"missing text", missing_text},
    {"lives", lives}, {"other words", other_words}, {"leaks", leaks},
    {"crashes", crashes}, {"leaves", leaves}, {"opens", opens},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
END
    cc -std=gnu11 -Wall -Wextra -Werror -g -fsanitize=address,undefined \
        -I "$BATS_TEST_DIRNAME" test.c -o test
}

# fails SENTENCE LINE...: the test fails, and shows these lines
fails()
{
    run ! "$BATS_FILE_TMPDIR/test" "$1"
    assert_line "not ok 1 $1"
    for line in "${@:2}"; do
        assert_line --partial "$line"
    done
}

@test "a test that passes takes one line" {
    run -0 "$BATS_FILE_TMPDIR/test" good
    assert_output "1..1
ok 1 good"
}

@test "a check that fails says its place, the expected value and the real one" {
    fails "untrue" "# test.c:" "2 < 1 is not true"
    fails "wrong int" "1 + 1" "#   expected 3" "#   got      2"
    fails "wrong text" '#   expected "one"' '#   got      "two"' "# before"
    fails "missing text" '#   got      "(NULL)"'
}

@test "a program that should die has to, and with the right words" {
    fails "lives" "say did not die"
    fails "other words" 'expected to die of "yes"' 'got "no way"'
}

@test "a leak and a crash fail the test that made them" {
    fails "leaks" "LeakSanitizer: detected memory leaks"
    fails "crashes" "attempting double-free"
}

@test "a Deferred or a descriptor that is left behind fails the test" {
    fails "leaves" "after"
    fails "opens" "unit_descriptors_left()"
}

@test "all tests run, even after a crash" {
    run ! "$BATS_FILE_TMPDIR/test"
    assert_line "1..11"
    assert_line "ok 1 good"
    assert_line "not ok 11 opens"
}

@test "arguments pick tests by a part of their names" {
    run ! "$BATS_FILE_TMPDIR/test" text int
    assert_line "1..3"
    refute_line --partial good
}
