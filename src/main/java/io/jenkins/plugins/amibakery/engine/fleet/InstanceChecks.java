package io.jenkins.plugins.amibakery.engine.fleet;

import io.jenkins.plugins.amibakery.engine.cloud.Fleets.Group;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.Ingress;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.Instance;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.Template;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.TemplateRef;
import io.jenkins.plugins.amibakery.engine.fleet.Finding.Check;
import io.jenkins.plugins.amibakery.engine.fleet.FleetFacts.Part;
import io.jenkins.plugins.amibakery.engine.fleet.FleetReport.InstanceVerdict;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Judges one instance by the facts of its fleet.
 *
 * @param ami the AMI that must run; empty for what the launch template says
 * @param manifest which manifest each image has
 */
record InstanceChecks(FleetScope scope, FleetFacts facts, String ami, ManifestDigests manifest) {
    private static final List<Integer> DOORS = List.of(22, 3389);

    /** Takes note of which manifest an instance says it has; of all of them, before one is judged. */
    void hears(Instance instance) {
        manifest.add(running(instance), look(instance).manifest());
    }

    InstanceVerdict of(Instance instance) {
        TemplateRef ref = instance.template();
        InstanceLook look = look(instance);
        return new InstanceVerdict(
                instance.id(),
                scope.groupOf(instance).map(Group::name).orElse(""),
                running(instance).stream().findFirst().orElse(""),
                ref.id().isEmpty() ? "" : ref.id() + ":" + ref.version(),
                look.manifest(),
                List.of(
                        image(instance),
                        template(instance),
                        userData(instance),
                        access(instance, look),
                        files(instance, look),
                        logins(instance, look)));
    }

    private InstanceLook look(Instance instance) {
        return facts.looks().getOrDefault(instance.id(), InstanceLook.silent("nothing was asked of it"));
    }

    private Finding image(Instance instance) {
        if (facts.gaps().containsKey(Part.IMAGES)) {
            return Finding.unknown(Check.IMAGE, facts.gaps().get(Part.IMAGES));
        }
        TreeSet<String> expected = expected(instance);
        Optional<String> floating =
                expected.stream().filter(one -> !AmiId.isAmiId(one)).findFirst();
        if (floating.isPresent()) {
            return Finding.red(
                    Check.IMAGE, "its launch template names " + shown(floating.get()) + ", which is not one AMI");
        }
        if (expected.isEmpty()) {
            return Finding.unknown(Check.IMAGE, "nobody says which AMI it should run");
        }
        List<String> running = running(instance);
        if (running.isEmpty()) {
            return Finding.unknown(Check.IMAGE, "no AMI is found that its root volume was made of");
        }
        return running.stream().anyMatch(expected::contains)
                ? Finding.green(Check.IMAGE)
                : Finding.red(
                        Check.IMAGE,
                        "its root volume is of " + String.join(" or ", running) + " instead of "
                                + String.join(" or ", expected));
    }

    /** The AMIs that its root volume was made of: one, unless several share a snapshot. */
    private List<String> running(Instance instance) {
        return facts.images().of(instance);
    }

    private TreeSet<String> expected(Instance instance) {
        if (!ami.isEmpty()) {
            return new TreeSet<>(List.of(ami));
        }
        TreeSet<String> expected = new TreeSet<>();
        scope.groupOf(instance).ifPresent(group -> expected.addAll(group.images()));
        wanted(instance)
                .map(facts.templates()::get)
                .filter(Objects::nonNull)
                .map(Template::image)
                .filter(image -> !image.isEmpty())
                .forEach(expected::add);
        return expected;
    }

    /** What its group launches now; without a group what it was launched from. */
    private Stream<TemplateRef> wanted(Instance instance) {
        return scope.groupOf(instance)
                .map(group -> group.templates().stream())
                .orElseGet(() -> Stream.of(instance.template()));
    }

    private Finding template(Instance instance) {
        TemplateRef own = instance.template();
        if (own.id().isEmpty()) {
            return Finding.red(Check.TEMPLATE, "it was not launched from a launch template");
        }
        Optional<Group> group = scope.groupOf(instance);
        Optional<TemplateRef> floating =
                wanted(instance).filter(ref -> !ref.isNumbered()).findFirst();
        if (group.isPresent() && floating.isPresent()) {
            return Finding.red(
                    Check.TEMPLATE, "its group launches " + shown(floating.get().toString()) + ", not a numbered one");
        }
        return wanted(instance).anyMatch(own::equals)
                ? Finding.green(Check.TEMPLATE)
                : Finding.red(
                        Check.TEMPLATE,
                        "it was launched from " + shown(own.toString()) + " instead of "
                                + shown(wanted(instance)
                                        .findFirst()
                                        .map(TemplateRef::toString)
                                        .orElse("one of its group")));
    }

