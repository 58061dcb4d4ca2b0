package hudson.model;

/** An item that can stand at the top. */
public interface TopLevelItem extends Item {}
