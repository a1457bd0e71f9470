# Clients that ask, and do not wait for the answer. exercise.bash loads it; the
# tests of a chapter do so with "load ../clients", after the helper.
# shellcheck shell=bash

# All clients, by their descriptors.
clients=()

# begin VARIABLE PATH: one more client asks for PATH. Sets the variable to its
# descriptor. If the server has gone, the client gets no answer.
begin()
{
    local descriptor
    { exec {descriptor}<>"/dev/tcp/127.0.0.1/$port"; } 2>/dev/null ||
        exec {descriptor}<>/dev/null
    clients[descriptor]=$descriptor
    printf 'GET %s HTTP/1.0\r\n\r\n' "$2" >&"$descriptor"
    printf -v "$1" %s "$descriptor"
}

# finish VARIABLE CLIENT: sets the variable to status and body of the answer
finish()
{
    local head body code="no answer"
    IFS= read -r -d "" -t "$WAIT_SECONDS" -u "$2" head || true
    leave "$2"
    if [[ $head == HTTP/* ]]; then
        body=${head#*$'\r\n\r\n'}
        code=${head#* }
        code="${code%% *}  $body"
    fi
    printf -v "$1" %s "$code"
}

# is_answered CLIENT: at least its answer has begun
is_answered()
{
    read -r -t 0 -u "$1"
}

# leave CLIENT...: without an answer
leave()
{
    local descriptor
    for descriptor; do
        exec {descriptor}>&-
        unset "clients[descriptor]"
    done
}

# becomes PATH BODY [CLIENT]: asks until that is the answer, but not forever,
# and no more once the client has been answered. Sets answer to the last one. A
# few times are enough: a server that answers has also read all earlier
# requests.
becomes()
{
    local i other
    for ((i = 0; i < 30; i++)); do
        begin other "$1"
        finish answer "$other"
        [[ $answer != "200  $2" ]] || return 0
        [[ -z ${3:-} ]] || ! is_answered "$3" || return 1
    done
    return 1
}
