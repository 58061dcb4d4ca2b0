package io.jenkins.plugins.amibakery.engine.build;

import io.jenkins.plugins.amibakery.engine.bake.OwnResults;
import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.command.CommandLine;
import io.jenkins.plugins.amibakery.engine.command.CommandOutcome;
import io.jenkins.plugins.amibakery.engine.command.Masker;
import io.jenkins.plugins.amibakery.engine.lockfile.PackageLock;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.packer.BuilderRegions;
import io.jenkins.plugins.amibakery.engine.packer.PackerCommands;
import io.jenkins.plugins.amibakery.engine.packer.PackerTemplate;
import io.jenkins.plugins.amibakery.engine.packer.PackerVersion;
import io.jenkins.plugins.amibakery.engine.packer.RedirectedTemplate;
import io.jenkins.plugins.amibakery.engine.packer.Selection;
import io.jenkins.plugins.amibakery.engine.packer.VariableSources;
import io.jenkins.plugins.amibakery.engine.packer.WrittenAmis;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerFacts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The use case "bake", in two pure halves: what to run, and its result. */
public final class PackerBuild {
    /** Template variables that a bake fills when the template declares them and the user did not. */
    public static final String VARIABLE_BAKE_ID = "bake_id";

    public static final String VARIABLE_REGION = "region";
    public static final String VARIABLE_ENDPOINT = "ec2_endpoint";

    /** The base AMI a locked bake has to use. */
    public static final String VARIABLE_SOURCE_AMI = "source_ami";

    /** The file with the versions a locked bake has to install; see {@link PackageLock}. */
    public static final String VARIABLE_PACKAGE_LOCK = "package_lock";

    /** The directory into which the template downloads the manifest of each image; see {@link ImageManifests}. */
    public static final String VARIABLE_IMAGE_MANIFESTS = "image_manifests";

    private PackerBuild() {}

    /**
     * Decides what to run.
     *
     * @param secretFile a var file that holds the request's secret variables; empty when there are none
     * @throws BakeFailedException when the request cannot succeed: a variable that the template does not declare, a packer
     *     that is too old, an endpoint that this template cannot be led to
     */
    public static BakePlan plan(
            BakeRequest request, PackerTemplate template, PackerVersion version, Optional<Path> secretFile) {
        return plan(request, template, version, secretFile, Map.of());
    }

    /**
     * The same with further values for variables that the template may declare.
     *
     * @param offered by name; the user's own values win
     */
    public static BakePlan plan(
            BakeRequest request,
            PackerTemplate template,
            PackerVersion version,
            Optional<Path> secretFile,
            Map<String, String> offered) {
        if (version.compareTo(PackerVersion.OLDEST) < 0) {
            throw new BakeFailedException(
                    FailureCause.PACKER_TOO_OLD,
                    request.packer() + " is packer " + version + ", too old: a bake wants " + PackerVersion.OLDEST
                            + " or newer");
        }
        if (template.isHcl() && !version.isAtLeast(1, 7)) {
            throw new BakeFailedException(
                    FailureCause.PACKER_TOO_OLD,
                    template.path() + " is an HCL template, which wants packer 1.7 or newer; " + request.packer()
                            + " is " + version);
        }
        Set<String> given = new LinkedHashSet<>(request.variables().keySet());
        given.addAll(request.secretVariables().keySet());
        template.checkVariables(given);
        Optional<String> redirected = redirected(request, template, version);
        Map<String, String> variables = variables(request, template, offered);
        Map<String, String> environment = environment(request);
        CommandLine build = PackerCommands.build(request, version, variables, secretFile, environment);
        Optional<CommandLine> preparation = template.isHcl() && template.hasRequiredPlugins()
                ? Optional.of(PackerCommands.init(request, version))
                : Optional.empty();
        List<Path> manifests = template.manifestFiles(request.directory().toAbsolutePath(), variables);
        return new BakePlan(
                preparation,
                build,
                manifests,
                template.copies(variables, request.variableFiles().isEmpty()),
                redirected);
    }

    private static Optional<String> redirected(BakeRequest request, PackerTemplate template, PackerVersion version) {
        return request.endpoint()
                .filter(endpoint -> !template.redirectsEndpoint() && !RedirectedTemplate.isNeedless(version))
                .map(endpoint -> RedirectedTemplate.text(template, version, endpoint));
    }

