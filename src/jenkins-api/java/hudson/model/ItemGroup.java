package hudson.model;

/** Something that holds items. */
public interface ItemGroup<T extends Item> extends ModelObject {}
