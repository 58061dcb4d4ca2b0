package hudson.remoting;

import java.io.IOException;

/** The connection to another machine. */
public interface VirtualChannel {
    <V, T extends Throwable> V call(Callable<V, T> task) throws IOException, T, InterruptedException;

    default <V, T extends Throwable> Future<V> callAsync(Callable<V, T> task) throws IOException {
        return null;
    }
}
