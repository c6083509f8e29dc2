package org.hybridscheduler.history.control;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;

/** Counts the calls of prepared statements that reach the database: one is one round trip. */
final class CountingDataSource {

    private static final Set<String> ROUND_TRIPS = Set.of("execute", "executeBatch", "executeQuery", "executeUpdate",
            "executeLargeUpdate", "executeLargeBatch");

    private final Map<String, Integer> calls = new TreeMap<>();

    /** Calls since the last reset, by the first two words of their statement. */
    synchronized Map<String, Integer> calls() {
        return Map.copyOf(calls);
    }

    synchronized void reset() {
        calls.clear();
    }

    private synchronized void count(String sql) {
        String[] words = sql.split("\\s+");
        calls.merge(words[0] + (words[0].equals("INSERT") ? " " + words[2] : ""), 1, Integer::sum);
    }

    DataSource wrap(DataSource real) {
        return proxy(DataSource.class, real, null);
    }

    private <T> T proxy(Class<T> type, Object real, String sql) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (self, method, arguments) -> call(real, sql, method, arguments)));
    }

    private Object call(Object real, String sql, Method method, Object[] arguments) throws Throwable {
        if (sql != null && ROUND_TRIPS.contains(method.getName())) {
            count(sql);
        }
        try {
            Object result = method.invoke(real, arguments);
            if (result instanceof Connection connection) {
                return proxy(Connection.class, connection, null);
            }
            return result instanceof PreparedStatement statement && method.getName().startsWith("prepare")
                    ? proxy(PreparedStatement.class, statement, (String) arguments[0]) : result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
