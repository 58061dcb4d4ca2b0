package hudson.model;

import java.io.IOException;
import java.util.logging.Level;

/** Something done again and again that takes its time. */
public abstract class AsyncPeriodicWork extends PeriodicWork {
    protected AsyncPeriodicWork(String text) {}

    protected abstract void execute(TaskListener taskListener) throws IOException, InterruptedException;

    protected Level getNormalLoggingLevel() {
        return null;
    }
}
