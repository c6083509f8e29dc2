package org.hybridscheduler.workload.starpu;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hybridscheduler.workload.LineReader;
import org.hybridscheduler.workload.WorkloadFormatException;

/**
 * Reads StarPU measurements from a folder of its sampling files ({@code sampling/codelets/45} and the like): one file
 * {@code CODELET.HOST} for each model, values under comment lines that name them.
 */
final class StarPuSampling {

    private static final int VERSION = 45;
    private static final int CPU = 0;
    private static final int CUDA = 1;
    private static final int MAX_LINE_LENGTH = 65_536;

    private final String codelet;
    private final String host;
    private final List<StarPuMeasurement> measurements;
    private String label = "";
    private long devices;
    private long deviceType;
    private long cores;

    private StarPuSampling(String codelet, String host, List<StarPuMeasurement> measurements) {
        this.codelet = codelet;
        this.host = host;
        this.measurements = measurements;
    }

    /**
     * The measurements on one CPU core or one CUDA device, of all files in the folder; links are left out.
     *
     * @throws WorkloadFormatException where a line is not what it should be; the message names the file
     */
    static List<StarPuMeasurement> read(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            // StarPU's collection links one model under the names of several libraries: that is one measurement.
            files = entries.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).sorted().toList();
        }
        List<StarPuMeasurement> measurements = new ArrayList<>();
        for (Path file : files) {
            String name = file.getFileName().toString();
            int dot = name.lastIndexOf('.');
            if (dot > 0) {
                read(file, new StarPuSampling(name.substring(0, dot), name.substring(dot + 1), measurements));
            }
        }
        return measurements;
    }

    private static void read(Path file, StarPuSampling model) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            LineReader lines = new LineReader(in, MAX_LINE_LENGTH);
            while (lines.next()) {
                try {
                    model.read(lines.text().strip());
                } catch (IllegalArgumentException e) {
                    throw new WorkloadFormatException(lines.line(), 0, null, e.getMessage() + ", in " + file, e);
                }
            }
        }
    }

    private void read(String text) {
        if (text.startsWith("#")) {
            label = text.replaceFirst("#+\\s*", "");
        } else if (!text.isEmpty()) {
            value(text);
        }
    }

    private void value(String text) {
        if (label.startsWith("Performance Model Version") && Integer.parseInt(text) != VERSION) {
            throw new IllegalArgumentException("Performance model version " + text + ", expected " + VERSION);
        } else if (label.startsWith("number of types devices")) {
            devices = Long.parseLong(text);
        } else if (label.startsWith("device type")) {
            deviceType = Long.parseLong(text);
        } else if (label.startsWith("number of cores")) {
            cores = Long.parseLong(text);
        } else if (label.startsWith("hash") && isOneDevice()) {
            measurements.add(measurement(text.split("\\s+")));
        }
    }

    private boolean isOneDevice() {
        return devices == 1 && (deviceType == CUDA || deviceType == CPU && cores == 1);
    }

    /** Fields: hash, size, flops, mean, deviation, sum, sum of squares, samples. */
    private StarPuMeasurement measurement(String[] fields) {
        if (fields.length != 8) {
            throw new IllegalArgumentException(fields.length + " values, expected 8: " + label);
        }
        return new StarPuMeasurement(host, codelet, deviceType == CUDA, Double.parseDouble(fields[1]),
                Double.parseDouble(fields[2]), Double.parseDouble(fields[3]), Double.parseDouble(fields[4]),
                Double.parseDouble(fields[7]));
    }
}
