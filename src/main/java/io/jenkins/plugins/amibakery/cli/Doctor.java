package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.aws.AwsIdentity;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.packer.PackerVersion;
import io.jenkins.plugins.amibakery.engine.packer.PluginList;
import io.jenkins.plugins.amibakery.engine.runway.RunwayCommands;
import io.jenkins.plugins.amibakery.engine.runway.RunwayVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Examines what a bake needs. */
final class Doctor {
    private static final Path HERE = Path.of("");

    private final Surroundings surroundings;

    Doctor(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    List<Check> examine(String packer, String runway) throws IOException, InterruptedException {
        List<Check> checks = new ArrayList<>();
        checks.add(Check.good("java", Runtime.version().toString()));
        checks.addAll(packer(packer));
        checks.add(runway(runway));
        checks.addAll(cloud());
        return checks;
    }

    private List<Check> packer(String program) throws IOException, InterruptedException {
        LocalPacker packer = new LocalPacker(surroundings.environment());
        PackerVersion version;
        try {
            version = packer.version(program, HERE);
        } catch (BakeFailedException e) {
            return List.of(Check.bad(
                    "packer", e.failure().detail(), e.failure().cause().remedy()));
        }
        if (version.compareTo(PackerVersion.OLDEST) < 0) {
            return List.of(
                    Check.bad("packer", version + " is too old", "install " + PackerVersion.OLDEST + " or newer"));
        }
        return List.of(Check.good("packer", program + " is " + version), amazonPlugin(packer, program, version));
    }

    private static Check amazonPlugin(LocalPacker packer, String program, PackerVersion version)
            throws IOException, InterruptedException {
        return PluginList.amazon(PluginList.of(packer.plugins(program, version, HERE), version))
                .map(plugin -> Check.good("packer's amazon plugin", plugin))
                .orElseGet(() -> Check.bad(
                        "packer's amazon plugin",
                        "packer " + version + " has none installed",
                        "run: packer plugins install github.com/hashicorp/amazon"));
    }

    private Check runway(String program) throws IOException, InterruptedException {
        Answer answer;
        try {
            answer = Answer.to(RunwayCommands.version(program, HERE), surroundings.environment());
        } catch (BakeFailedException e) {
            return Check.missing(
                    "runway",
                    "no '" + program + "' on PATH",
                    "needed to deploy: make deploy-dev sets it up here, pip install runway elsewhere");
        }
        Optional<RunwayVersion> version = RunwayVersion.read(answer.text());
        if (version.isEmpty()) {
            return Check.bad("runway", "'" + program + "' does not tell its version", "pip install runway");
        }
        return version.get().compareTo(RunwayVersion.OLDEST) >= 0
                ? Check.good("runway", program + " is " + version.get())
                : Check.bad("runway", version.get() + " is too old", "install 2.6 or newer: pip install -U runway");
    }

    private List<Check> cloud() throws InterruptedException {
        Optional<Region> region = surroundings.anyRegion();
        if (region.isEmpty()) {
            return List.of(Check.bad(
                    "region",
                    "none is set",
                    "set AWS_REGION, for example us-west-2, or give --region to each command"));
        }
        String where = surroundings.endpoint().orElse("AWS");
        try {
            AwsIdentity.WhoAmI me = AwsIdentity.whoAmI(surroundings.access(), region.get());
            return List.of(
                    Check.good("network", where + " answers"),
                    Check.good("credentials", me.arn() + " in account " + me.account() + ", region " + region.get()));
        } catch (BakeFailedException e) {
            return List.of(Check.bad(
                    "credentials and network",
                    e.failure().detail(),
                    e.failure().cause().remedy()));
        }
    }
}
