package io.jenkins.plugins.amibakery.results;

import hudson.XmlFile;
import java.io.File;
import java.io.IOException;

/** Objects in files. A file is either the old one or the new one, never half of one. */
class XmlStore {
    Object read(File file) throws IOException {
        return new XmlFile(file).read();
    }

    /** Makes the folder, too. */
    void write(File file, Object object) throws IOException {
        new XmlFile(file).write(object);
    }
}
