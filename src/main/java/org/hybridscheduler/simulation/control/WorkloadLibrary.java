package org.hybridscheduler.simulation.control;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hybridscheduler.workload.ReadLimits;
import org.hybridscheduler.workload.RecordedWorkload;
import org.hybridscheduler.workload.SyntheticWorkload;
import org.hybridscheduler.workload.TraceReader;
import org.hybridscheduler.workload.Workload;

/**
 * The workloads that a run can be started on: the synthetic one, and those that were uploaded, each a file in the data
 * directory. The last one that was read stays in memory.
 */
@ApplicationScoped
public class WorkloadLibrary {

    private static final String SUFFIX = ".csv";

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
            files.map(file -> file.getFileName().toString()).filter(file -> file.endsWith(SUFFIX))
                    .map(file -> file.substring(0, file.length() - SUFFIX.length())).filter(WorkloadLibrary::isFree)
                    .sorted().forEach(names::add);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + directory, e);
        }
        return names;
    }

    /** The workload of that name, if there is one. */
    public synchronized Optional<Workload> find(String name) {
        if (name.equals(SyntheticWorkload.NAME)) {
            return Optional.of(synthetic);
        }
        if (lastRead != null && lastRead.name().equals(name)) {
            return Optional.of(lastRead);
        }
        if (!isFree(name) || !Files.exists(file(name))) {
            return Optional.empty();
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file(name)))) {
            lastRead = TraceReader.read(name, in, limits());
            return Optional.of(lastRead);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file(name), e);
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
        if (!isFree(name)) {
            throw new IllegalArgumentException("'" + name + "' cannot be a workload's name");
        }
        requireRoom(name);
        Path incoming = Files.createTempFile(directory, "incoming-", ".part");
        try {
            RecordedWorkload workload;
            try (OutputStream out = Files.newOutputStream(incoming);
                    InputStream copied = new CopyingInputStream(csv, out, maxBytes)) {
                workload = TraceReader.read(name, copied, limits());
            }
            synchronized (this) {
                requireRoom(name); // Another upload may have taken the last place meanwhile.
                Files.move(incoming, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                lastRead = workload;
            }
            return workload;
        } finally {
            Files.deleteIfExists(incoming);
        }
    }

    private void requireRoom(String name) throws WorkloadLimitException {
        if (!Files.exists(file(name)) && names().size() > maxWorkloads) {
            throw new WorkloadLimitException(409, "There are " + maxWorkloads
                    + " workloads already. Maybe delete one that is not needed?");
        }
    }

    /** Removes an uploaded workload; answers whether there was one. A run that goes on with it is not disturbed. */
    public synchronized boolean remove(String name) {
        if (!isFree(name)) {
            return false;
        }
        if (lastRead != null && lastRead.name().equals(name)) {
            lastRead = null;
        }
        try {
            return Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + file(name), e);
        }
    }

    private Path file(String name) {
        return directory.resolve(name + SUFFIX);
    }

    private ReadLimits limits() {
        ReadLimits defaults = ReadLimits.defaults();
        return new ReadLimits(maxTasks, defaults.maxFeatures(), defaults.maxParents(), defaults.maxFieldLength(),
                defaults.maxLineLength());
    }
}
