package org.hybridscheduler.observability.metrics;

import static org.hybridscheduler.observability.metrics.MetricDeclaration.counter;
import static org.hybridscheduler.observability.metrics.MetricDeclaration.gauge;
import static org.hybridscheduler.observability.metrics.MetricDeclaration.histogram;
import static org.hybridscheduler.observability.metrics.MetricDeclaration.timer;

import java.util.Optional;
import java.util.stream.Stream;

/** Every metric of the application, and those of the server that its dashboards and alerts rest on. */
public enum Metric {

    // --- The build ---
    APPLICATION_INFO(gauge("application_info", "",
            "Always 1; the labels tell what runs", "version", "commit", "java")),
    APPLICATION_READY(gauge("application_ready", "",
            "1 while the service is ready for requests, as last checked, else 0")),

    // --- HTTP ---
    HTTP_REQUESTS(counter("http_requests_total", "",
            "Requests by method, route and status", "method", "endpoint", "status").upTo(1000)),
    HTTP_REQUEST_DURATION(timer("http_request_duration_seconds",
            "Time from the first filter to the end of the answer", Buckets.WAITS, "method", "endpoint").upTo(300)),
    HTTP_REQUESTS_IN_FLIGHT(gauge("http_requests_in_flight", "",
            "Requests that are being served")),
    HTTP_REQUESTS_REJECTED(counter("http_requests_rejected_total", "",
            "Requests that were turned away, by reason", "reason")),

    // --- Database ---
    DATABASE_QUERY_DURATION(timer("database_query_duration_seconds",
            "Time of one query or batch, with its wait for a connection", Buckets.WAITS, "operation", "table")),
    DATABASE_QUERY_ERRORS(counter("database_query_errors_total", "",
            "Queries and batches that failed", "operation", "table")),

    // --- Caches ---
    CACHE_OPERATIONS(counter("cache_operations_total", "",
            "Cache operations by result, namespace and backend", "operation", "result", "namespace", "backend")),
    CACHE_OPERATION_DURATION(histogram("cache_operation_duration_seconds",
            "seconds", "Time of one operation on a backend", Buckets.MOMENTS, "operation", "namespace", "backend")),
    CACHE_LOADS(counter("cache_loads_total", "",
            "What became of a namespace's misses and early refreshes", "namespace", "result")),
    CACHE_UNDECODABLE(counter("cache_undecodable_total", "",
            "Values of a namespace that a backend held and nobody could read", "namespace", "backend")),
    CACHE_BACKEND_UP(gauge("cache_backend_up", "",
            "Whether a backend of the caches can serve", "backend")),
    CACHE_STATE(gauge("cache_state", "",
            "1 for the present state of the breaker before the configured backend, else 0", "state")),
    CACHE_STATE_TIME(counter("cache_state_seconds_total", "seconds",
            "Time in each state of the breaker before the configured backend", "state")),
    CACHE_FAILOVERS(counter("cache_failovers_total", "",
            "Times that the configured backend failed")),

    // --- Simulation; its times are simulated ones unless the help says otherwise ---
    SIMULATION_STATE(gauge("simulation_state", "",
            "1 for what the live comparison does now, else 0", "state")),
    SIMULATION_TASKS_PROCESSED(counter("simulation_tasks_processed_total", "",
            "Tasks that every strategy finished")),
    SIMULATION_TASKS_IN_FLIGHT(gauge("simulation_tasks_in_flight", "",
            "Tasks that arrived and are not finished")),
    SIMULATION_SCHEDULER_TASKS(counter("simulation_scheduler_tasks_total", "",
            "Tasks finished by strategy", "scheduler")),
    SIMULATION_TASKS_REJECTED(counter("simulation_tasks_rejected_total", "",
            "Tasks that a strategy's cluster turned away", "scheduler")),
    SIMULATION_PLACEMENTS(counter("simulation_placements_total", "",
            "Tasks placed by strategy and device; a split task counts on both", "scheduler", "device").upTo(1000)),
    SIMULATION_DECISION_DURATION(histogram(
            "simulation_decision_duration_seconds", "seconds", "Wall-clock time that a strategy took to decide once",
            Buckets.MOMENTS, "scheduler")),
    SIMULATION_TURNAROUND(histogram("simulation_turnaround_seconds", "seconds",
            "Simulated time from a task's arrival to its finish", Buckets.SIMULATED_TIMES, "scheduler")),
    SIMULATION_BOUNDED_SLOWDOWN(histogram("simulation_bounded_slowdown", "",
            "Turnaround over the task's time on its faster device, that taken as 10 ms at least", Buckets.SLOWDOWNS,
            "scheduler")),
    SIMULATION_QUEUE_LENGTH(gauge("simulation_queue_length", "",
            "Tasks that wait in a strategy's cluster, for a device or for their parents", "scheduler")),
    SIMULATION_DEVICE_QUEUE_LENGTH(gauge("simulation_device_queue_length", "",
            "Tasks bound to a device that wait for it; 0 where a strategy binds late", "scheduler", "device").upTo(1000)),
    SIMULATION_DEVICE_UTILIZATION(gauge("simulation_device_utilization_ratio",
            "ratio", "Share of the run's time in which a task held the device", "scheduler", "device").upTo(1000)),
    SIMULATION_REGRET(gauge("simulation_regret_seconds", "seconds",
            "A strategy's mean turnaround minus the oracle's", "scheduler")),

