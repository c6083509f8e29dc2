package org.hybridscheduler.workload;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Texts as streams, and where real data is. */
public final class Texts {

    /** Not there on every machine; whoever needs it assumes that it is. */
    public static final Path DATA = Path.of("..", "shared", "data");

    private Texts() {
    }

    public static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
