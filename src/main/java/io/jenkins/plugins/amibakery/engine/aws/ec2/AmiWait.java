package io.jenkins.plugins.amibakery.engine.aws.ec2;

import io.jenkins.plugins.amibakery.engine.aws.access.Backoff;
import io.jenkins.plugins.amibakery.engine.aws.access.Deadline;
import io.jenkins.plugins.amibakery.engine.aws.access.ErrorTranslator;
import io.jenkins.plugins.amibakery.engine.aws.access.Sleeper;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * Waits for images. Images that are ready cost one look; one that is pending is looked at again after pauses that grow from
 * a fifth of a second to fifteen. An image that EC2 does not know may only not be known yet; one that has not shown itself for a
 * minute is not there.
 */
final class AmiWait {
    static final Duration UNSEEN = Duration.ofMinutes(1);

    private static final Set<FailureCause> PASSING = Set.of(FailureCause.UNREACHABLE, FailureCause.THROTTLED);

    private final Sleeper pace;
    private final Look look;

    AmiWait(Sleeper pace, Look look) {
        this.pace = pace;
        this.look = look;
    }

    /** Describes images of these ids, in at most a given time. */
    interface Look {
        List<Ami> at(Collection<AmiId> ids, Duration limit);
    }

    List<Ami> await(Collection<AmiId> ids, Duration timeout) throws InterruptedException {
        Map<AmiId, Ami> seen = new LinkedHashMap<>();
        Map<AmiId, Deadline> patience = new LinkedHashMap<>();
        Set<AmiId> awaited = new LinkedHashSet<>(ids);
        Deadline deadline = pace.deadline(timeout);
        for (int looks = 0; !awaited.isEmpty(); looks++) {
            look(awaited, seen, patience, deadline);
            awaited.removeIf(id -> isSettled(seen.get(id), patience.get(id)));
            if (awaited.isEmpty() || deadline.isOver()) {
                break;
            }
            deadline.pause(Backoff.IMAGE.pause(looks));
        }
        return List.copyOf(seen.values());
    }

    private void look(Set<AmiId> awaited, Map<AmiId, Ami> seen, Map<AmiId, Deadline> patience, Deadline deadline)
            throws InterruptedException {
        for (Ami ami : describe(awaited, seen, deadline)) {
            seen.put(ami.id(), ami);
            patience.put(ami.id(), pace.deadline(UNSEEN));
        }
        awaited.forEach(id -> patience.computeIfAbsent(id, missing -> pace.deadline(UNSEEN)));
    }

    private static boolean isSettled(Ami ami, Deadline patience) {
        return ami != null && ami.state().isFinal() || patience.isOver();
    }

    /** A network that fails for a moment in the middle of a long wait does not end it. */
    private List<Ami> describe(Set<AmiId> awaited, Map<AmiId, Ami> seen, Deadline deadline)
            throws InterruptedException {
        try {
            return look.at(List.copyOf(awaited), deadline.left());
        } catch (CancellationException e) {
            throw ErrorTranslator.asInterrupted(e);
        } catch (BakeFailedException e) {
            boolean passing = PASSING.contains(e.failure().cause());
            if (!passing || seen.isEmpty() || deadline.isOver()) {
                throw e;
            }
            return List.of();
        }
    }
}
