package hudson.model;

import hudson.ExtensionPoint;

/** Hides descriptors from forms. */
public abstract class DescriptorVisibilityFilter implements ExtensionPoint {
    @SuppressWarnings("rawtypes") // as Jenkins declares it
    public abstract boolean filter(Object context, Descriptor descriptor);
}
