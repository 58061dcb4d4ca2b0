package io.jenkins.plugins.amibakery.steps.fleet;

import hudson.model.Item;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.amibakery.engine.model.Verdict;
import io.jenkins.plugins.amibakery.steps.task.CallStep;
import java.io.Serializable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.verb.POST;

/**
 * A step that tells a verdict, and fails by it as its user wants.
 *
 * @param <R> the use case's answer
 */
public abstract class VerdictStep<R extends Serializable> extends CallStep<R> {
    private static final long serialVersionUID = 1L;

    private String failOn = FailOn.of(null);

    /** When the step fails: {@code red}, {@code unknown} or {@code never}. */
    public final String getFailOn() {
        return failOn;
    }

    @DataBoundSetter
    public final void setFailOn(String failOn) {
        this.failOn = FailOn.of(failOn);
    }

    @Override
    public void check() {
        super.check();
        FailOn.check(failOn);
    }

    final boolean fails(Verdict verdict) {
        return FailOn.fails(failOn, verdict);
    }

    /** What the snippet generator asks of each. */
    public abstract static class VerdictDescriptor extends AwsDescriptor {
        /** The choices of the field. */
        @POST
        public ListBoxModel doFillFailOnItems(@AncestorInPath Item item) {
            return FailOn.choices(item);
        }
    }
}
