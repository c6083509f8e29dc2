package org.hybridscheduler.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Tools of Debian packages, which a machine need not have; .ci/run installs and requires them. */
public final class Command {

    private static final int PATIENCE_SECONDS = 60;

    private Command() {
    }

    /** Skips the test where one of these is not installed. */
    public static void assumeInstalled(String... tools) {
        for (String tool : tools) {
            assumeTrue(Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, tool))
                    .anyMatch(Files::isExecutable), tool + " is not installed");
        }
    }

    /** Runs to the end, which must be a success; answers what was written. */
    public static String run(List<String> command) {
        return run(command, null);
    }

    /** The same with a file to read from. */
    public static String run(List<String> command, Path input) {
        try {
            Path output = Files.createTempFile("command", ".txt");
            ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command)).redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            if (input != null) {
                builder.redirectInput(input.toFile());
            }
            Process process = builder.start();
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            String text = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            assertThat(ended).as("%s ends within %d s:\n%s", command, PATIENCE_SECONDS, text).isTrue();
            assertThat(process.exitValue()).as("%s:\n%s", command, text).isZero();
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
