package io.jenkins.plugins.amibakery.engine.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An AMI as maps, lists and texts; docs/schemas/amis.json has the names. */
final class AmiTree {
    private AmiTree() {}

    /** @param known what the cloud says of it; null when it was not asked or could not answer */
    static LinkedHashMap<String, Object> of(AmiId id, Region region, String builder, Ami known) {
        LinkedHashMap<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", id.value());
        tree.put("region", region.code());
        tree.put("name", known == null ? "" : known.name());
        tree.put("builder", builder);
        Map<String, String> tags = known == null ? Map.of() : known.tags();
        tree.put("recipe", tags.getOrDefault(Tags.RECIPE, ""));
        tree.put("version", Tags.version(tags));
        tree.put("commit", Tags.commit(tags));
        tree.put("bakeId", tags.getOrDefault(Tags.BAKE_ID, ""));
        tree.put(
                "sourceAmi",
                known == null ? "" : known.source().map(AmiId::value).orElse(""));
        tree.put("state", known == null ? "" : known.state().word());
        tree.put("owner", known == null ? "" : known.ownerId());
        tree.put(
                "created",
                known == null ? "" : known.created().map(Instant::toString).orElse(""));
        tree.put("architecture", known == null ? "" : known.architecture());
        tree.put("imdsV2Required", known != null && known.imdsV2Required());
        tree.put("snapshots", snapshots(known == null ? List.of() : known.snapshots()));
        tree.put("tags", new TreeMap<>(tags));
        return tree;
    }

    private static ArrayList<Object> snapshots(List<Snapshot> snapshots) {
        ArrayList<Object> list = new ArrayList<>();
        snapshots.forEach(snapshot -> {
            LinkedHashMap<String, Object> tree = new LinkedHashMap<>();
            tree.put("id", snapshot.id());
            tree.put("sizeGiB", snapshot.sizeGiB());
            list.add(tree);
        });
        return list;
    }
}
