# Compares the output of a session's steps with the lines that the page shows.
#
# Needs the outputs of programs.bash, and of the step: step, command, scale,
# any_order, any_numbers, and the page's lines in WORK/shown.STEP.
# shellcheck shell=bash disable=SC2034,SC2154 # files that share variables

# of_kind KIND...    the outputs of these kinds, the newest first
of_kind()
{
    local i
    for ((i = ${#output_file[@]} - 1; i >= 0; i--)); do
        [[ " $* " != *" ${output_kind[i]} "* ]] || echo "$i"
    done
}

# all_but OUTPUT KIND...
all_but()
{
    local but=$1
    shift
    of_kind "$@" | grep -vx "$but"
}

# All output of this step's command has to be shown here, and that of an ended
# program; the rest may be shown later.
state_of()
{
    if [ -n "${nothing_more:-}" ] || [ "$1" = "$2" ] &&
        [ "${output_kind[$1]}" != job ] && [ -z "${output_pid[$1]}" ]; then
        echo ended
    else
        echo open
    fi
}

# compare OUTPUT...    the first is the one that the step is about
compare()
{
    local i text arguments=()
    for i in "$@"; do
        is_running "$i"
        arguments+=("${output_file[i]}" "${output_shown[i]}"
            "$(state_of "$i" "$1")")
    done
    text=$(awk -v scale="$scale" -v any_order="$any_order" \
        -v any_numbers="$any_numbers" \
        -v ports="$(all_ports | paste -sd ' ' -)" \
        -f "$here/compare.awk" "$work/shown.$step" "${arguments[@]}")
    compared=$?
    if [ $compared != 0 ]; then
        printf '%s\n' "$text" >"$work/printed"
        return $compared
    fi
    for i in "$@"; do
        text=${text#* }
        output_shown[i]=${text%% *}
    done
}

# May one of these outputs still grow?
may_grow()
{
    local i
    for i in "$@"; do
        is_running "$i" && return
        [ "${output_kind[i]}" = job ] &&
            [ ! -e "${output_file[i]%.job}.ended" ] && return
    done
    return 1
}

# settle OUTPUT...    like compare, with patience, and shows the difference
settle()
{
    if [ "$(tail -n 1 "$work/shown.$step")" = ... ]; then
        output_left_out[$1]=...
    fi
    compare "$@" && return
    may_grow "$@" && wait_for "$patience" compare "$@" && return
    compare "$@" || say_difference "$1"
}

after()
{
    [ -z "${command[step]}" ] ||
        echo " after \`$(head -n 1 <<<"${command[step]}")\`"
}

# say_difference OUTPUT
say_difference()
{
    if [ "$compared" = 2 ]; then
        timing=$((timing + 1))
        problem "$line" "$(where)$(after) takes another time than the page" \
            "says (- the page, + the run, with scale $scale)"
    else
        problem "$line" "$(where)$(after) (- the page, + the run)"
    fi
    diff -U 1 "$work/shown.$step" "$work/printed" |
        sed -e '1,2d' -e '/^@@/d' -e '/^\\/d' -e 's/^/    /'
    output_left_out[$1]=known
}

# This output must have nothing left, as the page would not show it.
expect_no_more()
{
    local step=rest
    local line=${output_line[$1]}
    case ${output_left_out[$1]}${output_status[$1]} in
    known* | ...0) return ;;
    esac
    : >"$work/shown.rest"
    nothing_more=1 compare "$1" && return
    problem "$line" "\`${output_label[$1]}\` also printed this, and the page" \
        "does not show it:"
    sed "s/^/    /" "$work/printed"
    output_left_out[$1]=known
}
