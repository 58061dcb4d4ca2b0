package io.jenkins.plugins.amibakery.engine.lockfile;

import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.engine.model.LockFile;
import io.jenkins.plugins.amibakery.engine.model.LockedBase;
import io.jenkins.plugins.amibakery.engine.model.LockedBuild;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A lock of one build named web, and what fits it. */
public final class SampleLock {
    static final Region REGION = new Region("us-west-2");
    static final AmiId BASE = new AmiId("ami-0d12b2c3d4e5f6071");

    private SampleLock() {}

    static SortedMap<String, SortedMap<String, String>> packages() {
        SortedMap<String, SortedMap<String, String>> packages = new TreeMap<>();
        packages.put("packages", new TreeMap<>(Map.of("bash", "5.2.15-2", "nginx", "1.22.1-9")));
        packages.put("python", new TreeMap<>(Map.of("flask", "3.1.3")));
        return packages;
    }

    static SortedMap<String, String> plugins() {
        return new TreeMap<>(Map.of("github.com/hashicorp/amazon", "1.8.2"));
    }

    static LockedBuild build(Region region, AmiId base) {
        return new LockedBuild(
                new TreeMap<>(Map.of(region, new LockedBase(base, "debian-12", "136693071363"))), packages());
    }

    public static LockFile lock() {
        return new LockFile("1.16.0", plugins(), new TreeMap<>(Map.of("web", build(REGION, BASE))));
    }

    /** The same, written of a bake whose template gave no manifest. */
    public static LockFile withoutPackages() {
        LockedBuild web = new LockedBuild(build(REGION, BASE).bases(), new TreeMap<>());
        return new LockFile("1.16.0", plugins(), new TreeMap<>(Map.of("web", web)));
    }

    public static Ami ami(AmiId id, AmiState state) {
        return new Ami(
                id,
                REGION,
                "debian-12",
                "136693071363",
                state,
                "",
                Optional.empty(),
                "x86_64",
                true,
                List.of(new Snapshot("snap-1", 8)),
                Map.of());
    }
}
