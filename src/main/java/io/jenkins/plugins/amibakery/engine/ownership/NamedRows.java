package io.jenkins.plugins.amibakery.engine.ownership;

import io.jenkins.plugins.amibakery.engine.ownership.RegionFacts.Dated;
import io.jenkins.plugins.amibakery.engine.ownership.RegionFacts.GroupFact;
import io.jenkins.plugins.amibakery.engine.packer.log.BuildTrace;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The rows of what packer draws a name for, or is told an id of, before it launches anything. */
final class NamedRows {
    private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    static final Pattern DRAWN = Pattern.compile("packer_" + UUID);
    private static final Pattern DRAWN_IN_IAM = Pattern.compile("packer-" + UUID);
    private static final String DESCRIPTION = "Temporary group for Packer";

    private final BakeTraces traces;

    NamedRows(BakeTraces traces) {
        this.traces = traces;
    }

    /** Name drawn by packer and in its own line; creation not refused; created since the beginning. */
    Verdict keyPair(Dated key) {
        Optional<BuildTrace> build = build(BuildTrace::keyPair, key.id());
        if (!DRAWN.matcher(key.id()).matches()) {
            return Verdict.not("its name is not one that Packer generates, so others may have a key of this name");
        }
        if (build.isEmpty()) {
            return Verdict.not("no line of Packer's log names it");
        }
        if (build.get().keyRefused()) {
            return Verdict.not("EC2 refused to create it for this bake");
        }
        return young(key);
    }

    /** Id in packer's own line; created since the beginning. */
    Verdict launchTemplate(Dated template) {
        return build(BuildTrace::launchTemplate, template.id()).isEmpty()
                ? Verdict.not("no line of Packer's log names it")
                : young(template);
    }

    /** Name drawn by packer and in its own line; created since the beginning. */
    Verdict role(Dated role) {
        return inIam(role, BuildTrace::role);
    }

    /** The same of an instance profile. */
    Verdict profile(Dated profile) {
        return inIam(profile, BuildTrace::profile);
    }

    private Verdict inIam(Dated one, Function<BuildTrace, String> name) {
        if (!DRAWN_IN_IAM.matcher(one.id()).matches()) {
            return Verdict.not("its name is not one that Packer generates");
        }
        return build(name, one.id()).isEmpty() ? Verdict.not("no line of Packer's log names it") : young(one);
    }

    /**
     * All of a security group's row but who uses it: name drawn by packer and in its own line, creation not refused, packer's
     * description.
     */
    Verdict groupAlone(GroupFact group) {
        Optional<BuildTrace> build = build(BuildTrace::group, group.name());
        if (!DRAWN.matcher(group.name()).matches()) {
            return Verdict.not("its name " + group.name() + " is not one that Packer generates");
        }
        if (build.isEmpty()) {
            return Verdict.not("no line of Packer's log names it");
        }
        if (build.get().groupRefused()) {
            return Verdict.not("EC2 refused to create it for this bake");
        }
        return DESCRIPTION.equals(group.description())
                ? Verdict.proved()
                : Verdict.not("its description is not Packer's \"" + DESCRIPTION + "\"");
    }

    /** The build that was about to create a group of this name. */
    Optional<BuildTrace> ofGroup(GroupFact group) {
        return build(BuildTrace::group, group.name());
    }

    private Verdict young(Dated one) {
        String tooOld = traces.plan().tooOld(one.created());
        return tooOld.isEmpty() ? Verdict.proved() : Verdict.not(tooOld);
    }

    private Optional<BuildTrace> build(Function<BuildTrace, String> part, String value) {
        return traces.builds().stream()
                .filter(build -> !value.isEmpty() && part.apply(build).equals(value))
                .findFirst();
    }
}
