# The front page: the output that it shows, and the lessons that it lists.

load ../harness/helper

setup()
{
    cd "$top" || return
}

# Prints the block of the front page that has the text in it.
find_block()
{
    awk -v text="$1" '/^```/ {
            if (inside && index(block, text))
                printf "%s", block
            inside = !inside
            block = ""
            next
        }
        inside { block = block $0 "\n" }' README.md
}

# With --help the program ends at once, instead of listening.
@test "make start prints the text on the front page" {
    # Make takes no path with a space in it, and this folder may have one.
    build=${BUILD:-.build}
    run -0 make start ARGS=--help BUILD="${build#"$PWD/"}"
    printed=$(grep -vE '^(CC|AR|LD) |^usage:|^  --' <<<"$output")
    run -0 find_block "listening on"
    assert_output "$printed
listening on http://127.0.0.1:8080"
}

@test "the front page lists each chapter that has a lesson" {
    missing=
    for lesson in chapters/*/README.md; do
        grep -q "^| \[[^]]*\]($lesson) |" README.md || missing+=" $lesson"
    done
    assert_equal "$missing" ""
}
