# The rooms of the library, as common/README.md lists them: each stands on the
# ones above it in the list.

load ../harness/helper

setup()
{
    cd "$top" || return
}

# Prints the rooms in order: the first word of each line of the first block.
list_rooms()
{
    awk '/^```/ { if (inside) exit; inside = 1; next }
        inside { print $1 }' common/README.md
}

headers_of()
{
    sed -n 's/^#include "\(.*\)".*/\1/p' "$1"
}

# find_upward_includes: prints each include of a header from a later room, and
# each header that is in no room.
find_upward_includes()
{
    local room file header number=0 path
    declare -A place_of=() place_of_header=()
    for room in $(list_rooms); do
        place_of[$room]=$((++number))
        for path in common/"$room"/*.h; do
            place_of_header[${path##*/}]=$number
        done
    done
    for room in "${!place_of[@]}"; do
        for file in common/"$room"/*.[ch]; do
            for header in $(headers_of "$file"); do
                ((${place_of_header[$header]:-99} <= place_of[$room])) ||
                    echo "$file includes $header"
            done
        done
    done
}

@test "the list names all rooms" {
    run diff <(list_rooms | sort) <(ls -d common/*/ | xargs -n 1 basename)
    assert_output ""
    assert_equal "$(find common -maxdepth 1 -name '*.[ch]')" ""
}

@test "no two headers have the same name" {
    run bash -c "find common -name '*.h' | sed 's,.*/,,' | sort | uniq -d"
    assert_output ""
}

@test "no file includes a header from a later room" {
    run find_upward_includes
    assert_output ""
}

@test "no program includes an inside header" {
    run grep -l '_inside\.h"' -r chapters
    assert_output ""
}

# Prints the files of the reading core, as common/README.md lists them: a room
# in the first column, its files after it and in the lines below it.
list_core()
{
    awk '/^## / { here = $0 == "## The reading core" }
        here && /^```/ { inside = !inside; next }
        inside && /^[a-z]/ { room = $1; $1 = "" }
        inside { for (i = 1; i <= NF; i++) if ($i) print "common/" room "/" $i }
        ' common/README.md
}

@test "each room has an essay" {
    for room in $(list_rooms); do
        assert grep -q "^\*\*$room\*\* " common/README.md
    done
}

@test "the reading core is as long as the page says, within a tenth" {
    run -0 grep -oP 'about \K[0-9,]+(?= lines)' common/README.md
    said=${output//,/}
    lines=$(list_core | xargs cat | wc -l)
    ((lines > said * 9 / 10 && lines < said * 11 / 10)) ||
        fail "$lines lines, and the page says $said"
}
