# The anchors of a Markdown file's headings, as GitHub makes them.

/^ *```/ { inside = !inside }
!inside && /^#+ / {
    sub(/^#+ +/, "")
    gsub(/\]\([^)]*\)/, "")
    $0 = tolower($0)
    gsub(/[^a-z0-9 _\200-\377-]/, "")
    gsub(/ /, "-")
    print $0 (seen[$0]++ ? "-" seen[$0] - 1 : "")
}
