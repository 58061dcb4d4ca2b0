package io.jenkins.plugins.amibakery.results.page;

import io.jenkins.plugins.amibakery.results.Messages;
import io.jenkins.plugins.amibakery.results.history.AmiBake;
import io.jenkins.plugins.amibakery.results.history.AmiSighting;
import io.jenkins.plugins.amibakery.results.history.BakeHistory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** With what an AMI is compared on its page: the AMI of its recipe before it, and those of its recipe that are deployed. */
final class AmiComparisons {
    /** Of so many AMIs; each is two files to read. */
    private static final int MOST = 4;

    private final AmiBake bake;
    private final AmiSighting ami;

    AmiComparisons(AmiBake bake, AmiSighting ami) {
        this.bake = bake;
        this.ami = ami;
    }

    /** @param usages what is in the environments that the user who asks may see */
    List<DifferenceView> all(List<AmiUsage> usages) {
        Map<String, Set<String>> others = new LinkedHashMap<>();
        before().ifPresent(id -> add(others, id, Messages.Difference_before()));
        usages.stream()
                .filter(usage ->
                        usage.getRegion().isEmpty() || usage.getRegion().equals(ami.getRegion()))
                .forEach(usage -> add(others, usage.ami(), usage.getEnvironment()));
        others.remove(ami.getId());
        return others.entrySet().stream()
                .flatMap(other -> view(other.getKey(), other.getValue()))
                .limit(MOST)
                .toList();
    }

    private static void add(Map<String, Set<String>> others, String id, String where) {
        others.computeIfAbsent(id, key -> new LinkedHashSet<>()).add(where);
    }

    /** In the same region where there is one. */
    private Optional<String> before() {
        List<AmiSighting> before = BakeHistory.of(bake.job())
                .before(bake.bake(), ami.getId())
                .map(row -> row.getAmis())
                .orElse(List.of());
        return Stream.concat(before.stream().filter(one -> one.getRegion().equals(ami.getRegion())), before.stream())
                .map(AmiSighting::getId)
                .findFirst();
    }

    private Stream<DifferenceView> view(String id, Set<String> where) {
        return AmiBake.of(id, bake.job()).stream()
                .filter(other -> other.bake().getRecipe().equals(bake.bake().getRecipe()))
                .filter(other -> !other.bake().getBakeId().equals(bake.bake().getBakeId()))
                .map(other -> new DifferenceView(
                        bake.since(other),
                        AmiLink.to(id, ami.getRegion(), bake.bake().getEndpoint())
                                .at(AmiPage.address(bake.job(), id)),
                        new ArrayList<>(where)));
    }
}
