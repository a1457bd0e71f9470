# The programs that a page starts, and the output of these and of its commands.
#
# The output of one command is known by its index: output_file, output_shown
# (how many lines the page has shown), output_kind (program, job, command),
# output_pid (of a program, empty once it has ended), and for a program its
# label, its port on the page and its real one.
#
# Needs root, work (a folder for its files) and limit (seconds).
# shellcheck shell=bash disable=SC2034,SC2154 # files that share variables

output_file=() output_shown=() output_kind=() output_pid=() output_left_out=()
output_label=() output_line=() output_status=() page_port=() real_port=()
program_root=$root
build=${BUILD:-.build}
[ "$build" != "$root/.build" ] || build=.build

# On a terminal a line is printed when it is complete, in a file much later.
as_on_terminal='env'
if command -v stdbuf >/dev/null; then
    as_on_terminal="stdbuf -oL env"
fi

# new_output KIND FILE LABEL    sets newest
new_output()
{
    output_file+=("$2")
    output_shown+=(0)
    output_kind+=("$1")
    output_pid+=('')
    output_left_out+=('')
    output_label+=("$3")
    output_line+=("$line")
    output_status+=(0)
    page_port+=('')
    real_port+=('')
    newest=$((${#output_file[@]} - 1))
}

# wait_for SECONDS COMMAND...    polls until the command succeeds.
wait_for()
{
    local end=$((SECONDS + $1 + 1))
    shift
    until "$@"; do
        [ $SECONDS -lt $end ] || return 1
        sleep 0.01
    done
}

# End a process that this check started, and all below it.
kill_tree()
{
    local child
    for child in $(ps -A -o pid=,ppid= | awk -v p="$1" '$2 == p { print $1 }')
    do
        kill_tree "$child"
    done
    kill -KILL "$1" 2>/dev/null
}

# Ports: the page says 8080, the program listens on whatever was free. A port
# on which nothing listens yet is one that refuses.

unused_port()
{
    local port=$((20000 + RANDOM % 10000))
    while (: <>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
        port=$((20000 + RANDOM % 10000))
    done
    echo "$port"
}

# all_ports: "real:page" of each, the newest first
all_ports()
{
    local i
    for ((i = ${#output_file[@]} - 1; i >= 0; i--)); do
        [ -z "${page_port[i]}" ] || echo "${real_port[i]}:${page_port[i]}"
    done
    printf '%s\n' "${refusing[@]}"
}

with_real_ports()
{
    local text=$1 real page done_ports=' '
    while IFS=: read -r real page; do
        [[ $done_ports == *" $page "* ]] && continue
        done_ports+="$page "
        text=$(sed -E "s/(^|[^0-9])$page([^0-9]|$)/\1$real\2/g" <<<"$text")
    done < <(all_ports)
    printf '%s' "$text"
}

# The port of "listening on http://127.0.0.1:8080" in a file.
listening_port()
{
    sed -nE '/^listening on http/{s/.*:([0-9]+)\/?$/\1/p;q;}' "$1"
}

# make_program WORDS...    make in the folder of the program that is run now
make_program()
{
    local folder=$build
    [ "$program_root" = "$root" ] || folder=.build
    command make --no-print-directory -C "$program_root" BUILD="$folder" "$@" \
        2>&1
}

not_built()
{
    printf "%s\n" "$1" >"$work/not_built"
    exit 2
}

# Replaces make when a page says `make run-04 ARGS=...`: becomes the program
# that make would run, with the options that the check adds.
make()
{
    local line made
    line=$(make_program -n "$@") || not_built "$line"
    line=$(tail -n 1 <<<"${line}")
    line=${line#exec }
    made=$(make_program "${line%% *}") || not_built "$made"
    cd "$program_root" || exit
    eval "exec $as_on_terminal $line $added_options"
}

# start_program COMMAND PORT OPTIONS    the port is the page's, or empty
start_program()
{
    local command=$1 port=$2 added_options=$3 file=$work/program
    file+=${#output_file[@]}
    if [ -n "$port" ] && [[ $command == *"tcp:$port"* ]]; then
        command=${command//tcp:$port/tcp:0}
    elif [ -n "$port" ]; then
        added_options="--listen tcp:0 $added_options"
    fi
    command=$(with_real_ports "$command")
    added_options=$(with_real_ports "$added_options")
    new_output program "$file" "${command%% *}"
    set -m
    (
        cd "$root" || exit
        case $command in
        *make\ *) eval "$command" ;;
        *) eval "exec $as_on_terminal $command $added_options" ;;
        esac
    ) >"$file" 2>&1 </dev/null 3>&- 7>&- &
    set +m
    output_pid[newest]=$!
    [[ ! $command =~ make\ ([a-z0-9-]+) ]] ||
        output_label[newest]=${BASH_REMATCH[1]}
    [ -z "$port" ] || wait_for "$limit" is_listening "$newest" "$port"
}

is_listening()
{
    local real
    is_running "$1" || return 0
    real=$(listening_port "${output_file[$1]}")
    [ -n "$real" ] || return 1
    page_port[$1]=$2
    real_port[$1]=$real
}

# Is the program of this output running? Notes its end, as make does.
is_running()
{
    local status
    [ -n "${output_pid[$1]}" ] || return 1
    kill -0 "${output_pid[$1]}" 2>/dev/null && return
    { wait "${output_pid[$1]}"; status=$?; } 2>/dev/null
    output_pid[$1]=
    output_status[$1]=$status
    [ "$status" = 0 ] ||
        echo "make: *** [Makefile:0: ${output_label[$1]}]" \
            "$(status_in_words "$status")" >>"${output_file[$1]}"
    return 1
}

status_in_words()
{
    case $1 in
    134) echo Aborted ;;
    136) echo Floating point exception ;;
    137) echo Killed ;;
    139) echo Segmentation fault ;;
    143) echo Terminated ;;
    *) echo "Error $1" ;;
    esac
}

has_ended()
{
    ! is_running "$1"
}

# end_program OUTPUT SIGNAL    false: it does not stop, and was killed
end_program()
{
    is_running "$1" || return 0
    kill -s "$2" "${output_pid[$1]}"
    wait_for "$limit" has_ended "$1" && return
    kill_tree "${output_pid[$1]}"
    wait "${output_pid[$1]}" 2>/dev/null
    output_pid[$1]=
    return 1
}
