package io.jenkins.plugins.amibakery.results.record;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Plays the disk: objects stay in memory, files only show that something is there, and what was read and written is told. */
public final class MemoryStore extends XmlStore {
    private final Map<File, Object> objects = new HashMap<>();
    private int reads;
    private final List<String> writes = new ArrayList<>();

    @Override
    public Object read(File file) throws IOException {
        reads++;
        if (!objects.containsKey(file)) {
            throw new IOException("Broken: " + file);
        }
        return objects.get(file);
    }

    @Override
    public void write(File file, Object object) throws IOException {
        Files.createDirectories(file.getParentFile().toPath());
        File half = new File(file.getPath() + ".half");
        Files.writeString(half.toPath(), object.getClass().getName());
        Files.move(half.toPath(), file.toPath(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        objects.put(file, object);
        writes.add(file.getName());
    }

    /** Every file may mention anything. */
    @Override
    public boolean mentions(File file, String text) {
        return true;
    }

    public int readsSince(int before) {
        return reads - before;
    }

    public int reads() {
        return reads;
    }

    /** The names of the files written so far, one for each time. */
    public List<String> writes() {
        return List.copyOf(writes);
    }

    /** The file stays, and can be read no more. */
    public void breakFile(File file) {
        objects.remove(file);
    }
}
