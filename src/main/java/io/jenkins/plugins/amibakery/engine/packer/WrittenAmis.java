package io.jenkins.plugins.amibakery.engine.packer;

import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the manifests of a run tell of it.
 *
 * @param amis the AMIs of this run
 * @param broken a failure for each manifest that cannot be read; the log may tell the AMIs all the same
 */
public record WrittenAmis(List<BakedAmi> amis, List<Failure> broken) {
    public WrittenAmis {
        amis = List.copyOf(amis);
        broken = List.copyOf(broken);
    }

    /**
     * Reads manifests; the one rule of both front ends.
     *
     * @param before each manifest with the run that had written it last before this one
     * @param notBefore a file last written before this is another run's; {@link Instant#MIN} takes any
     */
    public static WrittenAmis in(Map<Path, Optional<String>> before, Instant notBefore) {
        List<BakedAmi> amis = new ArrayList<>();
        List<Failure> broken = new ArrayList<>();
        before.forEach((manifest, run) -> {
            try {
                if (!PackerManifest.lastRunUuid(manifest).equals(run)) {
                    amis.addAll(PackerManifest.lastRun(manifest, notBefore));
                } else if (run.isEmpty()) {
                    // None before and none now: it is not there, or cannot be read, and then this says so.
                    PackerManifest.lastRun(manifest, notBefore);
                }
            } catch (BakeFailedException e) {
                broken.add(e.failure());
            }
        });
        return new WrittenAmis(amis, broken);
    }
}