    private Finding userData(Instance instance) {
        String own = facts.userData().get(instance.id());
        if (own == null) {
            return Finding.unknown(
                    Check.USER_DATA, facts.gaps().getOrDefault(Part.USER_DATA, "its user data was not read"));
        }
        Template template = facts.templates().get(instance.template());
        if (template == null) {
            return Finding.unknown(
                    Check.USER_DATA,
                    facts.gaps().getOrDefault(Part.TEMPLATES, "the launch template's version is not there any more"));
        }
        return own.equals(template.userData())
                ? Finding.green(Check.USER_DATA)
                : Finding.red(
                        Check.USER_DATA,
                        "its user data (" + brief(own) + ") is not the launch template's (" + brief(template.userData())
                                + ")");
    }

    private static String brief(String digest) {
        return digest.isEmpty() ? "none" : digest.substring(0, 12);
    }

    private Finding access(Instance instance, InstanceLook look) {
        Template template = facts.templates().get(instance.template());
        if (!instance.keyName().isEmpty()
                || template != null && !template.keyName().isEmpty()) {
            String key = instance.keyName().isEmpty() ? template.keyName() : instance.keyName();
            return Finding.red(Check.ACCESS, "it has the key pair " + shown(key));
        }
        Optional<String> open = openDoor(instance);
        if (open.isPresent()) {
            return Finding.red(Check.ACCESS, open.get());
        }
        if (!look.keys().isEmpty()) {
            return Finding.red(Check.ACCESS, "keys let in by " + look.keys());
        }
        if (look.passwords() != null && !look.passwords().isEmpty()) {
            return Finding.red(Check.ACCESS, "users with a password: " + String.join(", ", look.passwords()));
        }
        if (facts.gaps().containsKey(Part.INGRESS)) {
            return Finding.unknown(Check.ACCESS, facts.gaps().get(Part.INGRESS));
        }
        if (!facts.ingress().keySet().containsAll(instance.securityGroups())) {
            return Finding.unknown(Check.ACCESS, "the rules of a security group of it were not read");
        }
        if (!look.problem().isEmpty()) {
            return Finding.unknown(Check.ACCESS, look.problem());
        }
        return look.passwords() == null
                ? Finding.unknown(Check.ACCESS, "its /etc/shadow was not read")
                : Finding.green(Check.ACCESS);
    }

    private Optional<String> openDoor(Instance instance) {
        for (String group : instance.securityGroups()) {
            for (Ingress rule : facts.ingress().getOrDefault(group, List.of())) {
                for (int door : DOORS) {
                    if (opens(rule, door)) {
                        return Optional.of(
                                "security group " + group + " opens port " + door + " to " + shown(rule.source()));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean opens(Ingress rule, int port) {
        boolean tcp = List.of("-1", "tcp", "6").contains(rule.protocol());
        boolean all = rule.protocol().equals("-1") || rule.from() == -1;
        return tcp && (all || rule.from() <= port && port <= rule.to());
    }

    private Finding files(Instance instance, InstanceLook look) {
        if (!look.lacksManifest().isEmpty()) {
            return asTested(look);
        }
        Optional<String> foreign = manifest.problem(running(instance), look.manifest());
        if (foreign.isPresent()) {
            return Finding.red(Check.FILES, foreign.get());
        }
        if (look.count() > 0) {
            return Finding.red(Check.FILES, look.first() + others(look));
        }
        return look.packagesKnown()
                ? Finding.green(Check.FILES)
                : Finding.unknown(Check.FILES, "its packages were not read");
    }

    /** Whoever has no manifest is never green, not even where a test listed the packages of the image. */
    private Finding asTested(InstanceLook look) {
        boolean compared =
                !manifest.given().tested().isEmpty() && look.problem().isEmpty();
        if (compared && look.count() > 0) {
            return Finding.red(Check.FILES, look.first() + others(look) + ", as a test of its image listed them");
        }
        return Finding.unknown(
                Check.FILES,
                look.lacksManifest()
                        + (compared && look.packagesKnown()
                                ? "; its packages are those that a test of its image listed"
                                : ""));
    }

    private static String others(InstanceLook look) {
        return look.count() == 1 ? "" : ", and " + (look.count() - 1) + " more";
    }

    private Finding logins(Instance instance, InstanceLook look) {
        List<String> seen = new ArrayList<>();
        if (facts.sessions().contains(instance.id())) {
            seen.add("it had a session of Session Manager");
        }
        Instant login = look.login();
        if (login != null && login.isAfter(instance.born()) && !login.equals(Instant.EPOCH)) {
            seen.add("somebody logged in at " + login);
        }
        if (!seen.isEmpty()) {
            return Finding.red(Check.LOGINS, String.join(", and ", seen));
        }
        if (login == null) {
            return Finding.unknown(
                    Check.LOGINS, look.problem().isEmpty() ? "its log of logins was not read" : look.problem());
        }
        return facts.gaps().containsKey(Part.SESSIONS)
                ? Finding.unknown(Check.LOGINS, facts.gaps().get(Part.SESSIONS))
                : Finding.green(Check.LOGINS);
    }

    /** What others named, as one printable line. */
    private static String shown(String text) {
        String plain = text.replaceAll("[^\\x20-\\x7e]", "?");
        return plain.length() > 100 ? plain.substring(0, 100) + "..." : plain;
    }
}
