# The changes that a page makes to a program: its diff blocks.
#
# Each is applied to a copy of the project in WORK, which is made of links
# except for changed files and build output. `make run-NN` runs that copy until
# the next part of the page (see blocks.awk); diffs in one part add up.
# shellcheck shell=bash disable=SC2034,SC2154 # files that share variables

patched_part=   # the part whose programs come from the copy
patch_runs=     # has a block of it started one?

copy_project()
{
    copy=$work/patched$number
    mkdir -p "$copy/.build"
    ln -s "$root"/* "$copy"
    [ ! -e "$root/.setup" ] || ln -s "$root/.setup" "$copy"
    (cd "$root" && cd "$build" &&
        cp -a config.mk libcommon.a obj "$copy/.build") 2>/dev/null
}

# Makes a file of the copy a real one, and the folders on the way to it.
own_file()
{
    local part folder=
    for part in $(dirname "$1" | tr / ' '); do
        folder+=/$part
        [ -L "$copy$folder" ] || continue
        rm "$copy$folder"
        mkdir "$copy$folder"
        ln -s "$root$folder"/* "$copy$folder"
    done
    [ -L "$copy/$1" ] || return 0
    rm "$copy/$1"
    cp "$root/$1" "$copy/$1"
}

# Sets first and last, the lines of the copy's file that the caption names.
find_lines()
{
    local region range
    first=
    last=0
    [ ${#caption_regions[@]} -gt 0 ] || {
        first=1
        last=$(wc -l <"$copy/$file")
    }
    for region in "${caption_regions[@]}"; do
        range=$(awk -v want="$region" -v range=1 -f "$here/region.awk" \
            "$copy/$file") || {
            no_region "$region" "$copy/$file"
            return 1
        }
        [ -n "$first" ] && [ "$first" -le "${range% *}" ] || first=${range% *}
        [ "$last" -ge "${range#* }" ] || last=${range#* }
    done
}

# The program of a file: the chapter's, the exercise's, or the page's own.
program_of()
{
    case $1 in
    chapters/*) dirname "$1" ;;
    exercises/* | solutions/*) echo "${1%.c}" ;;
    *) dirname "$page_name" ;;
    esac
}

patch_program()
{
    local file first last
    read_file_caption || return
    file=${file#"$root"/}
    [ "$part" = "$patched_part" ] || copy_project
    patched_part=$part
    patch_runs=
    own_file "$file"
    find_lines || return
    if ! awk -v from="$first" -v to="$last" -f "$here/patch.awk" \
        "$split/$number.body" "$copy/$file" >"$work/changed"; then
        problem "$line" "$(where) does not fit" \
            "$file: $(tail -n 1 "$work/changed")"
        return
    fi
    cp "$work/changed" "$copy/$file"
    program_root=$copy
    make_program ".build/$(program_of "$file")" >"$work/made" || {
        problem "$line" "$(where) leaves a program that does not compile:"
        grep -v '^CC ' "$work/made" | head -n 12 | sed 's/^/    /'
    }
}
