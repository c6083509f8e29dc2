package org.hybridscheduler.observability.logs;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.hybridscheduler.CorrelationId;
import org.hybridscheduler.observability.tracing.TraceIds;

/**
 * Adds the request's ids to each line of the server's own log, if the server is an Open Liberty: it asks for them on
 * the thread that logs. By reflection, since other servers know nothing of its classes.
 */
final class RecordFields implements AutoCloseable {

    private static final String CONTEXT = "com.ibm.websphere.logging.hpel.LogRecordContext";
    private static final Map<String, Supplier<Optional<String>>> FIELDS = Map.of(
            "correlation_id", CorrelationId::current,
            "trace_id", () -> TraceIds.current().map(TraceIds::traceId),
            "span_id", () -> TraceIds.current().map(TraceIds::spanId));

    /** Kept here as well: the server keeps them weakly. */
    private final Map<String, Object> registered;
    private final Method unregister;

    private RecordFields(Map<String, Object> registered, Method unregister) {
        this.registered = registered;
        this.unregister = unregister;
    }

    /** Begins; empty on a server that has no such thing. */
    static Optional<RecordFields> begin() {
        try {
            Class<?> context = Class.forName(CONTEXT);
            Class<?> extension = Class.forName(CONTEXT + "$Extension");
            Method register = context.getMethod("registerExtension", String.class, extension);
            Method unregister = context.getMethod("unregisterExtension", String.class);
            Map<String, Object> registered = new HashMap<>();
            for (Map.Entry<String, Supplier<Optional<String>>> field : FIELDS.entrySet()) {
                Object value = extension(extension, field.getValue());
                unregister.invoke(null, field.getKey());
                register.invoke(null, field.getKey(), value);
                registered.put(field.getKey(), value);
            }
            return Optional.of(new RecordFields(registered, unregister));
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }

    private static Object extension(Class<?> type, Supplier<Optional<String>> value) {
        return Proxy.newProxyInstance(RecordFields.class.getClassLoader(), new Class<?>[] {type},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getValue" -> value.get().orElse(null);
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    default -> value.toString();
                });
    }

    @Override
    public void close() {
        for (String field : registered.keySet()) {
            try {
                unregister.invoke(null, field);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("The server's log keeps asking for " + field, e);
            }
        }
    }
}
