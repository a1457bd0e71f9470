# The server's files call each other from the top to the bottom only, in the
# order in which http_inside.h lists them: so a connection's way through them
# goes down and comes back.

load ../../harness/helper

# Prints "USER DEFINER" for each symbol that one of these objects uses and
# another one defines.
list_calls()
{
    local object name symbol
    declare -A definer=()
    for object; do
        name=$(basename "$object" .o)
        while read -r symbol; do
            definer[$symbol]=$name
        done < <(nm --defined-only --extern-only -f posix "$object" |
            cut -d' ' -f1)
    done
    for object; do
        name=$(basename "$object" .o)
        while read -r symbol; do
            [[ -z ${definer[$symbol]:-} ]] || echo "$name ${definer[$symbol]}"
        done < <(nm --undefined-only -f posix "$object" | cut -d' ' -f1)
    done | sort -u
}

# Those of the server's sources that there are today.
list_calls_of_server()
{
    local sources=("$top"/common/server/*.c)
    sources=("${sources[@]##*/}")
    sources=("${sources[@]/%.c/.o}")
    list_calls "${sources[@]/#/$PROGRAMS_DIR/obj/common/server/}"
}

@test "no calls among the server's files make a cycle" {
    list_calls_of_server >"$BATS_TEST_TMPDIR/calls"
    run tsort "$BATS_TEST_TMPDIR/calls"
    assert_success
    refute_output --partial "loop"
}

@test "they go down the list of http_inside.h" {
    local inside=$top/common/server/http_inside.h
    local number=0 name user definer
    declare -A place=()
    for name in $(sed -n 's/^ \*     \([a-z_]*\)\.c .*/\1/p' "$inside"); do
        place[$name]=$((++number))
    done
    assert [ "$number" -gt 10 ]
    while read -r user definer; do
        [[ $definer != endpoint ]] || continue
        assert [ "${place[$user]:?}" -lt "${place[$definer]:?}" ]
    done < <(list_calls_of_server)
}

@test "a cycle would be found" {
    cd "$BATS_TEST_TMPDIR"
    echo 'void b(void); void a(void) { b(); }' >a.c
    echo 'void a(void); void b(void) { a(); }' >b.c
    cc -c a.c b.c
    list_calls a.o b.o >calls
    run tsort calls
    assert_failure
}
