# Compares the lines that a page shows with the real output.
#
# awk [-v scale=0.1] [-v any_order=1] [-v any_numbers=1]
#     [-v ports="41234:8080 ..."] -f compare.awk SHOWN OUTPUT SKIP STATE ...
#
# SHOWN is a file of lines. Each OUTPUT is a file with the output of one
# command; SKIP of its lines were shown before; STATE is "ended" if all the
# rest must be shown here, "open" if more may come. The lines of SHOWN must be
# those of the outputs, in the order of each. A line "..." matches any lines of
# the first output.
#
# Prints "ok" and the new SKIP of each output; or the first output as the
# page should show it, and ends with status 1, or 2 if only durations differ.

function load(file, into,    line, n)
{
    n = 0
    while ((getline line < file) > 0)
        if (!is_shell_notice(line))
            into[++n] = line
    close(file)
    return n
}

# Lines that an interactive shell or make adds.
function is_shell_notice(line)
{
    return line ~ /^\[[0-9]+\] [0-9]+$/ ||
        line ~ /^\[[0-9]+\][+-]? +(Done|Exit|Terminated|Killed|Running)/ ||
        line ~ /: line [0-9]+: +[0-9]+ (Terminated|Killed|Aborted|Hangup)/ ||
        line ~ /^(CC|LD|AR) [^ ]+( \(sanitized\))?$/
}

# Replace a number that is a word of its own.
function replace_number(text, from, to,    out, before, after)
{
    out = ""
    while (match(text, from)) {
        before = RSTART > 1 ? substr(text, RSTART - 1, 1) : ""
        after = substr(text, RSTART + RLENGTH, 1)
        out = out substr(text, 1, RSTART - 1) \
            (before ~ /[0-9]/ || after ~ /[0-9]/ ? from : to)
        text = substr(text, RSTART + RLENGTH)
    }
    return out text
}

function with_page_ports(text,    pairs, n, i, pair)
{
    n = split(ports, pairs, " ")
    for (i = 1; i <= n; i++) {
        split(pairs[i], pair, ":")
        text = replace_number(text, pair[1], pair[2])
    }
    return text
}

