#!/usr/bin/env bash
# Tasks per second through all strategies and into the database: from the start of a run to its last stored result.
#   live-throughput.sh [URL]
# Without a URL on a server of its own, which takes its settings from the environment as any server does:
#   STRATEGY_HYBRID_ML_RETRAIN_EVERY=1000, DB_URL, ...; a run that goes on at the URL is stopped first.
# Needs python3, curl, and, without a URL: mvn -q package liberty:create -DskipTests
# Settings (environment): TASKS of a run, RUNS one after the other (the first one warms up), LIMIT of a run in seconds.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source "$here/common.sh"

readonly TASKS=${TASKS:-50000} RUNS=${RUNS:-3} LIMIT=${LIMIT:-600}

need python3 curl git
machine_line
if [ $# -gt 0 ]; then
    URL=${1%/}
    post "$URL/api/stop" 2>/dev/null || true
else
    lay_server bench-live-throughput
    start_server
fi
await_phase 60 idle

for ((run = 1; run <= RUNS; run++)); do
    started=$EPOCHREALTIME
    post "$URL/api/start" "{\"max_tasks\": $TASKS, \"pace_tasks_per_second\": 0}"
    await_phase "$LIMIT" idle
    seconds=$(seconds_since "$started")
    stored=$(get "$URL/api/status" | field tasks_processed)
    [ "$stored" -eq "$TASKS" ] || fail "$stored tasks are stored, expected $TASKS"
    echo "run $run: $stored tasks stored in $seconds s:" \
        "$(python3 -c 'import sys; print(round(int(sys.argv[1]) / float(sys.argv[2])))' "$stored" "$seconds") tasks/s"
done
