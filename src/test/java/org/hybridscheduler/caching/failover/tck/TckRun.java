package org.hybridscheduler.caching.failover.tck;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.hybridscheduler.caching.failover.spi.FailoverListener;
import org.hybridscheduler.caching.failover.spi.OperationRecorder;
import org.jsr107.tck.CacheTest;
import org.jsr107.tck.CachingTest;
import org.junit.runner.Description;
import org.junit.runner.JUnitCore;
import org.junit.runner.Request;
import org.junit.runner.Result;
import org.junit.runner.manipulation.Filter;

/** Runs the TCK in this JVM, but for its annotation tests, and writes what came of it into the file it is given. */
public final class TckRun {

    private static final Map<String, AtomicLong> OPERATIONS = new ConcurrentHashMap<>();

    private TckRun() {
    }

    /** Counts the operations that each backend served. */
    public static final class Counting implements FailoverListener {

        @Override
        public OperationRecorder recorder(String cacheName, String backend) {
            AtomicLong count = OPERATIONS.computeIfAbsent(backend, name -> new AtomicLong());
            return (operation, outcome, nanos) -> count.incrementAndGet();
        }
    }

    public static void main(String[] arguments) throws IOException {
        Result result = new JUnitCore().run(Request.classes(tests()).filterWith(new NotTheDummy()));
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(Path.of(arguments[0])))) {
            out.println("run " + result.getRunCount());
            out.println("ignored " + result.getIgnoreCount());
            OPERATIONS.forEach((backend, count) -> out.println("operations " + backend + " " + count));
            result.getFailures().forEach(failure -> out.println("failed " + failure.getTestHeader() + " "
                    + failure.getTrace().lines().limit(12).toList()));
        }
        System.exit(0);
    }

    /** Those that Surefire would take, by their names. */
    private static Class<?>[] tests() throws IOException {
        Path jar = Path.of(CacheTest.class.getProtectionDomain().getCodeSource().getLocation().getPath());
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            List<String> names = file.stream().map(entry -> entry.getName())
                    .filter(name -> name.endsWith("Test.class") && !name.contains("/annotation/")).sorted().toList();
            return names.stream().map(TckRun::load).filter(TckRun::hasTests).toArray(Class<?>[]::new);
        }
    }

    private static Class<?> load(String file) {
        String name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
        try {
            return Class.forName(name, false, TckRun.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(name, e);
        }
    }

    private static boolean hasTests(Class<?> type) {
        return !Modifier.isAbstract(type.getModifiers()) && Stream.of(type.getMethods())
                .anyMatch(method -> method.isAnnotationPresent(org.junit.Test.class));
    }

    /** A test that fails by design. */
    private static final class NotTheDummy extends Filter {

        @Override
        public boolean shouldRun(Description test) {
            return !(CachingTest.class.getName().equals(test.getClassName())
                    && "dummyTest".equals(test.getMethodName()));
        }

        @Override
        public String describe() {
            return "all but dummyTest";
        }
    }
}
