package io.jenkins.plugins.amibakery.engine.packages;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks an index as its name says, up to a size that none has. */
final class PackedIndex extends FilterInputStream {
    private static final long LARGEST = 2_000_000_000L;
    private static final int MEMORY_KIB = 100_000;

    private long read;

    private PackedIndex(InputStream in) {
        super(in);
    }

    static InputStream of(String name, byte[] content) throws IOException, UnknownStateException {
        InputStream in = new ByteArrayInputStream(content);
        if (name.endsWith(".gz")) {
            return new PackedIndex(new GZIPInputStream(in));
        }
        if (name.endsWith(".xz")) {
            return new PackedIndex(new XZInputStream(in, MEMORY_KIB));
        }
        if (name.matches(".*\\.(zst|bz2|lzma|zck)")) {
            throw new UnknownStateException(
                    "has an index that is packed as ." + name.replaceAll(".*\\.", "") + ", which cannot be read here");
        }
        return in;
    }

    private int counted(int more) throws IOException {
        read += Math.max(0, more);
        if (read > LARGEST) {
            throw new IOException("the index is too large");
        }
        return more;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        counted(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        return counted(super.read(into, from, length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
