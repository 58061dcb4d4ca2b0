package io.jenkins.plugins.amibakery.engine.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LockFileTest {
    private static final Region OREGON = new Region("us-west-2");
    private static final Region IRELAND = new Region("eu-west-1");
    private static final LockedBase OLD =
            new LockedBase(new AmiId("ami-0d12a1b2c3d4e5f60"), "debian-1", "136693071363");
    private static final LockedBase NEW =
            new LockedBase(new AmiId("ami-0d12b2c3d4e5f6071"), "debian-2", "136693071363");

    @Test
    void theSameLockHasNoChanges() {
        LockFile lock = lock("1.6.6", "web", build(OREGON, OLD, Map.of("bash", "5")));
        assertEquals(List.of(), lock.changes(lock));
    }

    @Test
    void everyChangeIsALine() {
        LockFile was = lock("1.6.6", "web", build(OREGON, OLD, Map.of("bash", "5.1", "nano", "7.2")));
        LockFile now = lock("1.16.0", "web", build(OREGON, NEW, Map.of("bash", "5.2", "jq", "1.6")));
        assertEquals(
                List.of(
                        "~ packer 1.6.6 → 1.16.0",
                        "~ web: base AMI in us-west-2 ami-0d12a1b2c3d4e5f60 debian-1 (136693071363)"
                                + " → ami-0d12b2c3d4e5f6071 debian-2 (136693071363)",
                        "~ web: package bash 5.1 → 5.2",
                        "+ web: package jq 1.6",
                        "- web: package nano 7.2"),
                was.changes(now).stream().map(LockChange::line).toList());
    }

    @Test
    void aNewerLockKeepsRegionsAndBuildsItDoesNotTellOf() {
        LockFile was = new LockFile(
                "1",
                new TreeMap<>(),
                new TreeMap<>(Map.of(
                        "web", build(IRELAND, OLD, Map.of("bash", "5.1")),
                        "db", build(OREGON, OLD, Map.of()),
                        "dropped", build(OREGON, OLD, Map.of()))));
        LockFile now = was.updated(lock("2", "web", build(OREGON, NEW, Map.of("bash", "5.2"))), List.of("web", "db"));
        assertEquals("2", now.packer());
        assertEquals(Set.of("web", "db"), now.builds().keySet());
        assertEquals(Map.of(IRELAND, OLD, OREGON, NEW), now.builds().get("web").bases());
        assertEquals("5.2", now.builds().get("web").packages().get("packages").get("bash"));
    }

    private static LockFile lock(String packer, String name, LockedBuild build) {
        return new LockFile(packer, new TreeMap<>(), new TreeMap<>(Map.of(name, build)));
    }

    private static LockedBuild build(Region region, LockedBase base, Map<String, String> versions) {
        SortedMap<String, SortedMap<String, String>> packages = new TreeMap<>();
        packages.put("packages", new TreeMap<>(versions));
        return new LockedBuild(new TreeMap<>(Map.of(region, base)), packages);
    }
}
