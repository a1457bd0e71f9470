# tests/course/confusions.md: each confusion of learners has a home in the
# course.

load ../harness/helper

setup()
{
    cd "$BATS_TEST_DIRNAME" || return
}

rows()
{
    grep -E '^\| [LHCD][0-9]+ \|' confusions.md
}

@test "each confusion is listed once" {
    run diff <(rows | cut -d ' ' -f 2) <(
        printf 'L%s\n' {1..27}
        printf 'H%s\n' {1..4}
        printf 'C%s\n' {1..6}
        printf 'D%s\n' {1..12}
    )
    assert_output ""
}

@test "each home exists, and has the words that are quoted" {
    missing=""
    while read -r row; do
        home=${row#*](}
        home=${home%%)*}
        phrase=${row##*| \"}
        phrase=${phrase%\" |}
        tr -s '[:space:]' ' ' <"$home" | grep -qF -- "$phrase" ||
            missing+="$row"$'\n'
    done < <(rows)
    assert_equal "$missing" ""
}

@test "each question ends with a question mark" {
    run grep -vE '^\| [LHCD][0-9]+ \| [^|]*\? \| \[' <(rows)
    assert_output ""
}
