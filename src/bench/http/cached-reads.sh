#!/usr/bin/env bash
# What a cache hit of /api/full_history?limit=1000 is worth: in one run, under the same load,
#   miss      each request another limit over a history of exactly 1,000 tasks: the same bytes, computed each time
#   hit       the same bytes from the cache
#   constant  the same bytes from an array, by a second application on the same server
#   nginx     the same bytes from a file
# Needs wrk, nginx, python3, curl, and: mvn -q -Pbench package liberty:create -DskipTests
# Settings (environment): DURATION and WARM_UP in seconds, ROUNDS (the median of them is shown), CONNECTIONS.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source "$here/common.sh"

readonly DURATION=${DURATION:-20} WARM_UP=${WARM_UP:-10} ROUNDS=${ROUNDS:-3} CONNECTIONS=${CONNECTIONS:-16}
readonly ROWS=1000 NAMESPACE=training_data

# load SECONDS URL [distinct]: prints "requests/s p50_us p99_us".
load() {
    local output result
    output=$(wrk -t1 -c"$CONNECTIONS" -d"$1s" --latency --timeout 30s -s "$here/wrk.lua" "$2" -- "${@:3}")
    result=$(sed -n 's/^result //p' <<<"$output")
    [ "${result##* }" = 0 ] || fail "wrk met ${result##* } errors at $2: $output"
    echo "${result% *}"
}

invalidate() {
    post "$URL/metrics/cache/invalidate/$NAMESPACE"
}

# cached hits|misses: since the server started.
cached() {
    get "$URL/metrics/cache" | python3 -c 'import json, sys
print(json.load(sys.stdin)["cache_stats"]["namespaces"][sys.argv[1]][sys.argv[2]])' "$NAMESPACE" "$1"
}

# buckets SIGN: the server's own histogram of the URL, one "SIGN le count" a line.
buckets() {
    get "$URL/metrics/prometheus" | grep '^http_request_duration_seconds_bucket{' |
        grep 'endpoint="/api/full_history"' | grep 'method="GET"' |
        sed -E "s/.*le=\"([^\"]+)\".*\} ([0-9.eE+]+).*/$1 \1 \2/"
}

store_history() {
    await_phase 60 idle
    post "$URL/api/start" "{\"max_tasks\": $ROWS, \"pace_tasks_per_second\": 0}"
    await_phase 120 idle
    get "$URL/api/full_history?limit=$ROWS" >"$WORK/www/body.json"
    [ "$(grep -o '"task_id"' "$WORK/www/body.json" | wc -l)" -eq "$ROWS" ] || fail "There are not $ROWS rows"
    get "$URL/api/full_history?limit=10000" | cmp - "$WORK/www/body.json"
}

deploy_yardstick() {
    local war=$WORK/yardstick classes=target/test-classes package=org/hybridscheduler/bench/yardstick
    [ -d "$classes/$package" ] || fail "There is no $classes/$package. Maybe run: mvn -q -Pbench test-compile"
    mkdir -p "$war/WEB-INF/classes/$package"
    cp "$classes/$package"/Yardstick*.class "$war/WEB-INF/classes/$package"
    cp "$WORK/www/body.json" "$war/WEB-INF/classes"
    cp src/main/webapp/WEB-INF/ibm-web-bnd.xml "$war/WEB-INF"
    sed 's|<context-root uri="/"/>|<context-root uri="/yardstick"/>|' src/main/webapp/WEB-INF/ibm-web-ext.xml \
        >"$war/WEB-INF/ibm-web-ext.xml"
    # Moved within one file system: the server must not meet half of it.
    "$(jdk jar)" -c -f "$SERVER_DIR/yardstick.war" -C "$war" .
    mv "$SERVER_DIR/yardstick.war" "$SERVER_DIR/dropins"
    # Not asked before: the server remembers that the application at / answered for this URL.
    await 60 "the yardstick is deployed" grep -q "CWWKZ0001I: Application yardstick" "$SERVER_DIR/console.log"
    serves_body "$URL/yardstick/constant" || fail "The yardstick does not answer with the same bytes"
}

