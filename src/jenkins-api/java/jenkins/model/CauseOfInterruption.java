package jenkins.model;

import java.io.Serializable;

/** Why a build was stopped. */
public abstract class CauseOfInterruption implements Serializable {
    public CauseOfInterruption() {}

    public abstract String getShortDescription();

    private static final long serialVersionUID = 1L;
}
