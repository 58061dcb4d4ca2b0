package io.jenkins.plugins.amibakery.results.record;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What a build keeps of a task that has no page of its own: its step, and in its notes what was asked and what came. Saved in build.xml. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class CallRecord extends TaskRecord {
    /** More would make build.xml slow to read; the step's result has all of it. */
    static final int MOST_NOTES = 50;

    private String step;

    /** A task that begins now. */
    public CallRecord(String id, String step) {
        this(id, step, System.currentTimeMillis());
    }

    public CallRecord(String id, String step, long began) {
        super(id, began);
        this.step = step;
        readResolve();
    }

    @Override
    @Exported
    public String getId() {
        return super.getId();
    }

    /** The step as a Jenkinsfile calls it, such as {@code findAmis}. */
    @Exported
    public String getStep() {
        return step;
    }

    /** @param notes only the first {@value #MOST_NOTES} are kept, and how many more there were */
    @Override
    public void setNotes(Collection<String> notes) {
        List<String> first = new ArrayList<>(notes);
        if (first.size() > MOST_NOTES) {
            first = first.subList(0, MOST_NOTES);
            first.add("and " + (notes.size() - MOST_NOTES) + " more");
        }
        super.setNotes(first);
    }
}
