# The switch of stacks, compiled as people compile: what is right with one set
# of flags may be luck.

load ../../harness/helper

setup()
{
    cd "$top" || return
}

# compile_and_run FLAG...: by each compiler that is here; names those that
# fail.
compile_and_run()
{
    local compiler program=$BATS_TEST_TMPDIR/switch
    for compiler in gcc clang; do
        command -v "$compiler" >/dev/null || continue
        "$compiler" -std=gnu11 -w -Wno-psabi "$@" -iquote common/base \
            -iquote common/deferred tests/library/deferred/switch_registers.c \
            common/base/{die,xmalloc}.c -lm -o "$program" || return
        "$program" || echo "$compiler $*: status $?"
    done | sort -u
}

keeps_all_with()
{
    run compile_and_run "$@"
    assert_output "all is kept"
}

@test "the switch keeps all registers at each level of optimization" {
    keeps_all_with -O0
    keeps_all_with -O1
    keeps_all_with -O2
    keeps_all_with -O3
}

@test "the switch keeps all registers of this very processor" {
    keeps_all_with -O2 -march=native
    keeps_all_with -O3 -march=native -mprefer-vector-width=512
}

@test "the switch keeps all registers if the program is optimized as a whole" {
    local lto=(-flto)
    # clang needs a linker that Debian has in a package of its own.
    echo 'int main(void) { return 0; }' >"$BATS_TEST_TMPDIR/empty.c"
    if command -v clang >/dev/null && ! clang -flto -o /dev/null \
        "$BATS_TEST_TMPDIR/empty.c" 2>/dev/null; then
        lto=(-flto -fuse-ld=lld)
    fi
    keeps_all_with -O2 -march=native "${lto[@]}"
}

@test "the switch keeps all registers without a frame pointer, and portable" {
    keeps_all_with -O2 -fomit-frame-pointer
    keeps_all_with -O2 -march=native -DFIBER_PORTABLE
}

@test "the switch lands where it may, if the processor checks jumps" {
    [[ $(uname -m) == x86_64 ]] || skip "Intel's CET is not of this processor"
    keeps_all_with -O2 -fcf-protection=full
    cc -std=gnu11 -w -O2 -fcf-protection=full -iquote common/base -S -o - \
        common/deferred/fiber.c >"$BATS_TEST_TMPDIR/fiber.s"
    run grep -c -A 2 'jmpq \*16' "$BATS_TEST_TMPDIR/fiber.s"
    local jumps=$output
    run bash -c "grep -A 2 'jmpq \*16' '$BATS_TEST_TMPDIR/fiber.s' |
        grep -c endbr64"
    assert_output "$jumps"
}

@test "no program claims a shadow stack, which cannot follow the switch" {
    [[ $(uname -m) == x86_64 ]] || skip "Intel's CET is not of this processor"
    run readelf -n "$PROGRAMS_DIR/tests/library/deferred/test_coroutine"
    refute_output --partial SHSTK
}