start_nginx() {
    local port
    port=$(free_port)
    NGINX_URL=http://127.0.0.1:$port
    cat >"$WORK/nginx.conf" <<END
daemon off;
master_process off;
worker_processes 1;
pid nginx.pid;
error_log stderr crit;
events { worker_connections 256; }
http {
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000000;
    default_type application/json;
    client_body_temp_path temp;
    proxy_temp_path temp;
    fastcgi_temp_path temp;
    uwsgi_temp_path temp;
    scgi_temp_path temp;
    server { listen 127.0.0.1:$port; root www; }
}
END
    nginx -p "$WORK" -e stderr -c nginx.conf &
    at_exit+=("kill $!; wait $! 2>/dev/null")
    await 10 "nginx answers" serves_body "$NGINX_URL/body.json"
}

serves_body() {
    curl -fs -m 5 "$1" | cmp -s - "$WORK/www/body.json"
}

measure() {
    local what=$1 hits misses figures
    invalidate
    if [ "$what" = hit ]; then
        get "$URL/api/full_history?limit=$ROWS" >/dev/null
        buckets - >>"$WORK/buckets"
    fi
    hits=$(cached hits) misses=$(cached misses)
    figures=$(load "$DURATION" "${@:2}")
    echo "$what $figures $(($(cached hits) - hits)) $(($(cached misses) - misses))" | tee -a "$WORK/results"
    if [ "$what" = hit ]; then buckets + >>"$WORK/buckets"; fi
}

warm_up() {
    invalidate
    load "$WARM_UP" "$@" >/dev/null
}

report() {
    python3 - "$WORK/results" "$WORK/buckets" <<'END'
import collections, statistics, sys
rounds = collections.defaultdict(list)
for line in open(sys.argv[1]):
    what, *figures = line.split()
    rounds[what].append([float(figure) for figure in figures])
median = {what: [statistics.median(column) for column in zip(*rows)] for what, rows in rounds.items()}
print("\n| medians of %d | requests/s | p50 ms | p99 ms |\n|---|---|---|---|" % len(rounds["hit"]))
for what, (rate, p50, p99, *_) in median.items():
    print("| %s | %.0f | %.2f | %.2f |" % (what, rate, p50 / 1e3, p99 / 1e3))
hit, miss = median["hit"], median["miss"]
print("\nhit over miss: requests/s %.1f, p50 %.1f, p99 %.1f" % (hit[0] / miss[0], miss[1] / hit[1], miss[2] / hit[2]))
print("hit over constant: %.2f\nhit over nginx: %.2f" % tuple(hit[0] / median[w][0] for w in ("constant", "nginx")))
stray = sum(row[3] for row in rounds["miss"])
if stray:
    print("WARNING: %d requests of the misses were hits: DURATION is too long for 9,000 limits" % stray)

counts = collections.Counter()
for line in open(sys.argv[2]):
    sign, bound, count = line.split()
    counts[float(bound.replace("+Inf", "inf"))] += float(count) * (1 if sign == "+" else -1)
total = counts[float("inf")]
p99 = next(bound for bound in sorted(counts) if counts[bound] >= 0.99 * total)
print("server-side, hits: %d requests, p99 in the bucket up to %g ms; %.2f %% within 1 ms"
      % (total, p99 * 1e3, 100 * counts[1e-3] / total))
END
}

need wrk nginx python3 curl git
machine_line
mkdir -p "$WORK/www"
lay_server bench-cached-reads
start_server
store_history
deploy_yardstick
start_nginx
echo "body: $(wc -c <"$WORK/www/body.json") bytes; $CONNECTIONS connections, $DURATION s each, warm-up $WARM_UP s"
echo "what requests/s p50_us p99_us cache_hits cache_misses"

phases=("miss $URL/api/full_history distinct" "hit $URL/api/full_history?limit=$ROWS"
    "constant $URL/yardstick/constant" "nginx $NGINX_URL/body.json")
for phase in "${phases[@]}"; do warm_up ${phase#* }; done
for ((round = 1; round <= ROUNDS; round++)); do
    for phase in "${phases[@]}"; do measure $phase; done
done
report
