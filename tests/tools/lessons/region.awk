# Finds a top-level thing of a C file by its name and prints its lines. The
# lessons' snippets are checked with it.
#
# awk -v want=NAME -f region.awk FILE    exit status 1: there is no such thing
# awk -v want=NAME -v range=1 ...        only "FIRST LAST", its line numbers
# awk -v list=1 -f region.awk FILE       all names, in the file's order
#
# A thing is a function, struct, enum, union, typedef, variable or #define
# that starts in column 0, together with the comment that ends on the line
# above it. An enum without a name has the names of its constants. A function
# that is declared and defined in one file means the definition. Two names
# are special: "head" is the comment that opens the file, "includes" is all
# from the first #include to the last.

# Keep only the code of a line: comments and literals go.
function code(line,    out, c, pair, i, quote)
{
    out = ""
    quote = ""
    for (i = 1; i <= length(line); i++) {
        c = substr(line, i, 1)
        pair = substr(line, i, 2)
        if (in_comment) {
            if (pair == "*/") {
                in_comment = 0
                i++
            }
        } else if (quote != "") {
            if (c == "\\")
                i++
            else if (c == quote)
                quote = ""
        } else if (pair == "/*") {
            in_comment = 1
            i++
        } else if (pair == "//")
            break
        else if (c == "\"" || c == "'")
            quote = c
        else
            out = out c
    }
    return out
}

function count_of(text, char)
{
    return split(text, unused, char) - 1
}

# Remove __attribute__((...)), which looks like a function's arguments.
function without_attributes(text,    i, depth, c, start)
{
    while (start = index(text, "__attribute__")) {
        depth = 0
        for (i = start; i <= length(text); i++) {
            c = substr(text, i, 1)
            depth += (c == "(") - (c == ")")
            if (c == ")" && depth == 0)
                break
        }
        text = substr(text, 1, start - 1) substr(text, i + 1)
    }
    return text
}

function last_word(text)
{
    gsub(/\[[^\]]*\]/, "", text)
    sub(/[^A-Za-z0-9_]+$/, "", text)
    if (!match(text, /[A-Za-z_][A-Za-z0-9_]*$/))
        return ""
    return substr(text, RSTART)
}

function name_thing(name, start, end, defined)
{
    if (name == "" || (name in first && (bodied[name] || !defined)))
        return
    if (!(name in first))
        names[++total] = name
    first[name] = start
    last[name] = end
    bodied[name] = defined
}

function name_constants(text, start, end,    parts, n, i)
{
    sub(/^[^{]*\{/, "", text)
    sub(/\}.*$/, "", text)
    n = split(text, parts, ",")
    for (i = 1; i <= n; i++) {
        sub(/=.*$/, "", parts[i])
        name_thing(last_word(parts[i]), start, end, 1)
    }
}

function name_declaration(text, start, end,    before, parts, n, i)
{
    text = without_attributes(text)
    sub(/^[ \t]+/, "", text)
    before = text
    sub(/[{;].*$/, "", before)
    if (before ~ /^(typedef +)?(static +|const +)*(struct|enum|union)( +[A-Za-z0-9_]+)? *$/) {
        if (text ~ /\{/ && before !~ /(struct|enum|union) *$/)
            name_thing(last_word(before), start, end, 1)
        else if (before ~ /enum *$/)
            name_constants(text, start, end)
        if (match(text, /\}[^{}]*$/))
            name_thing(last_word(substr(text, RSTART + 1)), start, end, 1)
        return
    }
    if (before ~ /^[^=(]*\( *\*/ && match(before, /\( *\* *[A-Za-z_][A-Za-z0-9_]*/)) {
        name_thing(last_word(substr(before, RSTART, RLENGTH)), start, end, 1)
        return
    }
    n = index(before, "=")
    i = index(before, "(")
    if (i && (!n || i < n)) {
        name_thing(last_word(substr(before, 1, i - 1)), start, end, text ~ /\{/)
        return
    }
    n = split(before, parts, ",")
    for (i = 1; i <= n; i++) {
        sub(/=.*$/, "", parts[i])
        name_thing(last_word(parts[i]), start, end, 1)
    }
}

# Read the comment that starts on line i; return its last line.
function end_of_comment(i)
{
    if (line[i] ~ /^\/\//) {
        while (line[i + 1] ~ /^\/\//)
            i++
        return i
    }
    while (i < NR && line[i] !~ /\*\//)
        i++
    return i
}

function end_of_directive(i)
{
    while (i < NR && line[i] ~ /\\$/)
        i++
    return i
}

# Read the declaration that starts on line i; return its last line.
function end_of_declaration(i, start,    text, seen, braces, parens, part)
{
    in_comment = 0
    text = ""
    braces = parens = seen = 0
    for (; i <= NR; i++) {
        part = code(line[i])
        text = text " " part
        braces += count_of(part, "{") - count_of(part, "}")
        parens += count_of(part, "(") - count_of(part, ")")
        seen = seen || part ~ /\{/
        if (braces == 0 && parens == 0 &&
            (part ~ /; *$/ || seen && part ~ /\} *$/))
            break
    }
    if (i > NR)
        i = NR
    name_declaration(text, start, i)
    return i
}

function print_lines(from, to)
{
    for (; from <= to; from++)
        print line[from]
}

{ line[NR] = $0 }

END {
    opening = 1
    for (i = 1; i <= NR; i++) {
        if (line[i] ~ /^[ \t]*$/)
            continue
        start = i
        if (line[i] ~ /^\/[*\/]/) {
            i = end_of_comment(i)
            if (opening)
                name_thing("head", start, i, 1)
            opening = 0
            if (i == NR || line[i + 1] ~ /^[ \t]*$/ || line[i + 1] ~ /^\/[*\/]/)
                continue
            i++
        }
        opening = 0
        if (line[i] !~ /^#/) {
            i = end_of_declaration(i, start)
            continue
        }
        if (line[i] ~ /^# *include/) {
            if (!("includes" in first))
                name_thing("includes", i, i, 1)
            last["includes"] = i
        } else if (match(line[i], /^# *define +[A-Za-z_][A-Za-z0-9_]*/))
            name_thing(last_word(substr(line[i], 1, RLENGTH)), start,
                end_of_directive(i), 1)
        i = end_of_directive(i)
    }
    if (list)
        for (i = 1; i <= total; i++)
            print names[i]
    else if (want in first && range)
        print first[want], last[want]
    else if (want in first)
        print_lines(first[want], last[want])
    else
        exit 1
}