    // --- Learned models ---
    MODEL_RETRAINING_DURATION(timer("model_retraining_duration_seconds",
            "Time of one retraining", Buckets.WAITS, "model")),
    MODEL_RETRAINING_FAILURES(counter("model_retraining_failures_total", "",
            "Retrainings that failed; the old model stays", "model")),
    MODEL_VERSION(gauge("model_version", "",
            "Which of the trained models is in office, counted from 1; 0 while there is none", "model")),
    MODEL_COVERAGE(gauge("model_coverage_ratio", "ratio",
            "Share of the latest observations that lay within the predictions' central interval of 80 %", "model")),
    MODEL_ERROR(gauge("model_error_ratio", "ratio",
            "Mean relative error of the model in office on the tasks that finished since it took over", "model")),

    // --- History ---
    HISTORY_WRITE_BATCH(histogram("history_write_batch_tasks", "tasks",
            "Tasks stored in one transaction", Buckets.BATCH_SIZES)),
    HISTORY_WRITE_DURATION(timer("history_write_duration_seconds",
            "Time of one stored batch, failed attempts before it not counted", Buckets.WAITS)),
    HISTORY_WRITE_DELAY(timer("history_write_delay_seconds",
            "Time from an outcome's entry into the buffer to its commit, of each batch's oldest", Buckets.WAITS)),
    HISTORY_WRITE_FAILURES(counter("history_write_failures_total", "",
            "Attempts to store a batch that failed; each is tried again")),
    HISTORY_BUFFER(gauge("history_buffer_tasks", "tasks",
            "Tasks that wait for the database")),
    HISTORY_BUFFER_CAPACITY(gauge("history_buffer_capacity_tasks", "tasks",
            "Tasks that may wait for the database; at so many the live comparison waits, too")),

    // --- Live feed ---
    WEBSOCKET_CONNECTIONS(gauge("websocket_connections_active", "",
            "Open WebSocket connections")),
    WEBSOCKET_FRAMES_SENT(counter("websocket_frames_sent_total", "",
            "Messages that went out to clients")),
    WEBSOCKET_FRAMES_DROPPED(counter("websocket_frames_dropped_total", "",
            "Messages that a client did not get: replaced by a later state, pushed out, or left when it was dropped",
            "reason")),

    // --- Logs and errors ---
    LOG_RECORDS(counter("log_records_total", "", "Log records by level",
            "level")),
    ERRORS(counter("errors_total", "",
            "Unexpected exceptions, each counted once, by class", "type").upTo(100)),

    // --- The server ---
    POOL_CONNECTIONS(gauge("connectionpool_managed_connections", "",
            "Database connections open", "datasource").ofTheServer()),
    POOL_FREE(gauge("connectionpool_free_connections", "",
            "Database connections that nobody uses", "datasource").ofTheServer()),
    POOL_QUEUED(counter("connectionpool_queued_requests_total", "",
            "Requests for a database connection that had to wait", "datasource").ofTheServer()),
    POOL_WAIT(gauge("connectionpool_wait_time_seconds", "seconds",
            "Time that all requests for a database connection waited", "datasource").ofTheServer()),
    HEAP_USED(gauge("memory_used_heap_bytes", "bytes", "Heap in use")
            .ofTheServer()),
    HEAP_COMMITTED(gauge("memory_committed_heap_bytes", "bytes",
            "Heap the JVM has from the system").ofTheServer()),
    HEAP_MAX(gauge("memory_max_heap_bytes", "bytes", "Heap it may have")
            .ofTheServer()),
    GC_COLLECTIONS(counter("gc_total", "", "Garbage collections", "name")
            .ofTheServer()),
    GC_TIME(gauge("gc_time_seconds", "seconds",
            "Time of all garbage collections", "name").ofTheServer()),
    THREADS(gauge("thread_number", "", "Live threads").ofTheServer()),
    THREADS_MAX(gauge("thread_max_number", "", "Most live threads so far")
            .ofTheServer()),
    CPU_TIME(gauge("cpu_process_cpu_time_seconds", "seconds",
            "CPU time of the process").ofTheServer()),
    CPU_PROCESSORS(gauge("cpu_available_processors", "",
            "Processors that the JVM may use").ofTheServer()),
    CLASSES(gauge("classloader_loaded_classes_number", "", "Classes loaded")
            .ofTheServer()),
    UPTIME(gauge("jvm_uptime_seconds", "seconds", "Time since the JVM began")
            .ofTheServer()),
    SERVER_THREADS(gauge("threadpool_size", "", "Threads of the server's pool",
            "pool").ofTheServer()),
    SERVER_THREADS_ACTIVE(gauge("threadpool_active_threads", "",
            "Threads of the server's pool that run tasks", "pool").ofTheServer());

    private final MetricDeclaration declaration;

    Metric(MetricDeclaration declaration) {
        this.declaration = declaration;
    }

    public MetricDeclaration declaration() {
        return declaration;
    }

    /** The metric that a Prometheus name belongs to. */
    public static Optional<Metric> named(String name) {
        return Stream.of(values()).filter(metric -> metric.declaration.name().equals(name)).findFirst();
    }
}
