package org.hybridscheduler.simulation.control;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Passes bytes on, keeps a copy of each, and ends with an error when there are too many. */
final class CopyingInputStream extends FilterInputStream {

    private final OutputStream copy;
    private final long maxBytes;
    private long bytes;

    CopyingInputStream(InputStream in, OutputStream copy, long maxBytes) {
        super(in);
        this.copy = copy;
        this.maxBytes = maxBytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read > 0) {
            bytes += read;
            if (bytes > maxBytes) {
                throw new WorkloadLimitException(413, "The workload has more than " + maxBytes + " bytes");
            }
            copy.write(buffer, offset, read);
        }
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = 0;
        while (skipped < count && read() >= 0) {
            skipped++;
        }
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
