#!/usr/bin/env bash
# How many database queries 10,000 requests a minute to the three cached URLs cost, while the run is paused.
# Needs python3, curl, and: mvn -q package liberty:create -DskipTests
# Settings (environment): REQUESTS, DURATION in seconds.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source "$here/common.sh"

readonly REQUESTS=${REQUESTS:-10000} DURATION=${DURATION:-60} TASKS=1000

stored() {
    [ "$(get "$URL/api/status" | field tasks_processed)" -ge "$TASKS" ]
}

# The writer has caught up when a second shows no more tasks.
settled() {
    local before
    before=$(get "$URL/api/status" | field tasks_processed)
    sleep 1
    [ "$(get "$URL/api/status" | field tasks_processed)" = "$before" ]
}

snapshot() {
    get "$URL/metrics/prometheus" >"$WORK/metrics.$1"
    get "$URL/metrics/cache" >"$WORK/cache.$1"
}

report() {
    python3 - "$WORK" "$DURATION" <<'END'
import json, math, re, sys
work, seconds = sys.argv[1], float(sys.argv[2])

def metric(name, when, *keys):
    found = {}
    for line in open("%s/metrics.%s" % (work, when)):
        if line.startswith(name + "{"):
            labels = dict(re.findall(r'(\w+)="([^"]*)"', line))
            found[tuple(labels[key] for key in keys)] = float(line.split("}")[1].split()[0])
    return found

def queries(when):
    return metric("database_query_duration_seconds_count", when, "operation", "table")

def loads(when):
    return metric("cache_loads_total", when, "namespace", "result")

before, after = queries("before"), queries("after")
print("\n| query | table | count |\n|---|---|---|")
for (operation, table), count in sorted(after.items()):
    count -= before.get((operation, table), 0)
    if count:
        print("| %s | %s | %d |" % (operation, table, count))

def namespaces(when):
    return json.load(open("%s/cache.%s" % (work, when)))["cache_stats"]["namespaces"]

before, after = namespaces("before"), namespaces("after")
loaded = lambda name: loads("after").get((name, "loaded"), 0) - loads("before").get((name, "loaded"), 0)
print("\n| key of | TTL s | requests | misses | loads | target: one a TTL |\n|---|---|---|---|---|---|")
for name, now in after.items():
    hits, misses = (now[what] - before[name][what] for what in ("hits", "misses"))
    print("| %s | %d | %d | %d | %d | %d |" % (name, now["ttl_seconds"], hits + misses, misses, loaded(name),
                                               math.ceil(seconds / now["ttl_seconds"])))
END
}

need python3 curl git
machine_line
lay_server bench-database-queries
start_server
await_phase 60 idle
post "$URL/api/start" '{"pace_tasks_per_second": 0}'
await 120 "$TASKS tasks are stored" stored
post "$URL/api/pause"
await 60 "the writer has caught up" settled
for namespace in training_data scheduler_stats comparative_history; do
    post "$URL/metrics/cache/invalidate/$namespace"
done
snapshot before
python3 "$here/paced-requests.py" "$REQUESTS" "$DURATION" "$URL/api/full_history?limit=1000" \
    "$URL/api/history/comparative?limit=100" "$URL/api/schedulers/hybrid_ml/stats"
snapshot after
report
