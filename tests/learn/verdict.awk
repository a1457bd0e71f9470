# Says in words what the checks of an exercise have found, from their TAP: the
# first that failed in full, of each other one its name.
#
#   awk -v name=01-hello -v seed=7 -f tests/learn/verdict.awk TAP

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

/^ok / { passed++; explained = 0 }
/^not ok / {
    sub(/^not ok [0-9]+ /, "")
    failed[++failures] = $0
    explained = 0
}
/^# = / && failures == 1 {
    split(substr($0, 5), part, "\t")
    labels[++parts] = part[1]
    texts[parts] = part[2]
}
/^#/ && !/^# = / && failures == 1 { raw = raw "    " substr($0, 3) "\n" }
!/^(ok|not ok|#|1\.\.)/ { raw = raw "    " $0 "\n" }

END {
    total = passed + failures
    if (total == 0) {
        printf "%s: the checks did not run:\n\n%s", name, raw
        exit 2
    }
    if (failures == 0) {
        printf "%s: all %d checks passed.\n", name, passed
        exit 0
    }
    printf "%s: %d of %d checks passed.\n\n", name, passed, total
    printf "Not yet: %s\n\n", failed[1]
    if (parts == 0)
        printf "%s", raw
    for (i = 1; i <= parts; i++)
        show(labels[i], texts[i])
    if (failures > 1)
        print ""
    for (i = 2; i <= failures; i++)
        printf "Also not yet: %s\n", failed[i]
    exit 1
}
