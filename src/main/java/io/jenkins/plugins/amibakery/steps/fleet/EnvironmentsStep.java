package io.jenkins.plugins.amibakery.steps.fleet;

import java.io.Serializable;
import java.util.Map;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * A step about two environments, each a stack.
 *
 * @param <R> the use case's answer
 */
public abstract class EnvironmentsStep<R extends Serializable> extends VerdictStep<R> {
    private static final long serialVersionUID = 1L;

    final String stack;
    final String with;
    private String withRegion = "";
    private String allow = "";

    EnvironmentsStep(String stack, String with) {
        this.stack = textOrEmpty(stack);
        this.with = textOrEmpty(with);
    }

    public final String getStack() {
        return stack;
    }

    public final String getWith() {
        return with;
    }

    /** The region of the second stack; empty for that of the first. */
    public final String getWithRegion() {
        return withRegion;
    }

    @DataBoundSetter
    public final void setWithRegion(String withRegion) {
        this.withRegion = textOrEmpty(withRegion);
    }

    /** The file of the workspace that lists which parameters may differ; empty for none. */
    public final String getAllow() {
        return allow;
    }

    @DataBoundSetter
    public final void setAllow(String allow) {
        this.allow = textOrEmpty(allow);
    }

    /** The region of the second stack, where the first is in a region. */
    final String otherRegion(String region) {
        return withRegion.isEmpty() ? region : withRegion;
    }

    /** What the snippet generator asks of each. */
    public abstract static class EnvironmentsDescriptor extends VerdictDescriptor {
        @Override
        public String argumentsToString(Map<String, Object> arguments) {
            return arguments.get("stack") + ", " + arguments.get("with");
        }
    }
}
