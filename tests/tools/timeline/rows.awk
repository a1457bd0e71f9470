# Reads the rows of rows.jq, for text.awk and svg.awk, which draw them.

BEGIN { FS = "\t" }

{
    start[NR] = $1
    end[NR] = $2
    depth[NR] = $3
    kind[NR] = $4
    name[NR] = $5
    outcome[NR] = $6
    if ($2 > last)
        last = $2
}

function duration(time)
{
    if (time >= 95000)
        return sprintf("%.1f s", time / 1e6)
    if (time >= 950)
        return sprintf("%.0f ms", time / 1e3)
    return sprintf("%.0f us", time)
}

# Calls of one loop share a row.
function joins(i)
{
    return i > 1 && kind[i] == "call" && kind[i - 1] == "call" && \
        name[i] == name[i - 1]
}
