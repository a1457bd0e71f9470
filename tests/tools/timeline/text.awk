# Rows of rows.jq, drawn in 80 columns.

BEGIN {
    LABEL = 25
    BAR = 42
}

function spaces(count)
{
    return count > 0 ? sprintf("%" count "s", "") : ""
}

function column(time)
{
    return last > 0 ? int(time / last * (BAR - 1) + 0.5) : 0
}

function bar(from, to,    width)
{
    width = to - from - 1
    if (width < 0)
        return spaces(from) "|"
    return spaces(from) "[" (width ? substr(line, 1, width) : "") "]"
}

# Puts text over a line that is drawn already, without its spaces.
function over(below, above,    i, mark, both)
{
    for (i = 1; i <= BAR; i++) {
        mark = substr(above, i, 1)
        if (mark == "" || mark == " ")
            mark = substr(below spaces(BAR), i, 1)
        both = both mark
    }
    return both
}

END {
    for (i = 0; i < BAR; i++)
        line = line "="
    to = duration(last)
    print spaces(LABEL) "0" spaces(BAR - 1 - length(to)) to
    for (i = 1; i <= NR; i++) {
        text = spaces(2 * depth[i]) name[i]
        drawn = bar(column(start[i]), column(end[i]))
        while (i < NR && joins(i + 1)) {
            i++
            drawn = over(drawn, bar(column(start[i]), column(end[i])))
        }
        result = sprintf("%-" (LABEL - 1) "." (LABEL - 1) "s %-" BAR "s %s", \
            text, drawn, outcome[i])
        sub(/ +$/, "", result)
        print result
    }
}
