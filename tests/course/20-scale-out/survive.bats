# Chapter 20: nothing that was answered 200 is lost or doubled, whatever is
# killed. Here each process dies once; "make kill-20" is the long form.

load ../../harness/helper
load processes

MESSAGES=${MESSAGES:-600}
KILLS=${KILLS:-1}

@test "each process is killed while a crowd talks: 0 lost, 0 doubled" {
    local line crowd_line="" radios=() victim=0 crowd
    start_redis --appendfsync always
    for victim in 0 1; do
        start_radio
        radios[victim]=$radio
    done
    exec {crowd}< <("$PROGRAMS_DIR/tests/servers/station_crowd" "$radio_port" \
        4 3 "$MESSAGES" $((3 * KILLS + 1)) 3>&-)
    victim=0
    while read -r line <&"$crowd"; do
        if [[ $line != *" said" ]]; then
            crowd_line=$line
        elif ((victim == 2)); then
            kill_process "$redis"
            start_redis --appendfsync always
        else
            kill_process "${radios[victim]}"
            start_radio
            radios[victim]=$radio
        fi
        victim=$(((victim + 1) % 3))
    done
    echo "# $crowd_line" >&3
    [[ $crowd_line == "$MESSAGES said, 3 heard each: 0 lost, 0 doubled, "* ]]
    [[ $crowd_line == *" 0 gaps;"* ]]
}
