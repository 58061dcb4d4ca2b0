package io.jenkins.plugins.amibakery.engine.fleet;

import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.UseCase;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.fleet.ComparedEnvironments.Row;
import io.jenkins.plugins.amibakery.engine.fleet.EnvironmentSide.Read;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Compares two environments, each a stack: the AMI that their instances run, the manifest that each instance has, and the stacks' templates
 * and parameters. Changes nothing; what could not be read is not known.
 *
 * @param region of the first stack
 * @param stack its whole name
 * @param otherRegion of the second stack
 * @param otherStack its whole name
 * @param allow a file with names of parameters that may differ, one a line, below the workplace; empty for none
 */
public record CompareEnvironments(String region, String stack, String otherRegion, String otherStack, String allow)
        implements UseCase<ComparedEnvironments> {
    private static final int LONGEST = 255;

    /** CloudFormation's answer in place of a parameter with NoEcho. */
    private static final int MOST_NAMED = 5;

    private static final String HIDDEN = "****";

    /** @throws IllegalArgumentException with one line when something cannot be right */
    public CompareEnvironments {
        require(!region.isEmpty() && !otherRegion.isEmpty(), "No region is given; name one, such as us-west-2.");
        new Region(region);
        new Region(otherRegion);
        require(!stack.isBlank() && !otherStack.isBlank(), "Two stacks are needed; name both.");
        require(
                !stack.equals(otherStack) || !region.equals(otherRegion),
                "The stack " + Limits.brief(stack, LONGEST) + " would be compared with itself; name two.");
        List.of(stack, otherStack).forEach(name -> Limits.text("the name of a stack", name, LONGEST));
        Limits.text("the path of a file", allow, Limits.PATH);
    }

    /** What is asked, in a line. */
    public String which() {
        return stack + " in " + region + " and " + otherStack + " in " + otherRegion;
    }

    private static void require(boolean right, String message) {
        if (!right) {
            throw new IllegalArgumentException(message);
        }
    }

    @Override
    public ComparedEnvironments run(Workplace place, Cloud cloud) throws IOException, InterruptedException {
        List<String> allowed = FleetLists.names(place.directory(), allow);
        EnvironmentSide left = EnvironmentSide.of(new Region(region), stack, cloud, place.progress());
        EnvironmentSide right = EnvironmentSide.of(new Region(otherRegion), otherStack, cloud, place.progress());
        List<Row> rows = new ArrayList<>(List.of(image(left, right), manifest(left, right), template(left, right)));
        rows.addAll(parameters(left, right, allowed, rows.get(0).verdict() == Verdict.GREEN));
        return new ComparedEnvironments(stack + " in " + region, otherStack + " in " + otherRegion, rows);
    }

    /** One AMI everywhere, or copies of one. */
    private static Row image(EnvironmentSide left, EnvironmentSide right) {
        Set<String> ours = left.amis().value();
        Set<String> others = right.amis().value();
        String one = String.join(" ", ours);
        String other = String.join(" ", others);
        if (ours.size() > 1 || others.size() > 1) {
            return new Row(
                    ComparedEnvironments.AMI,
                    one,
                    other,
                    Verdict.RED,
                    "the instances of one environment run several AMIs");
        }
        String gap = gap(left, right, EnvironmentSide::amis);
        if (!gap.isEmpty()) {
            return new Row(ComparedEnvironments.AMI, one, other, Verdict.NOT_KNOWN, gap);
        }
        if (ours.equals(others)) {
            return new Row(ComparedEnvironments.AMI, one, other, Verdict.GREEN, "");
        }
        String unseen = gap(left, right, EnvironmentSide::origins);
        if (!unseen.isEmpty()) {
            return new Row(ComparedEnvironments.AMI, one, other, Verdict.NOT_KNOWN, unseen);
        }
        Set<String> origins = left.origins().value();
        return origins.equals(right.origins().value())
                ? new Row(
                        ComparedEnvironments.AMI,
                        one,
                        other,
                        Verdict.GREEN,
                        "both are " + String.join(" ", origins) + " by copies")
                : new Row(ComparedEnvironments.AMI, one, other, Verdict.RED, ComparedEnvironments.NO_COPY);
    }

    /** Why something was not read of one side; empty when it was read of both. */
    private static <T> String gap(
            EnvironmentSide left, EnvironmentSide right, Function<EnvironmentSide, Read<T>> what) {
        Read<T> ours = what.apply(left);
        return ours.isWhole() ? what.apply(right).gap() : ours.gap();
    }

    private static Row manifest(EnvironmentSide left, EnvironmentSide right) {
        Map<String, Set<String>> all = new TreeMap<>(left.manifests().value());
        right.manifests()
                .value()
                .forEach((digest, ids) -> all.merge(digest, ids, (ours, others) -> {
                    Set<String> both = new TreeSet<>(ours);
                    both.addAll(others);
                    return both;
                }));
        String one = brief(left.manifests().value().keySet());
        String other = brief(right.manifests().value().keySet());
        if (all.size() > 1) {
            return new Row("manifest", one, other, Verdict.RED, "instances have different manifests: " + fewest(all));
        }
        String gap = gap(left, right, EnvironmentSide::manifests);
        return gap.isEmpty() && all.size() == 1
                ? new Row("manifest", one, other, Verdict.GREEN, "")
                : new Row("manifest", one, other, Verdict.NOT_KNOWN, gap);
    }

    /** Those instances that differ from most. */
    private static String fewest(Map<String, Set<String>> manifests) {
        Set<String> most = manifests.values().stream()
                .max(Comparator.comparingInt(Set::size))
                .orElse(Set.of());
        List<String> ids = manifests.values().stream()
                .filter(one -> one != most)
                .flatMap(Set::stream)
                .toList();
        String named = String.join(", ", ids.subList(0, Math.min(MOST_NAMED, ids.size())));
        return ids.size() <= MOST_NAMED ? named : named + " and " + (ids.size() - MOST_NAMED) + " more";
    }

    private static String brief(Set<String> digests) {
        return String.join(
                " ", digests.stream().map(digest -> digest.substring(0, 12)).toList());
    }

    private static Row template(EnvironmentSide left, EnvironmentSide right) {
        SortedMap<String, String> ours = left.templates().value();
        SortedMap<String, String> others = right.templates().value();
        String one = size(ours);
        String other = size(others);
        if (ours.isEmpty() || others.isEmpty()) {
            String gap = gap(left, right, EnvironmentSide::templates);
            return new Row("template", one, other, Verdict.NOT_KNOWN, gap.isEmpty() ? "a stack has no template" : gap);
        }
        Set<String> places = new TreeSet<>(ours.keySet());
        places.addAll(others.keySet());
        return places.stream()
                .flatMap(place -> difference(place, ours.get(place), others.get(place)).stream())
                .findFirst()
                .map(why -> new Row("template", one, other, Verdict.RED, why))
                .orElseGet(() -> new Row("template", one, other, Verdict.GREEN, ""));
    }

    private static String size(SortedMap<String, String> templates) {
        long lines = templates.values().stream().flatMap(String::lines).count();
        return lines + " lines" + (templates.size() < 2 ? "" : " in " + templates.size() + " templates");
    }

    /** How a template differs from another; empty when it does not. */
    private static Optional<String> difference(String place, String left, String right) {
        if (left == null || right == null) {
            return Optional.of("one of them has no nested stack " + place);
        }
        List<String> one = left.lines().map(String::stripTrailing).toList();
        List<String> other = right.lines().map(String::stripTrailing).toList();
        int at = 0;
        while (at < one.size() && at < other.size() && one.get(at).equals(other.get(at))) {
            at++;
        }
        return one.equals(other)
                ? Optional.empty()
                : Optional.of("line " + (at + 1) + (place.isEmpty() ? "" : " of the nested stack " + place)
                        + " is the first that differs");
    }

    /** Those that differ or are hidden; the AMI's own are settled with the AMI. */
    private static List<Row> parameters(
            EnvironmentSide left, EnvironmentSide right, List<String> allowed, boolean sameImage) {
        Map<String, String> one = left.stack().parameters();
        Map<String, String> other = right.stack().parameters();
        TreeSet<String> names = new TreeSet<>(one.keySet());
        names.addAll(other.keySet());
        List<Row> rows = new ArrayList<>();
        for (String name : names) {
            String was = one.getOrDefault(name, "");
            String is = other.getOrDefault(name, "");
            boolean hidden = was.equals(HIDDEN) || is.equals(HIDDEN);
            boolean same = one.containsKey(name) && other.containsKey(name) && was.equals(is);
            boolean image = sameImage
                    && left.amis().value().contains(was)
                    && right.amis().value().contains(is);
            if (same && !hidden || image) {
                continue;
            }
            rows.add(parameter(
                    name, was, is, hidden, allowed.stream().anyMatch(pattern -> FleetLists.matches(pattern, name))));
        }
        return rows;
    }

    private static Row parameter(String name, String was, String is, boolean hidden, boolean may) {
        String what = "parameter " + name;
        if (may) {
            return new Row(what, was, is, Verdict.GREEN, "may differ");
        }
        return hidden
                ? new Row(what, was, is, Verdict.NOT_KNOWN, "CloudFormation does not show the value (NoEcho)")
                : new Row(what, was, is, Verdict.RED, "differs");
    }
}
