package org.hybridscheduler.simulation.control;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hybridscheduler.workload.ArrivalTrace;
import org.hybridscheduler.workload.ArrivalTraceCsv;
import org.hybridscheduler.workload.CombinedWorkload;
import org.hybridscheduler.workload.ReadLimits;
import org.hybridscheduler.workload.RecordedWorkload;
import org.hybridscheduler.workload.SyntheticWorkload;
import org.hybridscheduler.workload.TraceReader;
import org.hybridscheduler.workload.TraceWriter;
import org.hybridscheduler.workload.Workload;
import org.hybridscheduler.workload.formats.Imported;
import org.hybridscheduler.workload.formats.WorkloadImport;

/**
 * The workloads that a run can be started on: the synthetic one, and those that were uploaded, each a file in the data
 * directory: our own CSV, whatever format it was uploaded in, or its arrival times where it has no tasks. The last one
 * that was read stays in memory.
 */
@ApplicationScoped
public class WorkloadLibrary {

    private static final String TASKS = ".csv";
    private static final String ARRIVALS = ".arrivals";

    @Inject
    SimulationSettings settings;

    @Inject
    @ConfigProperty(name = "DATA_DIR", defaultValue = "data")
    Path dataDirectory;

    @Inject
    @ConfigProperty(name = "workload.max_bytes")
    long maxBytes;

    @Inject
    @ConfigProperty(name = "workload.max_tasks")
    int maxTasks;

    @Inject
    @ConfigProperty(name = "workload.max_workloads")
    int maxWorkloads;

    private Workload synthetic;
    private Path directory;
    private RecordedWorkload lastRead;

