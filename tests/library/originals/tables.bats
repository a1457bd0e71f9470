# The tables that say which of our tests matches a test of Twisted, Klein or
# treq, or a page of the two tutorials. A row is
#
#     | their test | `file` | sentence; sentence. A remark |
#
# and its file is that of test_FILE.c, a .bats file, or a chapter's; or else it
# has no file, and says why there is no such test here.

load ../../harness/helper

# One line for each test of the library and of the chapters: its file, a tab,
# its name.
setup_file()
{
    local file name
    for file in "$top"/tests/library/*/{test_*.c,*.bats} \
        "$top"/tests/course/*/chapter.bats; do
        name=$(basename "${file%/chapter.bats}" .c)
        tr '\n' ' ' <"$file" |
            sed 's/" *"//g; s/{"\([^"]*\)",/\n\1\n/g
                s/@test "\([^"]*\)" {/\n\1\n/g' |
            sed -n "n; s/^/${name#test_}\t/p"
    done >"$BATS_FILE_TMPDIR/names"
}

# check_table NAME: each row names tests of its file, with "; " between them,
# and perhaps a remark after a full stop
check_table()
{
    run -0 awk -F ' *[|] *' '
        function named(file, text, i, rest) {
            for (i = 1; i <= count[file]; i++) {
                if (index(text, names[file, i]) != 1)
                    continue
                rest = substr(text, length(names[file, i]) + 1)
                if (rest == "" || rest ~ /^\. / ||
                    rest ~ /^; / && named(file, substr(rest, 3)))
                    return 1
            }
            return 0
        }
        NR == FNR {
            split($0, part, "\t")
            names[part[1], ++count[part[1]]] = part[2]
            next
        }
        !/^[|]/ || $3 == "file" || /^[|]---/ { next }
        { rows++; gsub(/`/, "", $3) }
        $3 == "" && $4 == "" { print "neither a test nor a reason: " $0 }
        $3 != "" && !named($3, $4) { print $3 " has no test: " $4 }
        END { if (!rows) print "no row" }
    ' "$BATS_FILE_TMPDIR/names" "$BATS_TEST_DIRNAME/$1.md"
    assert_output ""
}

@test "each row on Deferreds names tests that there are" {
    check_table twisted-deferred
}

@test "each row on time names tests that there are" {
    check_table twisted-timers
}

@test "each row on coroutines, locks and queues names tests that there are" {
    check_table twisted-coroutines
}

@test "each row on threads names tests that there are" {
    check_table twisted-threads
}

@test "each row on routes and answers names tests that there are" {
    check_table klein
}

@test "each row on the client names tests that there are" {
    check_table treq
}

@test "each row on the two tutorials names tests that there are" {
    check_table tutorials
}

@test "no table is left out" {
    for table in "$BATS_TEST_DIRNAME"/*.md; do
        grep -qF "check_table $(basename "$table" .md)" "$BATS_TEST_FILENAME"
    done
}
