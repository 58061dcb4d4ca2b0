package io.jenkins.plugins.amibakery.engine.images;

import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiCount;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * AMIs that were found.
 *
 * @param amis what counts, newest first
 * @param left what does not count, as nobody trusted has signed it
 */
public record AmiReport(List<Found> amis, List<Found> left) {
    /**
     * One of them.
     *
     * @param problem why its signature does not count, to follow its id; empty when it does
     */
    public record Found(Ami ami, String problem) {
        /** Whether somebody who is trusted says that it is what its tags say. */
        public boolean isSigned() {
            return problem.isEmpty();
        }

        /** Whether it must not be used any more. */
        public boolean isRevoked() {
            return ami.tags().containsKey(Tags.REVOKED);
        }
    }

    /** Maps, lists and texts, one map for each AMI: what a Jenkinsfile, the command line and the remote API show. */
    public ArrayList<Map<String, Object>> tree() {
        ArrayList<Map<String, Object>> all = new ArrayList<>();
        amis.forEach(one -> all.add(tree(one)));
        return all;
    }

    private static Map<String, Object> tree(Found one) {
        Map<String, Object> tree = one.ami().tree();
        tree.put("signed", one.isSigned());
        tree.put("revoked", one.isRevoked());
        tree.put("reason", reason(one));
        return tree;
    }

    /** Why it is revoked, or why its signature does not count; empty when it may be used. */
    private static String reason(Found one) {
        String revoked = one.ami().tags().getOrDefault(Tags.REVOKED, "");
        return revoked.isBlank() ? one.problem() : revoked;
    }

    /**
     * For people, a line each: how many AMIs there are, each of them, and what was left out.
     *
     * @param asked what was asked
     */
    public List<String> notes(FindAmis asked) {
        List<String> notes = new ArrayList<>();
        notes.add(AmiCount.of(amis.size()) + " " + asked.which());
        for (Found one : amis) {
            Ami ami = one.ami();
            String reason = reason(one);
            notes.add(ami.id() + " in " + ami.region() + ": " + ami.name() + ", "
                    + ami.state().word() + (reason.isEmpty() ? "" : ", " + reason));
        }
        if (!left.isEmpty()) {
            notes.add(leftOut());
        }
        return notes;
    }

    /** For people, how many AMIs do not count and why the newest of them does not; empty when none was left out. */
    public String leftOut() {
        if (left.isEmpty()) {
            return "";
        }
        Found newest = left.get(0);
        return left.size() + (left.size() == 1 ? " AMI is" : " AMIs are") + " left out: "
                + newest.ami().id() + " in " + newest.ami().region() + " " + newest.problem()
                + (left.size() == 1 ? "." : ", and others.");
    }
}