    /**
     * Where a bake works, as far as it can be known before it runs: the region that all of its builders name, else what a user gives, else
     * the template's default, else what the identity's surroundings name.
     *
     * @param environment what packer will find in its environment
     * @throws BakeFailedException {@link FailureCause#OTHER_REGION} when a region was given for this bake, and a builder names another
     */
    public static Optional<Region> region(
            BakeRequest request, PackerTemplate template, Map<String, String> environment, Cloud cloud) {
        VariableSources sources = new VariableSources(
                variables(request, template),
                request.secretVariables(),
                request.variableFiles(),
                request.directory(),
                environment);
        Map<String, Region> named = BuilderRegions.of(
                template, request.template(), new Selection(request.only(), request.except()), sources);
        if (request.regionGiven()) {
            named.forEach((builder, region) -> requireSame(request, builder, region));
        }
        Set<Region> own = Set.copyOf(named.values());
        return own.size() == 1 ? own.stream().findFirst() : otherwise(request, template, cloud);
    }

    private static void requireSame(BakeRequest request, String builder, Region region) {
        Region given = request.region().orElse(region);
        if (!region.equals(given)) {
            throw new BakeFailedException(
                    FailureCause.OTHER_REGION,
                    "The region " + given + " was given, but the builder " + builder + " of " + request.template()
                            + " works in " + region);
        }
    }

    private static Optional<Region> otherwise(BakeRequest request, PackerTemplate template, Cloud cloud) {
        return Optional.ofNullable(request.variables().get(VARIABLE_REGION))
                .map(Region::new)
                .or(request::region)
                .or(() -> Optional.ofNullable(template.variables().get(VARIABLE_REGION))
                        .flatMap(variable -> variable.defaultValue())
                        .map(Region::new))
                .or(cloud::region);
    }

    /** The variables a bake gives to packer in clear: those of the request, and those it fills itself. */
    public static Map<String, String> variables(BakeRequest request, PackerTemplate template) {
        return variables(request, template, Map.of());
    }

    private static Map<String, String> variables(
            BakeRequest request, PackerTemplate template, Map<String, String> offered) {
        Map<String, String> variables = new LinkedHashMap<>();
        offered.forEach((name, value) -> standard(template, variables, name, Optional.of(value)));
        standard(template, variables, VARIABLE_BAKE_ID, Optional.of(request.bakeId()));
        standard(template, variables, VARIABLE_REGION, request.region().map(Object::toString));
        standard(template, variables, VARIABLE_ENDPOINT, request.endpoint());
        variables.putAll(request.variables());
        variables.keySet().removeAll(request.secretVariables().keySet());
        return variables;
    }

    private static void standard(
            PackerTemplate template, Map<String, String> variables, String name, Optional<String> value) {
        if (template.variables().containsKey(name)) {
            value.ifPresent(given -> variables.put(name, given));
        }
    }

    private static Map<String, String> environment(BakeRequest request) {
        Map<String, String> environment = new TreeMap<>();
        request.endpoint().ifPresent(endpoint -> environment.put("AWS_ENDPOINT_URL", endpoint));
        return environment;
    }

    /**
     * Judges what packer left, before the cloud is asked.
     *
     * @param outcome how packer ended
     * @param facts what its log told
     * @param written what its manifests tell of this very run, as {@link OwnResults} says; preferred over the log, which newer packers
     *     mask. One that is broken matters only where packer ended well and the log tells no AMI either
     */
    public static PackerVerdict conclude(
            BakeRequest request, CommandOutcome outcome, PackerFacts facts, WrittenAmis written) {
        Set<BakedAmi> amis = new LinkedHashSet<>(written.amis());
        Set<Object> known = new LinkedHashSet<>();
        written.amis().forEach(ami -> known.add(ami.id()));
        facts.artifacts().stream().filter(ami -> known.add(ami.id())).forEach(amis::add);
        List<Failure> failures = new ArrayList<>();
        boolean cancelled = outcome.cancelled() || facts.cancelled();
        if (cancelled) {
            failures.add(Failure.of(FailureCause.CANCELLED, "The bake was cancelled"));
        } else if (!outcome.succeeded()) {
            Masker masker = new Masker(request.secretVariables().values());
            facts.failures()
                    .forEach(failure ->
                            failures.add(new Failure(failure.where(), failure.cause(), masker.mask(failure.detail()))));
            if (failures.isEmpty()) {
                failures.add(Failure.of(FailureCause.UNKNOWN, outcome.told(request.packer())));
            }
        } else if (amis.isEmpty() && !written.broken().isEmpty()) {
            failures.addAll(written.broken());
        } else if (amis.isEmpty() && !facts.needsNoAmi()) {
            failures.add(
                    Failure.of(FailureCause.NO_ARTIFACT, "Packer succeeded, but made no AMI of " + request.template()));
        }
        return new PackerVerdict(List.copyOf(amis), failures, cancelled);
    }
}
