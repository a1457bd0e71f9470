# The shape of a lesson: awk -v page=PATH -v root=ROOT -f shape.awk PAGE
#
# Prints a line for each thing that is missing or out of place; without any,
# a summary that starts with "summary".

function problem(line, text)
{
    printf "%s:%d: %s\n", page, line, text
    problems++
}

# A problem of a section, reported at the section's heading.
function lacks(title, text)
{
    if (title in at)
        problem(at[title], "\"## " title "\" " text)
}

function has_chapter(number)
{
    return system("ls '" root "'/chapters/" number \
        "-*/ >/dev/null 2>&1") == 0
}

function check_title()
{
    titles++
    if (titles > 1)
        problem(NR, "a second title; only the first line starts with one #")
    else if ($0 !~ "^# " number "\\. [^ ]")
        problem(NR, "the title must read \"# " number ". Title\", it reads \"" \
            $0 "\"")
    section = "head"
    at[section] = NR
}

function open_section()
{
    section = substr($0, 4)
    if (section in at)
        problem(NR, "\"## " section "\" stands twice")
    at[section] = NR
    found[++sections] = section
}

function check_builds_on(text,    found_one, other)
{
    gsub(/\]\([^)]*\)/, "]", text)
    while (match(text, /[0-9]+/)) {
        other = substr(text, RSTART, RLENGTH)
        text = substr(text, RSTART + RLENGTH)
        if (length(other) != 2)
            continue
        found_one = 1
        if (other >= number)
            problem(NR, "\"Builds on\" names " other \
                ", which does not come before " number)
        else if (!has_chapter(other))
            problem(NR, "\"Builds on\" names " other \
                ", and there is no chapters/" other "-*")
    }
    if (!found_one && number + 0 != 1)
        problem(NR, "\"Builds on\" names no earlier chapter; " \
            "write [06](../06-name/README.md)")
}

