package org.hybridscheduler.observability.logs;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.hybridscheduler.CorrelationId;
import org.hybridscheduler.LogSafe;
import org.hybridscheduler.observability.tracing.TraceIds;

/**
 * Adds the request's ids to each line of the server's own log, if the server is an Open Liberty: it asks for them on
 * the thread that logs. By reflection, since other servers know nothing of its classes.
 */
final class RecordFields implements AutoCloseable {

    private static final Logger LOG = System.getLogger(RecordFields.class.getName());
    private static final String CONTEXT = "com.ibm.websphere.logging.hpel.LogRecordContext";
    private static final Map<String, Supplier<Optional<String>>> FIELDS = Map.of(
            "correlation_id", CorrelationId::current,
            "trace_id", () -> TraceIds.current().map(TraceIds::traceId),
            "span_id", () -> TraceIds.current().map(TraceIds::spanId));

    /** Kept here as well: the server keeps them weakly. */
    private final Map<String, Object> registered = new HashMap<>();
    private final Method unregister;

    private RecordFields(Method unregister) {
        this.unregister = unregister;
    }

    /** Begins; empty on a server that has no such thing, or takes not every field. */
    static Optional<RecordFields> begin() {
        return begin(CONTEXT);
    }

    /** @param context name of the class that takes the fields */
    static Optional<RecordFields> begin(String context) {
        try {
            Class<?> taker = Class.forName(context);
            Class<?> extension = Class.forName(context + "$Extension");
            Method register = taker.getMethod("registerExtension", String.class, extension);
            RecordFields fields = new RecordFields(taker.getMethod("unregisterExtension", String.class));
            return fields.register(register, extension) ? Optional.of(fields) : Optional.empty();
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }

    /** All fields or, where one fails, none. */
    private boolean register(Method register, Class<?> extension) {
        try {
            for (Map.Entry<String, Supplier<Optional<String>>> field : FIELDS.entrySet()) {
                Object value = extension(extension, field.getValue());
                unregister.invoke(null, field.getKey());
                register.invoke(null, field.getKey(), value);
                registered.put(field.getKey(), value);
            }
            return true;
        } catch (ReflectiveOperationException e) {
            LOG.log(Level.WARNING, "The server's log does not take the fields " + FIELDS.keySet(), LogSafe.of(e));
            close();
            return false;
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

    /** Goes through all fields, also where one fails. */
    @Override
    public void close() {
        for (String field : registered.keySet()) {
            try {
                unregister.invoke(null, field);
            } catch (ReflectiveOperationException e) {
                LOG.log(Level.WARNING, "The server's log keeps asking for " + field, LogSafe.of(e));
            }
        }
    }
}
