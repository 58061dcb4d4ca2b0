package hudson.tasks;

/** A step of a freestyle build. */
public interface BuildStep {}
