package hudson;

import java.io.File;
import java.io.IOException;

/** An object kept in a file. */
public final class XmlFile {
    public XmlFile(File file) {}

    public Object read() throws IOException {
        return null;
    }

    public void write(Object object) throws IOException {}

    public boolean exists() {
        return false;
    }

    public void delete() throws IOException {}
}
