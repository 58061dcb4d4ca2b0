package io.jenkins.plugins.amibakery.engine.cloud;

import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A fleet of which every instance is as it should be, until a test changes something. */
public final class FakeFleet implements Fleets, Commands {
    public static final String AMI = "ami-0aaaaaaaaaaaaaaa1";
    public static final String OTHER = "ami-0aaaaaaaaaaaaaaa2";
    public static final String MANIFEST = "a".repeat(64);
    public static final TemplateRef FOUR = new TemplateRef("lt-0123", "4");
    public static final Instant BORN = Instant.parse("2026-11-30T10:00:00Z");

    public final Map<String, Group> groups = new LinkedHashMap<>();
    public final Map<String, Instance> instances = new LinkedHashMap<>();
    public final Map<String, String> snapshots = new HashMap<>();
    public final Map<String, List<String>> images = new HashMap<>();
    public final Map<TemplateRef, Template> templates = new HashMap<>();
    public final Map<String, List<Ingress>> ingress = new HashMap<>();
    public final Map<String, String> userData = new HashMap<>();
    public final Map<String, Said> said = new HashMap<>();
    public final Set<String> sessions = new HashSet<>();
    /** Names of questions that are refused. */
    public final Set<String> refused = new HashSet<>();

    public String script = "";

    /** What happens while somebody waits for instances to be managed. */
    public Consumer<Collection<String>> managing = some -> {};

    public FakeFleet() {
        images.put("snap-1", List.of(AMI));
        images.put("snap-2", List.of(OTHER));
        templates.put(FOUR, new Template(FOUR, AMI, "b".repeat(64), ""));
        ingress.put("sg-web", List.of(new Ingress("tcp", 80, 80, "sg-balancer")));
    }

    /** A group of so many good instances, i-1 and so on. */
    public FakeFleet with(String group, int count) {
        List<String> members = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            String id = "i-" + (instances.size() + 1);
            members.add(id);
            instances.put(
                    id,
                    new Instance(
                            id,
                            BORN,
                            AMI,
                            "vol-" + id,
                            "",
                            List.of("sg-web"),
                            FOUR,
                            Map.of("aws:autoscaling:groupName", group)));
            snapshots.put("vol-" + id, "snap-1");
            userData.put(id, "b".repeat(64));
            said.put(id, new Said("", look("")));
        }
        groups.put(group, new Group(group, List.of(FOUR), List.of(), 86_400, members, ""));
        return this;
    }

    public void changes(String instance, UnaryOperator<Instance> how) {
        instances.compute(instance, (id, before) -> how.apply(before));
    }

    /** What a good instance says, but for some members, such as {@code "count": 1}. */
    public static String look(String changed) {
        String told =
                "{\"look\": 1, \"manifest\": \"" + MANIFEST + "\", \"problem\": \"\", \"image\": \"web\", \"count\": 0,"
                        + " \"first\": [], \"keys\": [], \"keyCount\": 0, \"passwords\": [], \"login\": 0";
        return told + (changed.isEmpty() ? "" : ", " + changed) + "}\n";
    }

    private <T> T unless(String question, T answer) {
        if (refused.contains(question)) {
            throw new BakeFailedException(FailureCause.ACCESS_DENIED, question + " is denied");
        }
        return answer;
    }

    @Override
    public List<Group> groups(Region region, Collection<String> names) {
        return groups.values().stream()
                .filter(group -> names.contains(group.name()))
                .toList();
    }

    @Override
    public List<Instance> instances(Region region, Collection<String> ids) {
        return unless(
                "instances",
                instances.values().stream()
                        .filter(one -> ids.contains(one.id()))
                        .toList());
    }

    @Override
    public List<Instance> tagged(Region region, String key, String value) {
        return instances.values().stream()
                .filter(one -> value.equals(one.tags().get(key)))
                .toList();
    }

    @Override
    public Map<String, String> snapshots(Region region, Collection<String> volumes) {
        return unless("snapshots", Map.copyOf(snapshots));
    }

    @Override
    public Map<String, List<String>> images(Region region, Collection<String> some) {
        return Map.copyOf(images);
    }

    /** Of what AMIs are copies; of others, themselves. */
    public final Map<String, String> copies = new HashMap<>();

    @Override
    public Map<String, String> origins(Region region, Collection<String> amis) {
        return unless(
                "origins",
                amis.stream()
                        .collect(Collectors.toMap(ami -> ami, ami -> copies.getOrDefault(ami, ami + " in " + region))));
    }

    @Override
    public List<Template> templates(Region region, Collection<TemplateRef> refs) {
        return unless(
                "templates",
                refs.stream().map(templates::get).filter(one -> one != null).toList());
    }

    @Override
    public Map<String, List<Ingress>> ingress(Region region, Collection<String> securityGroups) {
        return unless("ingress", Map.copyOf(ingress));
    }

    @Override
    public String userData(Region region, String instance) {
        return unless("userData", userData.get(instance));
    }

    @Override
    public Map<String, Said> run(Region region, Collection<String> some, String text, Duration limit) {
        script = text;
        return unless("run", some.stream().collect(Collectors.toMap(id -> id, said::get)));
    }

    @Override
    public void awaitManaged(Region region, Collection<String> some, Duration limit) {
        managing.accept(some);
    }

    @Override
    public Set<String> sessions(Region region) {
        return unless("sessions", Set.copyOf(sessions));
    }
}
