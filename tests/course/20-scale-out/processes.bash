# For the tests of chapter 20: a Redis of the test's own, and processes that
# are killed. A .bats file loads it after the helper.
# shellcheck shell=bash

# redis_is_ready_or_ended: Redis prints a line when it has read its file
redis_is_ready_or_ended()
{
    grep -q "Ready to accept connections" "$redis_output" ||
        server_ended "$redis"
}

# start_redis [OPTION...]: it keeps what it has answered, also when it is
# killed. The first time on a free port, later on the same one. Sets redis (its
# process), redis_port and store (the option for the chapter).
start_redis()
{
    local tries=20 port=${redis_port:-} next
    mkdir -p "$BATS_TEST_TMPDIR/redis"
    # Below the ports that the system gives to clients. One number of the SEED
    # is used, however many ports are taken: the data of a test come after it.
    [[ -n $port ]] || next=$((20000 + RANDOM % 10000))
    while ((tries-- > 0)); do
        redis_port=${port:-$((next++))}
        redis_output=$(mktemp "$BATS_TEST_TMPDIR/redis.XXXXXX")
        redis-server --port "$redis_port" --bind 127.0.0.1 --save "" \
            --appendonly yes --appendfsync no \
            --dir "$BATS_TEST_TMPDIR/redis" "$@" \
            </dev/null >"$redis_output" 2>&1 3>&- {silence}>&- &
        redis=$!
        wait_until redis_is_ready_or_ended
        if ! server_ended "$redis"; then
            server_outputs[redis]=$redis_output
            store=redis://127.0.0.1:$redis_port/test
            return
        fi
    done
    cat "$redis_output"
    return 1
}

# ask_redis WORD...: prints its reply
ask_redis()
{
    redis-cli -p "$redis_port" "$@"
}

# kill_process PROCESS: it has no time for anything
kill_process()
{
    unset "server_outputs[$1]"
    kill -KILL "$1"
    wait "$1" 2>/dev/null || true
}

# start_radio: the chapter on the port that the first one got. Sets
# radio (its process).
start_radio()
{
    start_server 20-scale-out \
        --listen "tcp:${radio_port:-0}:share=yes" --store "$store"
    radio_port=$port
    radio=$server
}
