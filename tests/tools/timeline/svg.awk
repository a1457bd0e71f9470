# Rows of rows.jq, drawn as one SVG: light and dark, legible on a phone. The
# name is above its bar, so that 360 units of width are enough.

BEGIN {
    WIDTH = 344
    ROW = 40
}

function escape(text)
{
    gsub(/&/, "\\&amp;", text)
    gsub(/</, "\\&lt;", text)
    gsub(/>/, "\\&gt;", text)
    return text
}

function x(time)
{
    return 8 + (last > 0 ? time / last * WIDTH : 0)
}

function rectangle(i, y,    width)
{
    width = x(end[i]) - x(start[i])
    printf "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" " \
        "height=\"12\" rx=\"2\"/>\n", kind[i], x(start[i]), y, \
        width < 3 ? 3 : width
}

function print_right(y, text)
{
    printf "<text class=\"right\" x=\"352\" y=\"%d\">%s</text>\n", y, \
        escape(text)
}

END {
    for (i = 1; i <= NR; i++)
        if (!joins(i))
            rows++
    height = rows * ROW + 36
    printf "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 360 %d\"" \
        " width=\"720\" role=\"img\" aria-label=\"%s\">\n", height, title
    print "<style>\n" \
        "text { font: 14px sans-serif; fill: #1b1f24 }\n" \
        ".right { text-anchor: end }\n" \
        ".paper { fill: #ffffff } .rule { stroke: #8c959f }\n" \
        ".request { fill: #0550ae } .transfer { fill: #1a7f37 }\n" \
        ".delay, .queued, .thread { fill: #bc4c00 }\n" \
        ".call, .slice { fill: #8250df }\n" \
        "@media (prefers-color-scheme: dark) {\n" \
        "text { fill: #e6edf3 } .paper { fill: #0d1117 }\n" \
        ".request { fill: #79c0ff } .transfer { fill: #7ee787 }\n" \
        ".delay, .queued, .thread { fill: #ffa657 }\n" \
        ".call, .slice { fill: #d2a8ff }\n" \
        "}\n</style>"
    printf "<rect class=\"paper\" width=\"360\" height=\"%d\"/>\n", height
    y = 20
    for (i = 1; i <= NR; i++) {
        if (!joins(i)) {
            printf "<text x=\"%d\" y=\"%d\">%s</text>\n", \
                8 + 12 * depth[i], y, escape(name[i])
            if (outcome[i] != "")
                print_right(y, outcome[i])
            y += ROW
        }
        rectangle(i, y - ROW + 6)
    }
    printf "<path class=\"rule\" d=\"M8 %dH352\"/>\n", y - 10
    printf "<text x=\"8\" y=\"%d\">0</text>\n", y + 8
    print_right(y + 8, duration(last))
    print "</svg>"
}
