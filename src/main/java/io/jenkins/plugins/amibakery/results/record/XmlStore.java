package io.jenkins.plugins.amibakery.results.record;

import hudson.XmlFile;
import java.io.File;
import java.io.IOException;

/** Objects in files. A file is either the old one or the new one, never half of one. */
public class XmlStore {
    public Object read(File file) throws IOException {
        return new XmlFile(file).read();
    }

    /** Makes the folder, too. */
    public void write(File file, Object object) throws IOException {
        new XmlFile(file).write(object);
    }
}
