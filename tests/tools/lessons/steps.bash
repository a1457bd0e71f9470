# The steps of a session: does the work of each kind of line on a page.
#
# Needs the outputs of programs.bash, compared.bash, the block (page.bash) and
# the step: step, kind, command, options, and its shown lines.
# shellcheck shell=bash disable=SC2034,SC2154 # files that share variables

ends_by_itself()
{
    wait_for "$limit" has_ended_or_listens "$1"
    has_ended "$1"
}

has_ended_or_listens()
{
    has_ended "$1" || [ -n "$(listening_port "${output_file[$1]}")" ]
}

run_program()
{
    local port former text=${command[step]%&}
    program_scale=${block_scale:-1}
    scale=$program_scale
    port=$(listening_port "$work/shown.$step")
    if [ -n "$port" ]; then
        for former in $(of_kind program); do
            [ "${page_port[former]}" != "$port" ] || stop "$former"
        done
    elif grep -q 'cannot listen' "$work/shown.$step"; then
        options="--listen tcp:8080 $options"
    fi
    if ! start_program "$text" "$port" "$options"; then
        problem "$line" "$(where)$(after) does not print \"listening on" \
            "http://...\" in $limit s. What it printed (is it flushed?):"
        sed 's/^/    /' "${output_file[newest]}"
        give_up
    elif [ -e "$work/not_built" ]; then
        problem "$line" "$(where)$(after) does not build:"
        tail -n 8 "$work/not_built" | sed "s/^/    /"
        give_up
    elif [ -z "$port" ] && [ "$text" = "${command[step]}" ] &&
        ! ends_by_itself "$newest"; then
        problem "$line" "$(where)$(after) does not end by itself. A" \
            "server is shown with its line \"listening on http://127.0.0.1:8080\""
        give_up
    else
        settle "$newest"
        [ -z "$port" ] || [ -n "${page_port[newest]}" ] || give_up
    fi
}

run_command()
{
    local name=$work/command$step_of_page text
    text=$(with_real_ports "${command[step]}")
    if [[ $text =~ [^\&]\&[[:space:]]*$ ]]; then
        new_output job "$name.job" "${command[step]}"
        text="{ ${text%&*}"$'\n'"touch $name.ended; } >$name.job 2>&1 &"
    else
        new_output command "$name.output" "${command[step]}"
    fi
    : >"${output_file[newest]}"
    printf '%s\n' "$text" >"$name.command"
    echo "$name" >&7
    wait_for "$limit" test -e "$name.status" || {
        problem "$line" "$(where)$(after) does not end in $limit s. If it" \
            "waits for a later command, let its line end with &"
        give_up
    }
    # shellcheck disable=SC2046 # a list of numbers
    settle "$newest" $(all_but "$newest" job command)
}

run_interrupt()
{
    local program
    for program in $(of_kind program); do
        is_running "$program" || continue
        end_program "$program" INT || problem "$line" "$(where)" \
            "${output_label[program]} does not end in $limit s after ^C"
        settle "$program"
        return
    done
    problem "$line" "$(where) has ^C, and no program runs. ^C is for what" \
        "\`make run-NN\` started; a client that leaves is \`curl -m 1 ...\`"
}

show_more()
{
    local all
    all="$(of_kind program) $(of_kind job command)"
    if [ "$all" = " " ]; then
        problem "$line" "$(where) starts with output, and nothing runs that" \
            "could have printed it"
        return
    fi
    # shellcheck disable=SC2086 # a list of numbers
    settle $all
}

run_step()
{
    step_of_page=$((step_of_page + 1))
    case ${kind[step]} in
    more) show_more ;;
    interrupt) run_interrupt ;;
    command)
        if [[ ${command[step]} =~ ^([A-Z_]+=[^ ]*\ )*make\ run- ]] ||
            grep -q '^listening on http' "$work/shown.$step"; then
            run_program
        elif [[ ${command[step]} == *'make run-'* ]]; then
            problem "$line" "$(where) \`make run-NN\` starts its line"
        else
            run_command
        fi ;;
    esac
}
