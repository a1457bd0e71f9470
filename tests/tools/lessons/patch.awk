# Applies a diff without line numbers to a region of a file.
#
# awk -v from=FIRST -v to=LAST -f patch.awk DIFF FILE
#
# DIFF has lines that start with " " (stays), "-" (goes) or "+" (comes), and
# perhaps "@@" lines between several places. The lines that stay or go must
# occur exactly once, in the lines FIRST to LAST of FILE. Prints the changed
# file; if it cannot, a sentence, with status 1.

function fail(text)
{
    print text
    failed = 1
    exit 1
}

BEGIN { places = 0 }

FNR == 1 { file++ }

file == 1 && /^@@/ { places += size[places] > 0; next }
file == 1 && /^(---|\+\+\+) / { next }
file == 1 {
    if ($0 !~ /^[ +-]/ && $0 != "")
        fail("a line of the diff starts with neither space, + nor -: " $0)
    change[places, ++size[places]] = $0 == "" ? " " : $0
    next
}

{ line[FNR] = $0; n = FNR }

# Is the place p of the diff at line i? Sets its length.
function fits(p, i,    k, kind)
{
    taken = 0
    for (k = 1; k <= size[p]; k++) {
        kind = substr(change[p, k], 1, 1)
        if (kind == "+")
            continue
        if (i + taken > to || line[i + taken] != substr(change[p, k], 2))
            return 0
        taken++
    }
    return taken > 0
}

function print_place(p,    k)
{
    for (k = 1; k <= size[p]; k++)
        if (change[p, k] !~ /^-/)
            print substr(change[p, k], 2)
}

END {
    if (failed)
        exit 1
    if (!size[0])
        fail("it is empty")
    for (p = 0; p <= places; p++) {
        if (!size[p])
            continue
        found = 0
        for (i = from; i <= to; i++)
            if (fits(p, i)) {
                found++
                place[i] = p + 1
                length_of[i] = taken
            }
        if (found != 1)
            fail("the lines to change occur " found " times there, not once")
    }
    for (i = 1; i <= n; i++) {
        if (place[i]) {
            print_place(place[i] - 1)
            i += length_of[i] - 1
        } else
            print line[i]
    }
}
