package io.jenkins.plugins.amibakery.results.record;

import hudson.XmlFile;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/** Objects in files. A file is either the old one or the new one, never half of one. */
public class XmlStore {
    public Object read(File file) throws IOException {
        return new XmlFile(file).read();
    }

    /** Makes the folder, too. */
    public void write(File file, Object object) throws IOException {
        new XmlFile(file).write(object);
    }

    /**
     * Whether a text occurs in a file; without making objects of it, so fast enough for many files. True also for a file that cannot be read.
     *
     * @param text of ASCII characters that XML does not escape
     */
    public boolean mentions(File file, String text) {
        try {
            return Files.readString(file.toPath(), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            return true;
        }
    }
}
