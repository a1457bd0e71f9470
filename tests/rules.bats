# The rules that tests and lessons cite by number are written down in rules.md,
# and each rule there is cited.

load harness/helper

# cited FILE...: the numbers that these cite, one a line: 24, A7. A range, as
# in "rules 33 to 38", is each of its numbers.
cited()
{
    cat -- "$@" | tr '\n' ' ' | sed 's/"  *"//g; s/   */ /g' |
        grep -oE '\brules? A?[0-9]+((,| to| and) A?[0-9]+)*' |
        sed -E 's/^rules? //; s/(,| and) /\n/g' |
        sed -E 's/^([0-9]+) to ([0-9]+)$/seq \1 \2/e' | sort -u
}

# All that may cite a rule: tests, their tables, and lessons.
citing_files()
{
    find "$top/tests/library" "$top/tests/course" "$top/tests/harness" \
        "$top/chapters" "$top/solutions" -name '*.[ch]' -o -name '*.bats' \
        -o -name '*.bash' -o -name '*.md' -o -path '*/wrong/*.txt'
}

# The names of tests, and what stands above them: a rule that only a table or a
# lesson cites has no test.
testing_files()
{
    find "$top/tests/library" "$top/tests/course" -name 'test_*.c' \
        -o -name '*.bats'
}

# numbers: the rules that there are
numbers()
{
    sed -nE 's/^\| (A?[0-9]+) \|.*/\1/p' "$top/tests/rules.md"
}

@test "each rule that is cited by number is written down" {
    local files
    mapfile -t files < <(citing_files)
    run -0 comm -23 <(cited "${files[@]}") <(numbers | sort -u)
    assert_output ""
}

@test "each rule that is written down is cited by a test's name" {
    local files
    mapfile -t files < <(testing_files)
    run -0 comm -13 <(grep -hoE '"[^"]*\(rules? [^)]*\)"' "${files[@]}" |
        cited -) <(numbers | sort -u)
    assert_output ""
}

@test "no rule is written down twice, and each has a source" {
    run -0 bash -c "sort '$BATS_TEST_TMPDIR/numbers' | uniq -d" \
        < <(numbers >"$BATS_TEST_TMPDIR/numbers")
    assert_output ""
    run grep -nE '^\| A?[0-9]+ \|' "$top/tests/rules.md"
    refute_line --regexp '\| *\|$'
}

@test "a rule's number stands at the end of a test's name" {
    local files
    mapfile -t files < <(testing_files)
    run grep -nE '(\{|@test )"((rules? |A)[0-9, ]+:|.*\(A[0-9]+\)")' "${files[@]}"
    assert_output ""
}
