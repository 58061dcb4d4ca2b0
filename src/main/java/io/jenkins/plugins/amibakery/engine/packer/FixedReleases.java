package io.jenkins.plugins.amibakery.engine.packer;

import io.jenkins.plugins.amibakery.engine.model.BaseImageQuery;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Base AMIs of systems whose package repositories are fixed by their release: what is installed then follows from the base AMI. */
final class FixedReleases {
    private record Release(Pattern name, Set<String> owners) {}

    /** Amazon Linux 2023, and the same for ECS: dnf takes the repositories of the release that the image is of. */
    private static final List<Release> ALL = List.of(
            new Release(Pattern.compile("al2023-ami-[\\w.*?-]+"), Set.of("amazon", "137112412989", "591542846629")));

    private FixedReleases() {}

    /** Whether a recipe has no other base AMIs. */
    static boolean cover(Collection<BaseImageQuery> bases) {
        return !bases.isEmpty() && bases.stream().allMatch(FixedReleases::isOne);
    }

    private static boolean isOne(BaseImageQuery base) {
        List<String> names = base.filters().getOrDefault("name", List.of());
        return !names.isEmpty()
                && !base.owners().isEmpty()
                && ALL.stream()
                        .anyMatch(release -> release.owners().containsAll(base.owners())
                                && names.stream()
                                        .allMatch(name ->
                                                release.name().matcher(name).matches()));
    }
}
