package io.jenkins.plugins.amibakery.agent;

import io.jenkins.plugins.amibakery.engine.bakery.ReuseDecision;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;

/**
 * What an agent says of AMIs that may stand for a bake.
 *
 * @param refusal why it cannot say, in one clear line; null when it can
 * @param amis the AMIs; empty when a bake is needed
 * @param bakeId the bake that made them; empty when a bake is needed
 * @param startedBy what started that bake; empty when nothing says it
 * @param bakedMillis when the oldest was made, since 1970; 0 when nobody knows
 * @param reasons why a bake is needed; empty when it is not
 */
public record ReuseAnswer(
        String refusal,
        ArrayList<RemoteAmi> amis,
        String bakeId,
        String startedBy,
        long bakedMillis,
        ArrayList<String> reasons)
        implements Serializable {
    private static final int MOST = 1_000;
    private static final int LONGEST = 4_000;

    static ReuseAnswer of(ReuseDecision decision) {
        return new ReuseAnswer(
                null,
                RemoteAmi.of(decision.amis()),
                decision.bakeId(),
                decision.startedBy(),
                decision.baked().map(Instant::toEpochMilli).orElse(0L),
                new ArrayList<>(decision.reasons()));
    }

    static ReuseAnswer refused(String why) {
        return new ReuseAnswer(String.valueOf(why), new ArrayList<>(), "", "", 0, new ArrayList<>());
    }

    /** Whether a bake is not needed. */
    public boolean isReused() {
        return refusal == null && !amis.isEmpty();
    }

    /** @throws IllegalArgumentException when it cannot be an honest answer */
    public ReuseAnswer checked() {
        if (amis.size() > MOST || reasons.size() > MOST) {
            throw new IllegalArgumentException("The agent names more than " + MOST + " AMIs or reasons.");
        }
        for (String text : reasons) {
            requireShort(text);
        }
        requireShort(bakeId);
        requireShort(startedBy);
        requireShort(refusal == null ? "" : refusal);
        if (refusal == null && amis.isEmpty() == reasons.isEmpty()) {
            throw new IllegalArgumentException("The agent names AMIs and reasons not to take them, or neither.");
        }
        amis.forEach(RemoteAmi::baked);
        return this;
    }

    private static void requireShort(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("The agent's answer is longer than " + LONGEST + " characters.");
        }
    }
}
