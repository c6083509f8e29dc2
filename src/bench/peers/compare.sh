#!/usr/bin/env bash
# The engine, CloudSim Plus and SimGrid on the same workload, one after the other, each alone on one core: 100,000 tasks,
# Poisson arrivals at load 0.7, exponential service, eight servers. Prints tasks per CPU-second and the engine's ratios.
# Needs Maven (profile bench), g++ and SimGrid (Debian: libsimgrid-dev).
#   TASKS    tasks in one round (100000)
#   CORE     the core (0)
set -euo pipefail
cd "$(dirname "$0")/../../.."
tasks=${TASKS:-100000}
core=${CORE:-0}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mvn -q -Pbench test-compile dependency:build-classpath -Dmdep.outputFile="$work/class-path" -Dmdep.includeScope=test
g++ -O2 -std=c++17 -o "$work/simgrid" src/bench/simgrid/queue.cpp -lsimgrid
class_path=target/test-classes:target/classes:$(cat "$work/class-path")

java_run() {
    taskset -c "$core" java -Xmx512m -XX:+UseSerialGC -cp "$class_path" "org.hybridscheduler.bench.peers.$1" "$tasks" "$2" \
        2> "$work/errors" || { cat "$work/errors" >&2; return 1; }
}

echo "$(date -u +%Y-%m-%dT%H:%M:%SZ), load $(cut -d' ' -f1 /proc/loadavg), commit $(git rev-parse --short HEAD)"
{
    java_run EngineRun 20
    java_run CloudSimPlusRun 3
    for _ in 1 2 3; do taskset -c "$core" "$work/simgrid" "$tasks"; done | sort -k3,3n | tail -1
} | tee "$work/figures"
awk '{ for (i = 1; i < NF; i++) if ($(i + 1) == "tasks") rate[/own/ ? "own" : /central/ ? "central" : /CloudSim/ ? "cloudsim" : "simgrid"] = $i }
    END { printf "engine over CloudSim Plus (own queues): %.1f\nengine over SimGrid (central queue): %.1f\n",
        rate["own"] / rate["cloudsim"], rate["central"] / rate["simgrid"] }' "$work/figures"
