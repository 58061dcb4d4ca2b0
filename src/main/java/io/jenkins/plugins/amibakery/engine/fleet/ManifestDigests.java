package io.jenkins.plugins.amibakery.engine.fleet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which manifest an image has: the one that its bake kept, or else the one that most instances of the image say they have. Instances that
 * disagree where none is in the majority are all in doubt.
 *
 * @param given the one of the bake, or of a test, that was given
 * @param said by AMI, the digest of each instance of it
 */
record ManifestDigests(GivenManifest given, Map<String, List<String>> said) {
    static ManifestDigests none(GivenManifest given) {
        return new ManifestDigests(given, new HashMap<>());
    }

    /** Adds what one instance says. */
    void add(List<String> amis, String digest) {
        if (!digest.isEmpty()) {
            said.computeIfAbsent(String.join(" ", amis), any -> new ArrayList<>())
                    .add(digest);
        }
    }

    /** Why a manifest is not its image's; empty when it may be. */
    Optional<String> problem(List<String> amis, String digest) {
        if (!given.tested().isEmpty()) {
            return Optional.of("it has a manifest, and a test of its image found none");
        }
        if (!given.digest().isEmpty()) {
            return given.digest().equals(digest)
                    ? Optional.empty()
                    : Optional.of("its manifest is not the one that was given");
        }
        List<String> all = said.getOrDefault(String.join(" ", amis), List.of());
        long like = all.stream().filter(digest::equals).count();
        return like * 2 > all.size()
                ? Optional.empty()
                : Optional.of("its manifest is not that of the other instances of its image");
    }
}
