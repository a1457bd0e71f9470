# The floors of the library, as common/README.md lists them: what stands on
# one includes headers of its own floor and of those below, and of no other.

load helper

setup()
{
    cd "$BATS_TEST_DIRNAME/.." || return
}

# Prints "FLOOR NAME" for each name in the list, which is the first block of
# the page; a line without a number goes on with the floor above it.
list_floors()
{
    awk '/^```/ { if (inside) exit; inside = 1; next }
        !inside { next }
        /^ *[0-9]+ / {
            floor = $1
            sub(/^ *[0-9]+ +[^ ]+( [^ ]+)*  +/, "")
        }
        { for (i = 1; i <= NF; i++) print floor, $i }' common/README.md
}

# find_floor FILE: sets floor, or says why there is not just one
find_floor()
{
    local name pattern number floors=()
    name=$(basename "${1%.[ch]}")
    while read -r number pattern; do
        # shellcheck disable=SC2053 # a pattern
        [[ $name != $pattern ]] || floors+=("$number")
    done < <(list_floors)
    floor=${floors[0]:-}
    ((${#floors[@]} == 1)) || {
        echo "$1 stands on ${#floors[@]} floors of common/README.md:" \
            "${floors[*]}"
        return 1
    }
}

headers_of()
{
    sed -n 's/^#include "\(.*\)".*/\1/p' "$1"
}

@test "each file of the library stands on one floor" {
    local file floor wrong=0
    for file in common/*.[ch]; do
        find_floor "$file" || wrong=1
    done
    ((wrong == 0))
}

@test "each name in the list of floors is a file's" {
    local number pattern
    run list_floors
    assert_line "0 die"
    while read -r number pattern; do
        # shellcheck disable=SC2086 # a pattern
        ls common/$pattern.[ch] >/dev/null
    done < <(list_floors)
}

@test "no file includes a header from above its floor" {
    local file header floor of_file wrong=0
    declare -A floor_of
    for file in common/*.[ch]; do
        find_floor "$file"
        floor_of[${file#common/}]=$floor
    done
    for file in "${!floor_of[@]}"; do
        of_file=${floor_of[$file]}
        for header in $(headers_of "common/$file"); do
            ((floor_of[$header] <= of_file)) || {
                echo "common/$file, on floor $of_file, includes $header" \
                    "from floor ${floor_of[$header]}"
                wrong=1
            }
        done
    done
    ((wrong == 0))
}

@test "what a family keeps inside is included by nobody's program" {
    run grep -l '_inside\.h"' -r chapters
    assert_output ""
}
