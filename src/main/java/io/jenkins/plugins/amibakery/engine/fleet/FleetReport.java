package io.jenkins.plugins.amibakery.engine.fleet;

import io.jenkins.plugins.amibakery.engine.model.Limits;
import io.jenkins.plugins.amibakery.engine.model.Verdict;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Whether each instance of a fleet is what was baked and deployed.
 *
 * @param subject what was looked at, such as {@code group web}
 * @param region where
 * @param groups its Auto Scaling groups
 * @param instances all of them, the worst first
 * @param replacements of the red ones that were to be replaced before
 */
public record FleetReport(
        String subject,
        String region,
        List<GroupVerdict> groups,
        List<InstanceVerdict> instances,
        List<Replacement> replacements)
        implements Serializable {
    private static final int LONGEST_NAME = 300;

    /** More instances are not verified at once. */
    static final int MOST = 2_000;

    /**
     * One group.
     *
     * @param findings what is to be said of the group alone
     */
    public record GroupVerdict(String name, List<Finding> findings) implements Serializable {
        /** @throws IllegalArgumentException when it cannot be honest */
        public GroupVerdict {
            Limits.text("the name of a group", name, LONGEST_NAME);
            Limits.things("the findings", findings, Finding.class, Finding.Check.values().length);
            findings = List.copyOf(findings);
        }
    }

    /**
     * One instance.
     *
     * @param group the name of its group; empty for none
     * @param ami the AMI of its root volume; empty when that is not known
     * @param template the version of its launch template, such as {@code lt-0123:4}; empty for none
     * @param manifest the digest of the manifest in it, as the instance says; empty when it says none
     */
    public record InstanceVerdict(
            String id, String group, String ami, String template, String manifest, List<Finding> findings)
            implements Serializable {
        /** @throws IllegalArgumentException when it cannot be honest */
        public InstanceVerdict {
            Stream.of(id, group, ami, template, manifest)
                    .forEach(text -> Limits.text("a fact of an instance", text, LONGEST_NAME));
            Limits.things("the findings", findings, Finding.class, Finding.Check.values().length);
            findings = List.copyOf(findings);
        }

        public Verdict verdict() {
            return Finding.worst(findings);
        }

        /** The first thing that differs, or that could not be read; empty when it is green. */
        public String difference() {
            return Finding.first(findings);
        }
    }

    /**
     * An instance that was red and had to go.
     *
     * @param difference why it was red
     * @param by what came for it; empty when nothing did
     * @param why it was not replaced; empty when it was
     */
    public record Replacement(String id, String group, String difference, String by, String why)
            implements Serializable {
        /** @throws IllegalArgumentException when it cannot be honest */
        public Replacement {
            Stream.of(id, group, by).forEach(text -> Limits.text("a fact of an instance", text, LONGEST_NAME));
            Stream.of(difference, why).forEach(text -> Limits.text("a reason", text, 2 * Finding.LONGEST));
        }

        static Replacement by(InstanceVerdict one, String by) {
            return new Replacement(one.id(), one.group(), one.difference(), by, "");
        }

        static Replacement none(InstanceVerdict one, String why) {
            return new Replacement(one.id(), one.group(), one.difference(), "", Limits.cut(why, Finding.LONGEST));
        }

        public boolean isDone() {
            return why.isEmpty();
        }

        private String note() {
            return id + " (" + difference + "): " + (isDone() ? "replaced by " + by : "not replaced, " + why);
        }

        private LinkedHashMap<String, Object> tree() {
            LinkedHashMap<String, Object> tree = new LinkedHashMap<>();
            tree.put("id", id);
            tree.put("group", group);
            tree.put("difference", difference);
            tree.put("by", by);
            tree.put("why", why);
            return tree;
        }
    }

    /** @throws IllegalArgumentException when it cannot be an honest answer */
    public FleetReport {
        Limits.text("what was verified", subject, LONGEST_NAME);
        Limits.text("a region", region, LONGEST_NAME);
        Limits.things("the groups", groups, GroupVerdict.class, MOST);
        Limits.things("the instances", instances, InstanceVerdict.class, MOST);
        groups = List.copyOf(groups);
        Limits.things("the replacements", replacements, Replacement.class, MOST);
        instances = List.copyOf(instances);
        replacements = List.copyOf(replacements);
    }

    /** The same after some have been replaced. */
    FleetReport with(List<Replacement> replaced) {
        return new FleetReport(subject, region, groups, instances, replaced);
    }

    /** Red when anything is red; green only when all is. */
    public Verdict verdict() {
        return Stream.concat(
                        groups.stream().map(group -> Finding.worst(group.findings())),
                        instances.stream().map(InstanceVerdict::verdict))
                .reduce(Verdict::and)
                .orElse(Verdict.NOT_KNOWN);
    }

    /** How many instances have a verdict. */
    public long count(Verdict verdict) {
        return instances.stream().filter(one -> one.verdict() == verdict).count();
    }

    /** Maps, lists, texts and numbers: what a Jenkinsfile and the command line show. */
    public LinkedHashMap<String, Object> tree() {
        LinkedHashMap<String, Object> tree = new LinkedHashMap<>();
        tree.put("subject", subject);
        tree.put("region", region);
        tree.put("verdict", verdict().word());
        tree.put("green", count(Verdict.GREEN));
        tree.put("red", count(Verdict.RED));
        tree.put("notKnown", count(Verdict.NOT_KNOWN));
        tree.put(
                "groups", new ArrayList<>(groups.stream().map(FleetReport::tree).toList()));
        tree.put(
                "instances",
                new ArrayList<>(instances.stream().map(FleetReport::tree).toList()));
        tree.put(
                "replacements",
                new ArrayList<>(replacements.stream().map(Replacement::tree).toList()));
        return tree;
    }

    private static Map<String, Object> tree(GroupVerdict one) {
        LinkedHashMap<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", one.name());
        tree.put("verdict", Finding.worst(one.findings()).word());
        tree.put("findings", findings(one.findings()));
        return tree;
    }

    private static Map<String, Object> tree(InstanceVerdict one) {
        LinkedHashMap<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", one.id());
        tree.put("group", one.group());
        tree.put("ami", one.ami());
        tree.put("template", one.template());
        tree.put("manifest", one.manifest());
        tree.put("verdict", one.verdict().word());
        tree.put("difference", one.difference());
        tree.put("findings", findings(one.findings()));
        return tree;
    }

    private static ArrayList<Map<String, Object>> findings(List<Finding> findings) {
        return new ArrayList<>(findings.stream().map(Finding::tree).toList());
    }

    /** In one line how it went: {@code group web in us-west-2: red, 1 of 6 instances}. */
    public String summary() {
        Verdict verdict = verdict();
        long like = count(verdict);
        return subject + " in " + region + ": " + verdict.word() + ", " + like + " of " + instances.size()
                + (instances.size() == 1 ? " instance" : " instances");
    }

    /** For people, a line each: how it went, what was replaced, what is to be said of a group, and the first difference of each instance. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>(List.of(summary()));
        replacements.stream().map(Replacement::note).forEach(notes::add);
        groups.stream()
                .filter(one -> Finding.worst(one.findings()) != Verdict.GREEN)
                .forEach(one -> notes.add("group " + one.name() + ": "
                        + Finding.worst(one.findings()).word() + ", " + Finding.first(one.findings())));
        instances.stream()
                .map(one -> one.id() + ": " + one.verdict().word()
                        + (one.difference().isEmpty() ? "" : ", " + one.difference()))
                .forEach(notes::add);
        return notes;
    }
}
