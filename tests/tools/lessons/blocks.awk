# Splits a page: awk -v dir=DIR -f blocks.awk PAGE
#
# DIR/N.body    the lines of the Nth fenced block, without its indentation
# DIR/index     one line a block, fields divided by \037: N, line of the fence,
#               language, section, part, number in its section and language,
#               caption (the nearest line of prose above), check comment
# DIR/prose     the lines outside blocks and comments: number, tab, text
# DIR/problems  parts that cannot be split: number, tab, sentence

function problem(line, text)
{
    printf "%d\t%s\n", line, text > (dir "/problems")
}

function prose(text)
{
    printf "%d\t%s\n", NR, text > (dir "/prose")
}

function open_block(line,    language)
{
    indent = match(line, /[^ ]/) - 1
    language = line
    gsub(/^ *```|[ \r]*$/, "", language)
    n++
    count[section, language]++
    opened = NR
    inside = 1
    body = dir "/" n ".body"
    printf "" > body
    printf "%d\037%d\037%s\037%s\037%d\037%d\037%s\037%s\n", n, NR, language,
        section, part, count[section, language], caption, directive \
        > (dir "/index")
    if (directive != "" && language != "console")
        problem(NR, "a check comment belongs to a console block, " \
            "and this one stands before another kind of block")
    directive = ""
    caption = ""
}

function take_comment(line,    text)
{
    if (!match(line, /^ *<!-- *check:/))
        return
    text = substr(line, RLENGTH + 1)
    if (!sub(/ *--> *$/, "", text)) {
        problem(NR, "a check comment stands on one line: <!-- check: ... -->")
        return
    }
    sub(/^ */, "", text)
    directive = text
    directive_line = NR
}

BEGIN {
    section = "the top"
    printf "" > (dir "/prose")
    printf "" > (dir "/index")
    printf "" > (dir "/problems")
}

{ sub(/\r$/, "") }

inside && /^ *```+ *$/ { inside = 0; close(body); next }
inside {
    line = $0
    for (i = 0; i < indent && substr(line, 1, 1) == " "; i++)
        line = substr(line, 2)
    print line > body
    next
}
/^ *```/ { open_block($0); next }

/^ *<!--/ { take_comment($0); in_comment = 1 }
in_comment { if (/-->/) in_comment = 0; next }

# A part begins with a heading or, if there are no ### headings, with a
# paragraph in bold.
/^## / { section = substr($0, 4); part++; subheadings = 0 }
/^### / { part++; subheadings++ }
/^\*\*[^*]+\*\*/ && !subheadings { part++ }

{ prose($0) }

/[^ \t]/ {
    if (directive != "")
        problem(directive_line, "a check comment must stand directly before " \
            "its console block")
    directive = ""
    caption = $0
    sub(/^ +/, "", caption)
    sub(/ +$/, "", caption)
}

END {
    if (inside)
        problem(opened, "this block is never closed with ```")
    if (directive != "")
        problem(directive_line, "no console block follows this check comment")
}