# Things that differ from run to run, and that no reader would compare.
function masked(text)
{
    gsub(/[A-Z][a-z][a-z], [0-9][0-9] [A-Z][a-z][a-z] [0-9][0-9][0-9][0-9] [0-9][0-9]:[0-9][0-9]:[0-9][0-9] GMT/, "<date>", text)
    gsub(/0x[0-9a-f]+/, "<address>", text)
    gsub(/==[0-9]+==/, "==<pid>==", text)
    gsub(/\.c:[0-9]+(:[0-9]+)?/, ".c:<line>", text)
    gsub(/\.h:[0-9]+(:[0-9]+)?/, ".h:<line>", text)
    gsub(/\[Makefile:[0-9]+:/, "[Makefile:", text)
    gsub(/pid [0-9]+/, "pid <pid>", text)
    sub(/ \(core dumped\)$/, "", text)
    if (text ~ /^(real|user|sys)[ \t]/)
        gsub(/[ \t]+/, " ", text)
    if (text ~ /^(user|sys) /)
        sub(/ .*/, " <cpu>", text)
    if (any_numbers) {
        gsub(/[0-9]+(\.[0-9]+)?/, "<n>", text)
        gsub(/[ \t]+/, " ", text)
    }
    sub(/[ \t\r]+$/, "", text)
    return text
}

# The unit that follows a number and makes it a duration; "" if none does.
function unit_of(number, rest)
{
    if (match(rest, /^m[0-9]+\.[0-9]+s/))
        return substr(rest, 1, RLENGTH)
    if (match(rest, /^ ?(milliseconds|microseconds|seconds|second|ms|us|s)/) &&
        substr(rest, RLENGTH + 1, 1) !~ /[A-Za-z0-9_]/)
        return substr(rest, 1, RLENGTH)
    return ""
}

# Curl's %{time_total} and bash's TIMEFORMAT=%R write no unit.
function is_bare_duration(number, rest)
{
    sub(/^[0-9]+\.?/, "", number)
    return (length(number) == 3 || length(number) == 6) && rest !~ /^[.0-9]/
}

function seconds_of(number, unit)
{
    if (unit ~ /^m[0-9]/)
        return number * 60 + substr(unit, 2)
    if (unit ~ /(ms|milli)/)
        return number / 1000
    return number / (unit ~ /(us|micro)/ ? 1000000 : 1)
}

# Split a line into its durations, durations[side, 1...], and the rest, which
# is returned.
function without_durations(text, side,    out, number, rest, before, unit)
{
    out = ""
    n_durations[side] = 0
    while (match(text, /[0-9]+(\.[0-9]+)?/)) {
        number = substr(text, RSTART, RLENGTH)
        before = out substr(text, 1, RSTART - 1)
        rest = substr(text, RSTART + RLENGTH)
        unit = unit_of(number, rest)
        if (before ~ /[A-Za-z0-9_.]$/ ||
            unit == "" && !is_bare_duration(number, rest)) {
            out = before number
            text = rest
            continue
        }
        durations[side, ++n_durations[side]] = seconds_of(number, unit)
        text = substr(rest, length(unit) + 1)
        if (unit ~ /^m[0-9]/)
            unit = "m s"
        out = before "<time>" unit
    }
    return out text
}

# Never early; late by 40 % and a tenth of a second, for a busy machine. In a
# scaled run, compare to the page's duration, scaled, or unscaled, as a text
# that names a number of seconds stays as it is.
function is_about(page, real,    wanted)
{
    wanted = page * scale
    if (lax || page == real)
        return 1
    return real >= 0.9 * wanted - 0.001 && real <= 1.4 * wanted + 0.1
}

function same(page, real,    i)
{
    page = masked(page)
    real = masked(real)
    if (page == real)
        return 1
    if (without_durations(page, 1) != without_durations(real, 2))
        return 0
    for (i = 1; i <= n_durations[1]; i++)
        if (!is_about(durations[1, i], durations[2, i]))
            return 0
    return n_durations[1] > 0
}

function place(i,    key, s)
{
    key = i
    for (s = 1; s <= n_outputs; s++)
        key = key " " at[s]
    return key
}

# Can the page's lines from the ith on be taken from the outputs?
function matches(i,    key, s)
{
    if (i > n_shown) {
        for (s = 1; s <= n_outputs; s++)
            if (must_end[s] && at[s] < n_lines[s])
                return 0
        return 1
    }
    key = place(i)
    if (key in tried)
        return 0
    tried[key] = 1
    if (shown[i] == "...")
        return leave_out(i)
    for (s = 1; s <= n_outputs; s++) {
        if (at[s] < n_lines[s] && same(shown[i], lines[s, at[s] + 1])) {
            at[s]++
            if (matches(i + 1))
                return 1
            at[s]--
        }
    }
    return 0
}

function leave_out(i,    before)
{
    before = at[1]
    if (i == n_shown) {
        at[1] = n_lines[1]
        if (matches(i + 1))
            return 1
    } else
        for (; at[1] <= n_lines[1]; at[1]++)
            if (matches(i + 1))
                return 1
    at[1] = before
    return 0
}

function attempt(    s)
{
    split("", tried)
    for (s = 1; s <= n_outputs; s++)
        at[s] = skip[s]
    return matches(1)
}

# The first output in the page's words, as far as the two agree.
function print_for_page(    i, j, text)
{
    for (i = skip[1] + 1; i <= n_lines[1]; i++) {
        text = lines[1, i]
        for (j = 1; j <= n_shown; j++)
            if (same(shown[j], text)) {
                text = shown[j]
                break
            }
        print text
    }
}

function trim(array, n)
{
    while (n > 0 && array[n] ~ /^[ \t\r]*$/)
        n--
    return n
}

function sort_lines(array, n,    i, j, text)
{
    for (i = 2; i <= n; i++) {
        text = array[i]
        for (j = i - 1; j > 0 && array[j] > text; j--)
            array[j + 1] = array[j]
        array[j + 1] = text
    }
}

BEGIN {
    if (scale == "")
        scale = 1
    n_shown = trim(shown, load(ARGV[1], shown))
    if (any_order)
        sort_lines(shown, n_shown)
    for (a = 2; a + 2 < ARGC; a += 3) {
        s = ++n_outputs
        split("", read)
        n_lines[s] = trim(read, load(ARGV[a], read))
        for (i = 1; i <= n_lines[s]; i++)
            read[i] = with_page_ports(read[i])
        if (any_order)
            sort_lines(read, n_lines[s])
        for (i = 1; i <= n_lines[s]; i++)
            lines[s, i] = read[i]
        skip[s] = ARGV[a + 1]
        must_end[s] = ARGV[a + 2] == "ended"
    }
    if (attempt()) {
        text = "ok"
        for (s = 1; s <= n_outputs; s++)
            text = text " " at[s]
        print text
        exit 0
    }
    print_for_page()
    lax = 1
    exit attempt() ? 2 : 1
}
