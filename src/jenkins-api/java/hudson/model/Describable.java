package hudson.model;

/** Something configured by a form, whose type its descriptor describes. */
public interface Describable<T extends Describable<T>> {
    default Descriptor<T> getDescriptor() {
        return null;
    }
}
