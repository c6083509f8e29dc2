# Sourced by the scripts beside it: a packaged server of their own on loopback, and questions to it.
# What they start is registered to be stopped when the script ends, however it ends.

cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

readonly WLP=target/liberty/wlp
readonly WAR=target/hybrid-scheduler.war

WORK=$(mktemp -d)
readonly WORK
at_exit=('rm -rf "$WORK"')

run_at_exit() {
    local i
    for ((i = ${#at_exit[@]} - 1; i >= 0; i--)); do eval "${at_exit[i]}" || true; done
}
trap run_at_exit EXIT
trap 'exit 130' INT TERM

fail() {
    echo "$*" >&2
    exit 1
}

need() {
    local command
    for command in "$@"; do
        command -v "$command" >/dev/null || fail "There is no $command. Maybe install the package of that name?"
    done
}

# The JDK that the server will run on: JAVA_HOME's, else the one on the path.
jdk() {
    if [ -n "${JAVA_HOME:-}" ]; then echo "$JAVA_HOME/bin/$1"; else echo "$1"; fi
}

machine_line() {
    echo "machine: $(nproc) cores, $("$(jdk java)" -version 2>&1 | head -n 1)," \
        "load $(cut -d ' ' -f 1-3 /proc/loadavg), commit $(git rev-parse --short HEAD)"
}

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# get URL: the body, or failure where the status is not 2xx within 30 s.
get() {
    curl -fsS -m 30 "$1"
}

# post URL [JSON]
post() {
    curl -fsS -m 60 -o /dev/null -X POST -H 'Content-Type: application/json' -d "${2:-}" "$1"
}

# field NAME: a top-level field of the JSON on standard input.
field() {
    python3 -c 'import json, sys; print(json.load(sys.stdin)[sys.argv[1]])' "$1"
}

# seconds_since EPOCHREALTIME
seconds_since() {
    python3 -c 'import sys; print("%.2f" % (float(sys.argv[2]) - float(sys.argv[1])))' "$1" "$EPOCHREALTIME"
}

# await SECONDS WHAT COMMAND...: polls ten times a second until the command succeeds.
await() {
    local seconds=$1 what=$2 deadline=$((SECONDS + $1))
    shift 2
    until "$@"; do
        [ "$SECONDS" -lt "$deadline" ] || fail "Not within $seconds s: $what"
        sleep 0.1
    done
}

# healthy URL: whether it is the application that answers, not the server's own page before it is there.
healthy() {
    curl -fs -m 2 "$1/health" 2>/dev/null | grep -q '"healthy"'
}

# lay_server NAME: the packaged server in a directory of its own, and its address in URL.
lay_server() {
    [ -f "$WAR" ] && [ -x "$WLP/bin/server" ] && [ -d "$WLP/usr/shared/resources/jdbc" ] ||
        fail "There is no packaged server. Maybe run first: mvn -q -Pbench package liberty:create -DskipTests"
    SERVER=$1
    SERVER_DIR=$WLP/usr/servers/$SERVER
    rm -rf "$SERVER_DIR"
    mkdir -p "$SERVER_DIR/dropins"
    cp -r server-config/liberty/. "$SERVER_DIR"
    cp "$WAR" "$SERVER_DIR/dropins"
    HTTP_PORT=$(free_port) OPS_PORT=$(free_port)
    HTTP_HOST=127.0.0.1 OPS_HOST=127.0.0.1 DATA_DIR=$PWD/$SERVER_DIR/data
    export HTTP_PORT OPS_PORT HTTP_HOST OPS_HOST DATA_DIR
    export SIMULATION_AUTOSTART=false
    URL=http://127.0.0.1:$HTTP_PORT
}

# start_server: waits until the application answers.
start_server() {
    "$WLP/bin/server" run "$SERVER" >>"$SERVER_DIR/console.log" 2>&1 &
    SERVER_PID=$!
    at_exit+=(stop_server)
    await 240 "the server answers; see $SERVER_DIR/console.log" server_answers
}

server_answers() {
    kill -0 "$SERVER_PID" 2>/dev/null || fail "The server ended; see $SERVER_DIR/console.log"
    healthy "$URL"
}

stop_server() {
    [ -n "${SERVER_PID:-}" ] || return 0
    "$WLP/bin/server" stop "$SERVER" >/dev/null 2>&1 || kill "$SERVER_PID" 2>/dev/null || true
    wait "$SERVER_PID" 2>/dev/null || true
    SERVER_PID=
}

in_phase() {
    local phase
    phase=$(get "$URL/api/status" | field phase)
    [ "$phase" != failed ] || fail "The run failed: $(get "$URL/api/status" | field failure)"
    [ "$phase" = "$1" ]
}

# await_phase SECONDS PHASE
await_phase() {
    await "$1" "the simulation is $2" in_phase "$2"
}
