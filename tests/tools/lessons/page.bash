# Functions that the checks of a page share. A check is called with PAGE ROOT
# SPLIT: the page, the root of the project, and the folder in which blocks.awk
# left its parts; it prints its problems and ends with `finish`.
# shellcheck shell=bash disable=SC2034,SC2154 # files that share variables

page=$1
root=$2
split=$3
page_name=${page#"$root"/}
problems=0

# problem LINE WORDS...    prints a mistake on a line of the page.
problem()
{
    local at=$1
    shift
    echo "$page_name:$at: $*"
    problems=$((problems + 1))
}

finish()
{
    [ "$problems" = 0 ]
    exit
}

# Reads the next line of the index; sets the variables of the block.
next_block()
{
    IFS=$'\037' read -r number line language section part in_section \
        caption directive
}

# Names the block in a sentence.
where()
{
    echo "\"$section\", $language block $in_section,"
}

# plural COUNT NOUN
plural()
{
    echo "$1 $2$([ "$1" = 1 ] || echo s)"
}

# Takes "`file`: `name`, `name` (part)" apart; for a diff, "`file`" is enough.
read_caption()
{
    # shellcheck disable=SC2016 # the page's own backticks
    local name='`[A-Za-z_][A-Za-z0-9_]*`' names
    local pattern="^\`([^\`]+)\`(: ($name(, $name)*)( \(part\))?)?\$"

    [[ $1 =~ $pattern ]] || return 1
    caption_file=${BASH_REMATCH[1]}
    names=${BASH_REMATCH[3]//[\`,]/}
    caption_part=${BASH_REMATCH[5]}
    read -ra caption_regions <<<"$names"
    case ${#caption_regions[@]} in
    0) [ "$language" = diff ] ;;
    1) ;;
    *) [ -z "$caption_part" ] ;;
    esac
}

# Reads the caption of the block and sets file, which may be beside the page;
# or prints its mistake.
read_file_caption()
{
    local folder
    if ! read_caption "$caption"; then
        problem "$line" "$(where) has no caption. The line above it must read" \
            "like this:"
        echo "    \`${page_name%/*}/NAME.c\`: \`function\`, \`other_function\`"
        echo "  or, for some of a function's lines, \`function\` (part)." \
            "It reads:"
        echo "    ${caption:-(nothing)}"
        return 1
    fi
    for folder in "$root" "$(dirname "$page")"; do
        file=$folder/$caption_file
        [ ! -f "$file" ] || return 0
    done
    problem "$line" "$(where) names \`$caption_file\`, and there is no such" \
        "file"
    return 1
}

# no_region NAME FILE
no_region()
{
    problem "$line" "$(where) names \`$1\`, and $caption_file has no such" \
        "region. Its regions:"
    awk -v list=1 -f "$here/region.awk" "$2" | paste -sd ' ' - |
        fold -s -w 70 | sed 's/^/    /'
}
