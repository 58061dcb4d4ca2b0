package hudson.model;

import java.io.Serializable;

/** What was answered to a {@link ParameterDefinition}. */
public abstract class ParameterValue implements Serializable {
    protected ParameterValue(String name) {}
}
