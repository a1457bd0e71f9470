# Reads the TAP of an exercise's checks and says the verdict in words: the
# first check that failed in full, the others by their names.
#
#   awk -v name=01-hello -v replay=COMMAND -v todo=FILE -f ... TAP
#
# COMMAND repeats the check with the same random data, if there are any. The
# number of the first TODO that failed goes into FILE. check calls this.

# One part of the explanation, each of its lines below the one before.
function show(label, text,    line, width) {
    width = 66
    while (length(text) > width) {
        line = substr(text, 1, width + 1)
        if (!match(line, / [^ ]*$/) || RSTART < 2)
            RSTART = width + 1
        printf "    %-8s  %s\n", label, substr(text, 1, RSTART - 1)
        text = substr(text, RSTART)
        sub(/^ /, "", text)
        label = ""
    }
    printf "    %-8s  %s\n", label, text
}

# A page of 400 kB is no use here.
function shorten(text) {
    if (length(text) <= 400)
        return text
    return substr(text, 1, 400) " ... and " length(text) - 400 " bytes more"
}

/^ok / { passed++ }
/^not ok / {
    sub(/^not ok [0-9]+ /, "")
    failed[++failures] = $0
}
/^# = / && failures == 1 {
    tab = index($0, "\t")
    labels[++parts] = substr($0, 5, tab - 5)
    texts[parts] = shorten(substr($0, tab + 1))
    if (labels[parts] == "next" && match(texts[parts], /^TODO [0-9]+/))
        number = substr(texts[parts], 6, RLENGTH - 5)
}
/^#/ && !/^# = / && failures == 1 { raw = raw "    " substr($0, 3) "\n" }
!/^(ok|not ok|#|1\.\.)/ { raw = raw "    " $0 "\n" }

END {
    total = passed + failures
    if (total != planned) {
        printf "%s: only %d of %d checks have run:\n\n%s", name, total,
            planned, raw
        exit 1
    }
    if (failures == 0) {
        printf "%s: all %d checks passed.\n", name, passed
        exit 0
    }
    printf "%s: %d of %d checks passed%s.\n\n", name, passed, total,
        failures == 1 ? ", one to go" : ""
    printf "Not yet: %s\n\n", failed[1]
    if (parts == 0)
        printf "%s", raw
    for (i = 1; i <= parts; i++)
        show(labels[i], texts[i])
    if (failures > 1)
        print ""
    for (i = 2; i <= failures; i++)
        printf "Also not yet: %s\n", failed[i]
    if (replay)
        printf "\nThe same data again: %s\n", replay
    print number >todo
    exit 1
}
