# The tables that say where each of Twisted's tests stands here.

load ../../harness/helper

# Prints the sentences of a file's tests, one a line.
sentences_of()
{
    tr '\n' ' ' <"$(echo "$top"/tests/library/*/"test_$1.c")" |
        sed 's/" *"//g' | grep -o '{"[^"]*",' | sed 's/^{"//; s/",$//'
}

# check_table FILE: each row with a file names one of its sentences.
check_table()
{
    local file sentence missing=0
    while IFS='|' read -r _ _ file sentence _; do
        file=${file//[\` ]/}
        sentence=${sentence# }
        grep -qxF -- "${sentence% }" <(sentences_of "$file") && continue
        echo "$file: $sentence"
        missing=1
    done < <(grep '| `' "$BATS_TEST_DIRNAME/$1")
    return "$missing"
}

@test "each row on Deferreds names a sentence that a test prints" {
    check_table twisted-deferred.md
}

@test "each row on time names a sentence that a test prints" {
    check_table twisted-timers.md
}