# The head's labels are in bold; its wording is free.
function check_head(    text)
{
    text = tolower($0)
    if (match(text, /[0-9]+ minutes/) || match(text, /minutes:\*\* *[0-9]+/)) {
        labels["minutes"] = NR
        match(text, /[0-9]+/)
        minutes = substr(text, RSTART, RLENGTH)
    }
    if (text ~ /\*\*builds on:\*\*/) {
        labels["builds on"] = NR
        check_builds_on($0)
    }
    if (text ~ /\*\*new words:\*\* *[a-z`*_]/)
        labels["new words"] = NR
    if (/\*\*[^*]*:\*\*/)
        aims_here = 0
    else if (aims_here && /^ *([-*]|[0-9]+\.) /)
        aims++
    if (text ~ /you will be able to/) {
        labels["you will be able to"] = NR
        aims_here = 1
    }
}

function check_details()
{
    if (/<details>/) {
        details[section]++
        folded = NR
    }
    if (/<summary>/)
        summary_line = NR
    if (/<\/details>/) {
        if (!folded)
            problem(NR, "</details> without <details>")
        else if (summary_line < folded)
            problem(folded, "<details> needs a <summary>")
        folded = 0
        closed_here = NR
    }
    if (NR == summary_line + 1 && NR > 1 && summary_line && /[^ ]/)
        problem(NR, "leave an empty line after <summary>, or the Markdown " \
            "below it is shown raw")
}

function count_words(    text, words, n, i)
{
    text = $0
    gsub(/<[^>]*>/, "", text)
    gsub(/\]\([^)]*\)/, "]", text)
    n = split(text, words, /[ \t]+/)
    for (i = 1; i <= n; i++)
        if (words[i] ~ /[A-Za-z0-9]/)
            total_words++
}

function read_prose()
{
    if (/^# / || NR == 1 && !/^# /)
        check_title()
    else if (/^## /)
        open_section()
    else if (section == "head")
        check_head()
    check_details()
    count_words()
    if (/^### /)
        headings[section]++
    if (/^\*\*[^*]+\*\*/)
        bold_starts[section]++
    if (/^ *[0-9]+\. / && !folded)
        numbered[section]++
    if (/^ *\|/)
        rows[section]++
    if (section == "Teaching notes" && /[^ ]/ && !/^## / && !folded &&
        NR != closed_here)
        visible_note = visible_note ? visible_note : NR
    links[section] += gsub(/\]\(/, "](")
    if (/!\[\]/)
        problem(NR, "a picture without a description; write ![what it shows](...)")
    images[section] += gsub(/!\[/, "![")
}

function check_order(    n, wanted, i, missing, seen, rank, previous)
{
    n = split("Run it first|The problem|Predict|The picture|The code|" \
        "Underneath|In Python it was|Break it|When it goes wrong|Exercise|" \
        "Check yourself|Teaching notes", wanted, "|")
    for (i = 1; i <= n; i++) {
        rank[wanted[i]] = i
        if (!(wanted[i] in at)) {
            problem(1, "there is no heading \"## " wanted[i] "\"")
            missing = 1
        }
    }
    for (i = 1; i <= sections; i++) {
        if (!(found[i] in rank))
            problem(at[found[i]], "\"## " found[i] \
                "\" is not a heading of a lesson")
        else if (previous && rank[found[i]] < rank[previous])
            problem(at[found[i]], "\"## " found[i] "\" stands after \"## " \
                previous "\" and belongs before it")
        else
            previous = found[i]
    }
}

function check_labels()
{
    if (!("minutes" in labels))
        problem(1, "the head does not say the time: \"**Time:** 40 minutes\"")
    if (!("builds on" in labels))
        problem(1, "the head has no \"**Builds on:** [03](../03-deferred/README.md)\"")
    if (!("new words" in labels))
        problem(1, "the head has no \"**New words:** word, word\"")
    if (!("you will be able to" in labels))
        problem(1, "the head does not list what \"you will be able to\" do")
    else if (aims != 3)
        problem(labels["you will be able to"], "\"you will be able to\" is " \
            "followed by a list of three things, here of " aims + 0)
}

function check_sections(    questions, snippets, experiments)
{
    if (!blocks["Run it first", "console"])
        lacks("Run it first", "has no console block")
    questions = numbered["Predict"] ? numbered["Predict"] : details["Predict"]
    if (!details["Predict"])
        lacks("Predict", "does not fold its answers in <details>")
    else if (questions < 2 || questions > 3)
        lacks("Predict", "asks two or three questions, numbered or each with " \
            "its own <details>; here " questions)
    if (!blocks["The picture", "text"] && !blocks["The picture", "console"])
        lacks("The picture", "has no text twin: a text or console block")
    snippets = blocks["The code", "c"] + 0
    if (snippets < 3 || snippets > 6)
        lacks("The code", "has three to six c blocks, here " snippets)
    experiments = headings["Break it"] ? headings["Break it"] : \
        bold_starts["Break it"] + 0
    if (experiments != 2)
        lacks("Break it", "has two experiments, each with a ### heading or a " \
            "paragraph that starts in bold; here " experiments)
    if (rows["When it goes wrong"] < 7)
        lacks("When it goes wrong", "has a table of five rows or more " \
            "(symptom, cause, cure); here " \
            (rows["When it goes wrong"] > 2 ? rows["When it goes wrong"] - 2 : 0))
    if (numbered["Check yourself"] != 3)
        lacks("Check yourself", "asks three numbered questions, here " \
            numbered["Check yourself"] + 0)
    if (links["Check yourself"] < 2)
        lacks("Check yourself", "gives two links, here " \
            links["Check yourself"] + 0)
    if (any_block["Check yourself"])
        lacks("Check yourself", "asks without code, and here is a code block")
    if (!details["Teaching notes"])
        lacks("Teaching notes", "is not folded in <details>")
    else if (visible_note)
        problem(visible_note, "this teaching note stands outside <details>")
}

BEGIN {
    number = page
    sub(/\/[^\/]*$/, "", number)
    sub(/^.*\//, "", number)
    number = substr(number, 1, 2)
}

{ sub(/\r$/, "") }

in_block && /^ *```+ *$/ { in_block = 0; next }
in_block { next }
/^ *```/ {
    in_block = 1
    language = $0
    gsub(/^ *```|[ \t]*$/, "", language)
    blocks[section, language]++
    any_block[section]++
    next
}
/^ *<!--/ { in_comment = 1 }
in_comment { if (/-->/) in_comment = 0; next }
{ read_prose() }

END {
    check_order()
    check_labels()
    check_sections()
    if (folded)
        problem(folded, "this <details> is never closed")
    if (total_words < 1200 || total_words > 1800)
        problem(1, "a lesson has 1,200 to 1,800 words outside its blocks, " \
            "this one has " total_words + 0)
    if (!problems)
        printf "summary %d words, %d minutes\n", total_words, minutes
}
