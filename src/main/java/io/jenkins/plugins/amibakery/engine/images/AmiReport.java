package io.jenkins.plugins.amibakery.engine.images;

import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
        Ami ami = one.ami();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", ami.id().value());
        map.put("region", ami.region().code());
        map.put("name", ami.name());
        map.put("recipe", ami.tags().getOrDefault(Tags.RECIPE, ""));
        map.put("version", ami.tags().getOrDefault(Tags.VERSION, ""));
        map.put("commit", ami.tags().getOrDefault(Tags.COMMIT, ""));
        map.put("bakeId", ami.tags().getOrDefault(Tags.BAKE_ID, ""));
        map.put("state", ami.state().word());
        map.put("owner", ami.ownerId());
        map.put("created", ami.created().map(Instant::toString).orElse(""));
        map.put("sourceAmi", ami.source().map(AmiId::value).orElse(""));
        map.put("architecture", ami.architecture());
        map.put("imdsV2Required", ami.imdsV2Required());
        map.put("signed", one.isSigned());
        map.put("revoked", one.isRevoked());
        map.put("reason", reason(one));
        ArrayList<Map<String, Object>> snapshots = new ArrayList<>();
        ami.snapshots().forEach(snapshot -> {
            Map<String, Object> part = new LinkedHashMap<>();
            part.put("id", snapshot.id());
            part.put("sizeGiB", snapshot.sizeGiB());
            snapshots.add(part);
        });
        map.put("snapshots", snapshots);
        map.put("tags", new TreeMap<>(ami.tags()));
        return map;
    }

    /** Why it is revoked, or why its signature does not count; empty when it may be used. */
    private static String reason(Found one) {
        String revoked = one.ami().tags().getOrDefault(Tags.REVOKED, "");
        return revoked.isBlank() ? one.problem() : revoked;
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
