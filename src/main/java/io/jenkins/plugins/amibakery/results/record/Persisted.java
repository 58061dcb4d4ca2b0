package io.jenkins.plugins.amibakery.results.record;

import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * What is saved in a file of Jenkins: its fields are texts, numbers and lists, and a text or list that a damaged file lacks is empty. A
 * constructor ends with {@link #readResolve}, so that nothing is kept which XML cannot hold.
 */
@Restricted(NoExternalUse.class)
public abstract class Persisted {
    protected Object readResolve() {
        return Storable.whole(this);
    }
}
