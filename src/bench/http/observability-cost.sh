#!/usr/bin/env bash
# What observability costs a cached read of /api/full_history?limit=LIMIT: servers side by side, asked in turn, with
#   off      the same WAR without its HTTP and cache metrics; no access log; tracing off
#   metrics  the WAR as it is; no access log; tracing off
#   logs     and with the access log, all logs as JSON on the console, too, as in a container
#   all      and with tracing, 1 % of the requests sampled, exported to a receiver on this machine
# Prints, for each, the median over the rounds of the server's CPU time per request and of the requests/s, and both as
# ratios to "off" in the same round (CPU: cost; requests/s: what is left).
# Needs wrk, python3, curl, and: mvn -q -Pbench package liberty:create -DskipTests
# Settings (environment): DURATION and WARM_UP in seconds, ROUNDS, CONNECTIONS, LIMIT (rows of the
# answer, at most 1000; the fewer, the more the cost shows), VARIANTS.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source "$here/common.sh"

readonly DURATION=${DURATION:-5} WARM_UP=${WARM_UP:-20} ROUNDS=${ROUNDS:-15} CONNECTIONS=${CONNECTIONS:-8}
readonly ROWS=1000 LIMIT=${LIMIT:-1000}
read -r -a variants <<<"${VARIANTS:-off metrics logs all}"
declare -A url java_pid

# without_metrics WAR: takes the filter out of web.xml and the beans and providers that count out of the classes.
without_metrics() {
    python3 - "$1" <<'END'
import re, shutil, sys, zipfile
war = sys.argv[1]
metrics = "WEB-INF/classes/org/hybridscheduler/observability/metrics/"
left_out = {metrics + "CacheMetrics.class", metrics + "RouteFilter.class"}
seen = set()
with zipfile.ZipFile(war) as source, zipfile.ZipFile(war + ".off", "w", zipfile.ZIP_DEFLATED) as target:
    for entry in source.infolist():
        content = source.read(entry)
        if entry.filename in left_out:
            seen.add(entry.filename)
            continue
        if entry.filename == "WEB-INF/web.xml":
            text, removed = re.subn(r"<(filter|filter-mapping)>\s*<filter-name>http-metrics</filter-name>.*?</\1>", "",
                                    content.decode(), flags=re.S)
            assert removed == 2, "web.xml names the filter %d times" % removed
            content = text.encode()
        target.writestr(entry, content)
assert seen == left_out, "Not in the WAR: %s" % (left_out - seen)
shutil.move(war + ".off", war)
END
}

# receive_spans: an OTLP receiver that takes what it is sent and says how many exports came.
receive_spans() {
    local port
    port=$(free_port)
    OTLP_URL=http://127.0.0.1:$port
    python3 - "$port" "$WORK/exports" <<'END' &
import http.server, sys
class Receiver(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        open(sys.argv[2], "a").write(self.path + "\n")
        self.send_response(200)
        self.send_header("Content-Type", "application/x-protobuf")
        self.send_header("Content-Length", "0")
        self.end_headers()
    def log_message(self, *_):
        pass
http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Receiver).serve_forever()
END
    at_exit+=("kill $! 2>/dev/null")
}

# environment VARIANT: what the server is started with.
environment() {
    export OTEL_SDK_DISABLED=true ACCESS_LOG=false LOG_FORMAT=simple
    case $1 in
        logs) ACCESS_LOG=true LOG_FORMAT=json ;;
        all)
            ACCESS_LOG=true LOG_FORMAT=json OTEL_SDK_DISABLED=false
            export OTEL_EXPORTER_OTLP_ENDPOINT=$OTLP_URL OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf
            export OTEL_TRACES_SAMPLER=parentbased_traceidratio OTEL_TRACES_SAMPLER_ARG=0.01
            ;;
    esac
}

# begin VARIANT: a server with a history of ROWS tasks, and nothing else to do.
begin() {
    lay_server "cost-$1"
    [ "$1" != off ] || without_metrics "$SERVER_DIR/dropins/$(basename "$WAR")"
    environment "$1"
    start_server
    url[$1]=$URL java_pid[$1]=$(pgrep -f -- "ws-server.jar cost-$1( |$)" | head -n 1)
    at_exit+=("'$WLP/bin/server' stop cost-$1 >/dev/null 2>&1")
    await_phase 60 idle
    post "$URL/api/start" "{\"max_tasks\": $ROWS, \"pace_tasks_per_second\": 0}"
    await_phase 120 idle
    # stop_server knows one server only; this one is stopped by its own line above.
    SERVER_PID=
}

# cpu_ticks PID: user and system time so far.
cpu_ticks() {
    awk '{print $14 + $15}' "/proc/$1/stat"
}

# load VARIANT SECONDS: prints "cpu_us_per_request requests_per_s".
load() {
    local before after output
    before=$(cpu_ticks "${java_pid[$1]}")
    output=$(wrk -t1 -c"$CONNECTIONS" -d"$2s" "${url[$1]}/api/full_history?limit=$LIMIT")
    after=$(cpu_ticks "${java_pid[$1]}")
    ! grep -q 'Non-2xx\|Socket errors' <<<"$output" || fail "wrk met errors: $output"
    awk -v ticks=$((after - before)) -v hz="$(getconf CLK_TCK)" \
        '/requests in/ {n = $1} /Requests\/sec/ {rate = $2} END {printf "%.2f %.0f\n", ticks / hz * 1e6 / n, rate}' \
        <<<"$output"
}

need wrk python3 curl pgrep
machine_line
receive_spans
for variant in "${variants[@]}"; do begin "$variant"; done
for variant in "${variants[@]}"; do load "$variant" "$WARM_UP" >/dev/null; done
for ((round = 0; round < ROUNDS; round++)); do
    for ((i = 0; i < ${#variants[@]}; i++)); do
        # Each is first in turn: what follows the first one meets a warmer machine.
        variant=${variants[(i + round) % ${#variants[@]}]}
        echo "$round $variant $(load "$variant" "$DURATION")" >>"$WORK/rounds"
    done
done
python3 - "$WORK/rounds" "${variants[@]}" <<'END'
import statistics, sys
rounds = {}
for line in open(sys.argv[1]):
    number, variant, cpu, rate = line.split()
    rounds.setdefault(variant, {})[int(number)] = (float(cpu), float(rate))
names = sys.argv[2:]
print("%-8s %12s %16s %12s %14s" % ("variant", "CPU us/req", "CPU over off", "requests/s", "of off's rate"))
for name in names:
    own, base = rounds[name], rounds[names[0]]
    cost = [own[n][0] / base[n][0] for n in own]
    left = [own[n][1] / base[n][1] for n in own]
    quartiles = statistics.quantiles(cost, n=4) if len(cost) > 1 else cost * 3
    print("%-8s %12.1f %7.3f (%.3f-%.3f) %9.0f %14.3f" % (name, statistics.median(v[0] for v in own.values()),
          statistics.median(cost), quartiles[0], quartiles[2], statistics.median(v[1] for v in own.values()),
          statistics.median(left)))
END
[ -e "$WORK/exports" ] && echo "exports of spans received: $(wc -l <"$WORK/exports")" || echo "no spans were exported"
