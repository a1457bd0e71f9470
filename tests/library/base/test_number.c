/* Tests of common/base/number.c: numbers out of text, and into it. */
#include "number.h"

#include "unit.h"

#include <float.h>
#include <inttypes.h>
#include <uv.h>

static void reads(const char *text, int64_t number)
{
    Value value = number_read(text);

    CHECK_INT(as_int(value), number);
    value_free(value);
}

static void reads_not(const char *text, int code)
{
    Value value = number_read(text);

    CHECK_INT(as_failure(value)->code, code);
    value_free(value);
}

static void whole_numbers_are_read(void)
{
    reads("0", 0);
    reads("-7", -7);
    reads("+7", 7);
    reads("9223372036854775807", INT64_MAX);
    reads("-9223372036854775808", INT64_MIN);
}

static void other_text_is_no_whole_number(void)
{
    static const char *const texts[] = {"",    "x",   "1x",  " 1", "1 ",
                                        "--1", "1.5", "0x1", "+",  "1e2"};

    for (size_t i = 0; i < COUNT(texts); i++)
        reads_not(texts[i], UV_EINVAL);
    reads_not("9223372036854775808", UV_ERANGE);
}

static void reads_real(const char *text, double number)
{
    double got = -1;

    CHECK_INT(number_read_real(text, &got), 0);
    CHECK_DOUBLE(got, number, 0);
}

static void numbers_are_read(void)
{
    reads_real("2", 2);
    reads_real(".25", .25);
    reads_real("2.", 2);
    reads_real("-1.5", -1.5);
    reads_real("1e-5", 0.00001);
    reads_real("1E3", 1000);
}

static void other_text_is_no_number(void)
{
    static const char *const texts[] = {"",     "x",   "1x",  " 1",   "1 ",
                                        "0x10", "inf", "nan", "1,5",  "1e",
                                        ".",    "e5",  "--1", "1.2.3"};
    double got;

    for (size_t i = 0; i < COUNT(texts); i++)
        CHECK_INT(number_read_real(texts[i], &got), UV_EINVAL);
    CHECK_INT(number_read_real("1e999", &got), UV_ERANGE);
    CHECK_INT(number_read_real("-1e999", &got), UV_ERANGE);
}

static void the_shortest_text_is_written(void)
{
    CHECK_TEXT(number_text(0), "0");
    CHECK_TEXT(number_text(-0.0), "0");
    CHECK_TEXT(number_text(2), "2");
    CHECK_TEXT(number_text(0.1), "0.1");
    CHECK_TEXT(number_text(-1.5), "-1.5");
    CHECK_TEXT(number_text(0.1 + 0.2), "0.30000000000000004");
    CHECK_TEXT(number_text(1.0 / 3), "0.3333333333333333");
}

/* Where printf's %g begins to write one. */
static void no_exponent_is_written(void)
{
    CHECK_TEXT(number_text(0.0001), "0.0001");
    CHECK_TEXT(number_text(0.00001), "0.00001");
    CHECK_TEXT(number_text(123456), "123456");
    CHECK_TEXT(number_text(1000000), "1000000");
    CHECK_TEXT(number_text(1234567), "1234567");
    CHECK_TEXT(number_text(1e15), "1000000000000000");
}

static void what_is_written_reads_back(void)
{
    static const double numbers[] = {
        DBL_MIN, DBL_MAX, DBL_TRUE_MIN, DBL_EPSILON, 1e-300, 1e300, 1e22,
        1e23,    0.7,     1e-7,         123456.789,  5e-324, 2.5e-5};
    double back;

    for (size_t i = 0; i < COUNT(numbers); i++) {
        const char *text = number_text(numbers[i]);

        CHECK_INT(text[strspn(text, "0123456789.")], '\0');
        CHECK_INT(number_read_real(text, &back), 0);
        CHECK_DOUBLE(back, numbers[i], 0);
    }
}

static const UnitTest tests[] = {
    {"whole numbers are read", whole_numbers_are_read},
    {"other text is no whole number", other_text_is_no_whole_number},
    {"numbers are read", numbers_are_read},
    {"other text is no number", other_text_is_no_number},
    {"the shortest text is written", the_shortest_text_is_written},
    {"no exponent is written", no_exponent_is_written},
    {"what is written reads back", what_is_written_reads_back},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), NULL, argc, argv);
}
