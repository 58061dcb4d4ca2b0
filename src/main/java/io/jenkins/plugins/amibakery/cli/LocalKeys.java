package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.packages.Addresses;
import io.jenkins.plugins.amibakery.engine.reuse.BakeKeys;
import io.jenkins.plugins.amibakery.engine.reuse.FileDigests;
import io.jenkins.plugins.amibakery.engine.reuse.KeyQuestion;
import io.jenkins.plugins.amibakery.engine.reuse.KeyedBake;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Bake keys on this machine: where digests of files are kept, and the key for secrets. */
final class LocalKeys {
    private LocalKeys() {}

    /** The key of a bake; asks EC2 for the base AMIs alone. */
    static KeyedBake keyed(KeyQuestion question, Cloud cloud) throws IOException {
        return keys(question.environment()).compute(question, cloud.bases());
    }

    /** What computes keys in an environment. */
    static BakeKeys keys(Map<String, String> environment) throws IOException {
        Path cache = UserFolder.cache(environment).resolve("digests");
        return new BakeKeys(FileDigests.cachedIn(cache), KeySecret.of(environment), new Addresses(environment)::ask);
    }
}