    @PostConstruct
    void open() {
        synthetic = new SyntheticWorkload(settings.synthetic());
        directory = dataDirectory.resolve("workloads");
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create " + directory + ". Maybe DATA_DIR is not writable?", e);
        }
    }

    /** Whether the name can be given to a workload: 1 to 64 letters, digits, {@code . _ -}, not the synthetic one's. */
    public static boolean isFree(String name) {
        return RecordedWorkload.isName(name) && !name.equals(SyntheticWorkload.NAME);
    }

    /** The names, the synthetic workload's first, the others in order. */
    public List<String> names() {
        List<String> names = new ArrayList<>(List.of(SyntheticWorkload.NAME));
        try (Stream<Path> files = Files.list(directory)) {
            files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(TASKS) || file.endsWith(ARRIVALS))
                    .map(file -> file.substring(0, file.lastIndexOf('.'))).filter(WorkloadLibrary::isFree)
                    .distinct().sorted().forEach(names::add);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + directory, e);
        }
        return names;
    }

    /**
     * The tasks of one workload, at the arrival times of another where one is named.
     *
     * @throws IllegalArgumentException where there are no such tasks or arrival times
     */
    public Workload find(String tasks, Optional<String> arrivals) {
        Workload workload = find(tasks).orElseThrow(() -> new IllegalArgumentException(
                isKept(tasks, ARRIVALS) ? "Workload '" + tasks + "' has arrival times only. Maybe it is meant as the"
                        + " arrivals of another one, or should be uploaded with a gpu_speedup?"
                        : "No workload '" + tasks + "', expected one of " + String.join(", ", names())));
        return arrivals.isEmpty() ? workload : new CombinedWorkload(workload, findArrivals(arrivals.get()).orElseThrow(
                () -> new IllegalArgumentException("No workload '" + arrivals.get() + "' that was recorded and so has"
                        + " arrival times, there are " + String.join(", ", names()))));
    }

    /**
     * The arrival times of an uploaded workload, if there is one of that name.
     *
     * @throws IllegalArgumentException where it has none
     */
    public synchronized Optional<ArrivalTrace> findArrivals(String name) {
        if (!isKept(name, ARRIVALS)) {
            return find(name).filter(RecordedWorkload.class::isInstance).map(RecordedWorkload.class::cast)
                    .map(ArrivalTrace::of);
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file(name, ARRIVALS)))) {
            return Optional.of(ArrivalTraceCsv.read(name, in, limits()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file(name, ARRIVALS), e);
        }
    }

    /** The workload of that name, if there is one that has tasks. */
    public synchronized Optional<Workload> find(String name) {
        if (name.equals(SyntheticWorkload.NAME)) {
            return Optional.of(synthetic);
        }
        if (lastRead != null && lastRead.name().equals(name)) {
            return Optional.of(lastRead);
        }
        if (!isKept(name, TASKS)) {
            return Optional.empty();
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file(name, TASKS)))) {
            lastRead = TraceReader.read(name, in, limits());
            return Optional.of(lastRead);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file(name, TASKS), e);
        }
    }

    /**
     * Reads a recorded workload and keeps it, in place of one of that name; nothing is kept of one that is refused.
     *
     * @throws org.hybridscheduler.workload.WorkloadFormatException naming line and column of what is wrong
     * @throws WorkloadLimitException where it has more bytes than allowed, or there are too many workloads
     * @throws IOException when it cannot be read or kept
     */
    public RecordedWorkload add(String name, InputStream csv) throws IOException {
        return add(name, csv, WorkloadImport.STRICT_CSV).tasks().orElseThrow();
    }

    /**
     * Reads a workload in any format and keeps what was made of it, in place of one of that name; nothing is kept of one
     * that is refused.
     *
     * @throws org.hybridscheduler.workload.WorkloadFormatException naming line and column of what is wrong
     * @throws WorkloadLimitException where it has more bytes than allowed, or there are too many workloads
     * @throws IOException when it cannot be read or kept
     */
    public Imported add(String name, InputStream in, WorkloadImport how) throws IOException {
        if (!isFree(name)) {
            throw new IllegalArgumentException("'" + name + "' cannot be a workload's name");
        }
        requireRoom(name);
        Path incoming = Files.createTempFile(directory, "incoming-", ".part");
        try {
            Imported imported = receive(name, in, how, incoming);
            String kind = imported.tasks().isPresent() ? TASKS : ARRIVALS;
            synchronized (this) {
                requireRoom(name); // Another upload may have taken the last place meanwhile.
                Files.move(incoming, file(name, kind), StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
                Files.deleteIfExists(file(name, kind.equals(TASKS) ? ARRIVALS : TASKS));
                forget(name);
                lastRead = imported.tasks().orElse(lastRead);
            }
            return imported;
        } finally {
            Files.deleteIfExists(incoming);
        }
    }

    /** What is our own CSV to the last line is kept as it came; everything else as what was made of it. */
    private Imported receive(String name, InputStream in, WorkloadImport how, Path file) throws IOException {
        boolean asItCame = how.equals(WorkloadImport.STRICT_CSV);
        Imported imported;
        try (OutputStream copy = asItCame ? Files.newOutputStream(file) : OutputStream.nullOutputStream();
                InputStream copied = new CopyingInputStream(in, copy, maxBytes)) {
            imported = how.read(name, copied, limits());
        }
        if (!asItCame) {
            try (Writer out = Files.newBufferedWriter(file)) {
                if (imported.tasks().isPresent()) {
                    TraceWriter.write(imported.tasks().get(), out);
                } else {
                    ArrivalTraceCsv.write(imported.arrivals().orElseThrow(), out);
                }
            }
        }
        return imported;
    }

    private void forget(String name) {
        if (lastRead != null && lastRead.name().equals(name)) {
            lastRead = null;
        }
    }

    private boolean isKept(String name, String kind) {
        return isFree(name) && Files.exists(file(name, kind));
    }

    private void requireRoom(String name) throws WorkloadLimitException {
        if (!isKept(name, TASKS) && !isKept(name, ARRIVALS) && names().size() > maxWorkloads) {
            throw new WorkloadLimitException(409, "There are " + maxWorkloads
                    + " workloads already. Maybe delete one that is not needed?");
        }
    }

    /** Removes an uploaded workload; answers whether there was one. A run that goes on with it is not disturbed. */
    public synchronized boolean remove(String name) {
        if (!isFree(name)) {
            return false;
        }
        forget(name);
        try {
            return Files.deleteIfExists(file(name, TASKS)) | Files.deleteIfExists(file(name, ARRIVALS));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + name + " in " + directory, e);
        }
    }

    private Path file(String name, String kind) {
        return directory.resolve(name + kind);
    }

    private ReadLimits limits() {
        ReadLimits defaults = ReadLimits.defaults();
        return new ReadLimits(maxTasks, defaults.maxFeatures(), defaults.maxParents(), defaults.maxFieldLength(),
                defaults.maxLineLength());
    }
}
