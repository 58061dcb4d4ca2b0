package io.jenkins.plugins.amibakery.engine.rebake;

import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.ImageRecord;
import io.jenkins.plugins.amibakery.engine.model.NewerPackage;
import io.jenkins.plugins.amibakery.engine.model.Settling;
import io.jenkins.plugins.amibakery.engine.packages.PackageVerdict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What another bake of a recipe could put into its AMIs today, as far as that is not settled.
 *
 * @param newer packages that their repositories have in a newer version, security first
 * @param unknown what nobody knows of, one line each without a full stop
 */
record OpenParts(List<NewerPackage> newer, List<String> unknown) {
    static OpenParts of(LastBake bake, Survey survey) {
        Optional<PackageVerdict> packages = packages(bake, survey);
        List<String> unknown =
                new ArrayList<>(packages.map(PackageVerdict::unknown).orElse(List.of()));
        if (packages.isEmpty()
                && bake.contents().hasPackages()
                && survey.packages().problem().isEmpty()) {
            unknown.add(
                    "its packages were not looked up: only a trigger with the label of an agent asks their repositories");
        }
        bake.contents().unpinned().stream()
                .filter(one -> one.settling() != Settling.REPOSITORIES)
                .map(Floating::said)
                .forEach(unknown::add);
        return new OpenParts(packages.map(PackageVerdict::newer).orElse(List.of()), unknown);
    }

    /** Whether repositories have newer packages than the AMIs of a bake; empty when none was asked or none matters. */
    static Optional<PackageVerdict> packages(LastBake bake, Survey survey) {
        if (!bake.contents().hasPackages()) {
            return Optional.empty();
        }
        if (bake.contents().images().isEmpty()) {
            return Optional.of(
                    new PackageVerdict(List.of(), List.of(bake.contents().missing())));
        }
        Set<NewerPackage> newer = new TreeSet<>();
        Set<String> unknown = new LinkedHashSet<>();
        for (ImageRecord image : bake.contents().images().values()) {
            Optional<PackageVerdict> verdict = survey.packages().of(image);
            if (verdict.isEmpty()) {
                return Optional.empty();
            }
            newer.addAll(verdict.get().newer());
            unknown.addAll(verdict.get().unknown());
        }
        return Optional.of(new PackageVerdict(List.copyOf(newer), List.copyOf(unknown)));
    }

    boolean isNone() {
        return newer.isEmpty() && unknown.isEmpty();
    }

    /** All of it, a line each without a full stop. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (!newer.isEmpty()) {
            lines.add(NewerPackage.said(newer));
        }
        lines.addAll(unknown);
        return lines;
    }
}
