package io.jenkins.plugins.amibakery.engine.prove;

import io.jenkins.plugins.amibakery.engine.cloud.Capacity;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a drill writes into the tag {@link Tags#DRILL} of its group before it changes the group's size; it removes the tag when the size is
 * back.
 *
 * <p>A process that is killed sets nothing back: an agent, which a restart of the controller ends too, or a terminal's. Whoever comes next,
 * on any machine, finds the group at the size that the drill gave it, and must not take that for the group's own. A record on the
 * controller would be of no use at a terminal, and a file of one agent none on the next; the group is there for all of them.
 *
 * <p>Everybody who may tag the group can write this tag, so it decides little: the group is set back only from exactly the size that the
 * drill is said to have given it, by no more than a drill may add, and Auto Scaling refuses less than the group's minimum. A size that somebody
 * else has set since stays. So no group gets smaller than it was before its drill.
 *
 * @param from how many instances the group should have without the drill
 * @param to how many the drill gave it
 * @param until when the drill has ended, if nobody killed it
 * @param call whose drill it is; empty for a terminal's
 */
record DrillMark(int from, int to, Instant until, String call) {
    private static final Pattern FORM =
            Pattern.compile("from (\\d{1,6}) to (\\d{1,6}) until (\\S{1,40})( by \\S{1,150})?");

    /** What a tag says; empty when it is no drill's. */
    static Optional<DrillMark> read(String tag) {
        Matcher matcher = FORM.matcher(tag);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int from = Integer.parseInt(matcher.group(1));
        int to = Integer.parseInt(matcher.group(2));
        try {
            return from < to && to - from <= Drill.MOST
                    ? Optional.of(new DrillMark(from, to, Instant.parse(matcher.group(3)), by(matcher.group(4))))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String by(String group) {
        return group == null ? "" : group.substring(" by ".length());
    }

    String text() {
        return "from " + from + " to " + to + " until " + until + (call.isEmpty() ? "" : " by " + call);
    }

    /** Whether it is the drill of a call. */
    boolean isOf(String other) {
        return !call.isEmpty() && call.equals(other);
    }

    boolean isOver() {
        return Instant.now().isAfter(until);
    }

    /** Sets a group back that still has the size of the drill, and removes the tag. */
    void settle(Region region, String group, Capacity capacity) {
        if (capacity.size(region, group).filter(now -> now.desired() == to).isPresent()) {
            capacity.desire(region, group, from);
        }
        capacity.mark(region, group, "");
    }
}
