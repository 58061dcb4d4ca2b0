package io.jenkins.plugins.amibakery.engine.cloud;

import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import java.io.Serializable;

/**
 * How an AMI is at the moment.
 *
 * @param state EC2's word, {@code deregistered} when it is gone, or {@code deprecated} or {@code revoked}
 */
public record AmiStatus(String state) implements Serializable {
    public static final AmiStatus AVAILABLE = new AmiStatus(AmiState.AVAILABLE.word());
    public static final AmiStatus GONE = new AmiStatus(AmiState.DEREGISTERED.word());
    public static final AmiStatus DEPRECATED = new AmiStatus("deprecated");
    public static final AmiStatus REVOKED = new AmiStatus("revoked");

    private static final int LONGEST = 500;

    public AmiStatus {
        state = Limits.brief(state, LONGEST);
    }

    /** Whether it is lost for new instances; of one that is only on its way nothing is said yet. */
    public boolean isUnusable() {
        return equals(DEPRECATED)
                || equals(REVOKED)
                || switch (AmiState.of(state)) {
                    case INVALID, FAILED, ERROR, DEREGISTERED, DISABLED -> true;
                    case PENDING, TRANSIENT, AVAILABLE, UNKNOWN -> false;
                };
    }
}
