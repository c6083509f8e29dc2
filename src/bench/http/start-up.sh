#!/usr/bin/env bash
# How long the application takes to its first answer:
#   clone   a clean clone of the committed state, by mvn -q liberty:run, from a warm local repository
#   second  the packaged server, started for the second time
# Needs git, python3, curl, and: mvn -q package liberty:create -DskipTests
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source "$here/common.sh"

stop_clone() {
    [ -n "${MAVEN_PID:-}" ] || return 0
    "$WORK/clone/$WLP/bin/server" stop hybrid-scheduler >/dev/null 2>&1 || kill "$MAVEN_PID" 2>/dev/null || true
    wait "$MAVEN_PID" 2>/dev/null || true
    MAVEN_PID=
}

clone_answers() {
    kill -0 "$MAVEN_PID" 2>/dev/null || fail "Maven ended: $(tail -n 20 "$WORK/maven.log")"
    healthy "$URL"
}

clone() {
    local started
    git clone -q . "$WORK/clone"
    started=$EPOCHREALTIME
    (cd "$WORK/clone" && exec env -u DATA_DIR mvn -q liberty:run) >"$WORK/maven.log" 2>&1 </dev/null &
    MAVEN_PID=$!
    at_exit+=(stop_clone)
    await 300 "the clone answers" clone_answers
    echo "clone to first answer: $(seconds_since "$started") s"
    stop_clone
}

second() {
    local started
    start_server
    stop_server
    started=$EPOCHREALTIME
    start_server
    echo "second start to first answer: $(seconds_since "$started") s"
}

need git mvn python3 curl
machine_line
lay_server bench-start-up
clone
second
