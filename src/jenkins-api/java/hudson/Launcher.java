package hudson;

import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/** Starts processes on a machine. */
public abstract class Launcher {
    protected Launcher(TaskListener taskListener, VirtualChannel virtualChannel) {}

    public VirtualChannel getChannel() {
        return null;
    }

    public TaskListener getListener() {
        return null;
    }

    public boolean isUnix() {
        return false;
    }

    public final ProcStarter launch() {
        return null;
    }

    public abstract Proc launch(ProcStarter procStarter) throws IOException;

    public abstract void kill(Map<String, String> values) throws IOException, InterruptedException;

    /** The process about to be started. */
    public final class ProcStarter {
        public ProcStarter cmds(String... text) {
            return null;
        }

        public ProcStarter cmds(List<String> values) {
            return null;
        }

        public ProcStarter envs(Map<String, String> values) {
            return null;
        }

        public ProcStarter pwd(FilePath filePath) {
            return null;
        }

        public ProcStarter quiet(boolean flag) {
            return null;
        }

        public ProcStarter stdout(OutputStream outputStream) {
            return null;
        }

        public ProcStarter stderr(OutputStream outputStream) {
            return null;
        }

        public int join() throws IOException, InterruptedException {
            return 0;
        }
    }
}
