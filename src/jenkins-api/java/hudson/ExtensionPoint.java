package hudson;

/** A type that plugins may extend. */
public interface ExtensionPoint {}
