package hudson.remoting;

/** The answer to a call that is still under way; cancelling it interrupts the other side. */
public interface Future<V> extends java.util.concurrent.Future<V> {}
