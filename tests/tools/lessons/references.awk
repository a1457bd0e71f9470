# Lists the references in a page's prose. Reads SPLIT/prose (number, tab,
# text).
#
# Prints a line each, fields divided by tabs: the line's number, one of
#   link TARGET      path TEXT      todo      numbered TEXT
# A path is a `code span` that looks like a file of the project, todo is the
# word without a number, and numbered is the mention of a line by its number.

function found(kind, text)
{
    printf "%d\t%s\t%s\n", $1, kind, text
}

# Take the code spans out; those that look like paths are references.
function without_spans(text,    out, span)
{
    out = ""
    while (match(text, /`[^`]*`/)) {
        span = substr(text, RSTART + 1, RLENGTH - 2)
        if (span ~ /^(common|chapters|exercises|solutions|tests)\/[A-Za-z0-9_.\/-]*$/)
            found("path", span)
        out = out substr(text, 1, RSTART - 1) "code"
        text = substr(text, RSTART + RLENGTH)
    }
    return out text
}

function find_links(text,    target)
{
    if (match(text, /^ *\[[^\]]+\]: */)) {
        target = substr(text, RLENGTH + 1)
        sub(/ .*$/, "", target)
        found("link", target)
        return
    }
    while (match(text, /\]\([^)]*\)/)) {
        target = substr(text, RSTART + 2, RLENGTH - 3)
        text = substr(text, RSTART + RLENGTH)
        sub(/ +".*"$/, "", target)
        found("link", target)
    }
}

function find_bare_links(text,    target)
{
    gsub(/\]\([^)]*\)/, "]", text)
    while (match(text, /https?:[^ >)]*/)) {
        target = substr(text, RSTART, RLENGTH)
        text = substr(text, RSTART + RLENGTH)
        sub(/[.,;:]+$/, "", target)
        found("link", target)
    }
}

BEGIN { FS = "\t" }

{
    text = without_spans(substr($0, length($1) + 2))
    find_links(text)
    if (text !~ /^ *\[[^\]]+\]: /)
        find_bare_links(text)
    if (match(text, /[Ll]ines? [0-9]+/))
        found("numbered", substr(text, RSTART, RLENGTH))
    if (match(text, /\.[ch]:[0-9]+/))
        found("numbered", substr(text, RSTART, RLENGTH))
    while (match(text, /TODO/)) {
        text = substr(text, RSTART + RLENGTH)
        if (text !~ /^s? [0-9]/)
            found("todo", "")
    }
}
