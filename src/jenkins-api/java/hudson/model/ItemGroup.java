package hudson.model;

/** Something that holds items. */
public interface ItemGroup<T extends Item> extends ModelObject {
    default <I extends Item> Iterable<I> allItems(Class<I> type) {
        return null;
    }
}
