package io.jenkins.plugins.amibakery.engine.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** A bake's report as maps, lists and texts; docs/schemas/bake.json has the names. */
final class BakeTree {
    private BakeTree() {}

    static LinkedHashMap<String, Object> of(BakeReport report) {
        LinkedHashMap<String, Object> tree = new LinkedHashMap<>();
        tree.put("bakeId", report.bakeId());
        tree.put("outcome", Trees.word(report.outcome()));
        tree.put("packerVersion", report.packerVersion());
        tree.put("durationMillis", report.duration().toMillis());
        tree.put("amis", Trees.list(report.amis(), BakedAmi::tree));
        tree.put("failures", Trees.list(report.failures(), BakeTree::of));
        tree.put("phases", Trees.list(report.phases(), BakeTree::of));
        tree.put("leftovers", Trees.list(report.leftovers(), Leftover::tree));
        tree.put("notes", new ArrayList<>(report.notes()));
        if (report.lock() != null) {
            tree.put("lock", of(report.lock()));
        }
        return tree;
    }

    private static Map<String, Object> of(Failure failure) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("where", failure.where());
        tree.put("cause", Trees.word(failure.cause()));
        tree.put("detail", failure.detail());
        tree.put("remedy", failure.cause().remedy());
        return tree;
    }

    private static Map<String, Object> of(PhaseTime time) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("builder", time.builder());
        tree.put("phase", time.phase().word());
        tree.put("durationMillis", time.duration().toMillis());
        return tree;
    }

    private static Map<String, Object> of(LockUpdate lock) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("file", lock.file());
        tree.put("isNew", lock.isNew());
        tree.put("changes", Trees.list(lock.changes(), BakeTree::of));
        tree.put("unlocked", new ArrayList<>(lock.unlocked()));
        return tree;
    }

    private static Map<String, Object> of(LockChange change) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("subject", change.subject());
        tree.put("was", change.was());
        tree.put("now", change.now());
        return tree;
    }
}
