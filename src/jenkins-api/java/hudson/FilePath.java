package hudson;

import hudson.model.Computer;
import hudson.remoting.Callable;
import hudson.remoting.Future;
import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import org.jenkinsci.remoting.RoleSensitive;
import org.jenkinsci.remoting.SerializableOnlyOverRemoting;

/** A file on the controller or on an agent. */
public final class FilePath implements SerializableOnlyOverRemoting {
    public FilePath(VirtualChannel virtualChannel, String text) {}

    public FilePath(FilePath filePath, String text) {}

    public FilePath(File file) {}

    public String getRemote() {
        return null;
    }

    public VirtualChannel getChannel() {
        return null;
    }

    public boolean isRemote() {
        return false;
    }

    public Computer toComputer() {
        return null;
    }

    public FilePath child(String text) {
        return null;
    }

    public String getName() {
        return null;
    }

    public FilePath getParent() {
        return null;
    }

    public void mkdirs() throws IOException, InterruptedException {}

    public boolean exists() throws IOException, InterruptedException {
        return false;
    }

    public boolean isDirectory() throws IOException, InterruptedException {
        return false;
    }

    public boolean delete() throws IOException, InterruptedException {
        return false;
    }

    public void deleteRecursive() throws IOException, InterruptedException {}

    public void chmod(int number) throws IOException, InterruptedException {}

    public long length() throws IOException, InterruptedException {
        return 0;
    }

    public InputStream read() throws IOException, InterruptedException {
        return null;
    }

    public String readToString() throws IOException, InterruptedException {
        return null;
    }

    public void write(String text, String text2) throws IOException, InterruptedException {}

    public FilePath[] list(String text) throws IOException, InterruptedException {
        return null;
    }

    public FilePath createTempDir(String text, String text2) throws IOException, InterruptedException {
        return null;
    }

    public <T> T act(FileCallable<T> fileCallable) throws IOException, InterruptedException {
        return null;
    }

    public <T> Future<T> actAsync(FileCallable<T> fileCallable) throws IOException, InterruptedException {
        return null;
    }

    public <V, E extends Throwable> V act(Callable<V, E> task) throws IOException, InterruptedException, E {
        return null;
    }
    /** Work on a file, carried out on the machine the file lives on. */
    public interface FileCallable<T> extends Serializable, RoleSensitive {
        T invoke(File file, VirtualChannel virtualChannel) throws IOException, InterruptedException;
    }
}
