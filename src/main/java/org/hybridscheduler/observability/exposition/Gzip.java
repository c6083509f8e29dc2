package org.hybridscheduler.observability.exposition;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Compresses an answer quickly rather than tightly: a scrape crosses a short way, but often. */
public final class Gzip extends GZIPOutputStream {

    private static final Set<String> NAMES = Set.of("gzip", "x-gzip");
    private static final int BUFFER = 8192;

    public Gzip(OutputStream out) throws IOException {
        super(out, BUFFER);
        def.setLevel(Deflater.BEST_SPEED);
    }

    /** Ends the text, but not the stream below, which is its owner's; gives back the memory outside of the heap. */
    @Override
    public void close() throws IOException {
        try {
            finish();
        } finally {
            def.end();
        }
    }

    /**
     * Whether a client takes gzip, and would not rather have nothing done.
     *
     * @param acceptEncoding values of the Accept-Encoding header, null where there is none
     */
    static boolean isWelcome(List<String> acceptEncoding) {
        List<Preference> codings = Preference.of(acceptEncoding);
        double gzip = quality(codings, NAMES).or(() -> quality(codings, Set.of("*"))).orElse(0.0);
        // Not named, doing nothing is allowed, but not asked for.
        return gzip > 0 && gzip >= quality(codings, Set.of("identity")).orElse(0.0);
    }

    private static Optional<Double> quality(List<Preference> codings, Set<String> names) {
        return codings.stream().filter(coding -> names.contains(coding.name())).map(Preference::quality).findFirst();
    }
}
