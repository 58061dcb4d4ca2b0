package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.aws.access.AwsIdentity;
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

    private final CliEnvironment surroundings;

    Doctor(CliEnvironment surroundings) {
        this.surroundings = surroundings;
    }

    List<DoctorCheck> examine(String packer, String runway) throws IOException, InterruptedException {
        List<DoctorCheck> checks = new ArrayList<>();
        checks.add(DoctorCheck.good("java", Runtime.version().toString()));
        checks.addAll(packer(packer));
        checks.add(runway(runway));
        checks.addAll(cloud());
        return checks;
    }

    private List<DoctorCheck> packer(String program) throws IOException, InterruptedException {
        LocalPacker packer = new LocalPacker(surroundings.environment());
        PackerVersion version;
        try {
            version = packer.version(program, HERE);
        } catch (BakeFailedException e) {
            return List.of(DoctorCheck.bad(
                    "packer", e.failure().detail(), e.failure().cause().remedy()));
        }
        if (version.compareTo(PackerVersion.OLDEST) < 0) {
            return List.of(DoctorCheck.bad(
                    "packer", version + " is too old", "install " + PackerVersion.OLDEST + " or newer"));
        }
        return List.of(DoctorCheck.good("packer", program + " is " + version), amazonPlugin(packer, program, version));
    }

    private static DoctorCheck amazonPlugin(LocalPacker packer, String program, PackerVersion version)
            throws IOException, InterruptedException {
        return PluginList.amazon(PluginList.of(packer.plugins(program, version, HERE), version))
                .map(plugin -> DoctorCheck.good("packer's amazon plugin", plugin))
                .orElseGet(() -> DoctorCheck.bad(
                        "packer's amazon plugin",
                        "packer " + version + " has none installed",
                        "run: packer plugins install github.com/hashicorp/amazon"));
    }

    private DoctorCheck runway(String program) throws IOException, InterruptedException {
        CommandOutput answer;
        try {
            answer = CommandOutput.to(RunwayCommands.version(program, HERE), surroundings.environment());
        } catch (BakeFailedException e) {
            return DoctorCheck.missing(
                    "runway",
                    "no '" + program + "' on PATH",
                    "needed to deploy: make deploy-dev sets it up here, pip install runway elsewhere");
        }
        Optional<RunwayVersion> version = RunwayVersion.read(answer.text());
        if (version.isEmpty()) {
            return DoctorCheck.bad("runway", "'" + program + "' does not print its version", "pip install runway");
        }
        return version.get().compareTo(RunwayVersion.OLDEST) >= 0
                ? DoctorCheck.good("runway", program + " is " + version.get())
                : DoctorCheck.bad(
                        "runway", version.get() + " is too old", "install 2.6 or newer: pip install -U runway");
    }

    private List<DoctorCheck> cloud() throws InterruptedException {
        Optional<Region> region = surroundings.anyRegion();
        if (region.isEmpty()) {
            return List.of(DoctorCheck.bad(
                    "region",
                    "none is set",
                    "set AWS_REGION, for example us-west-2, or give --region to each command"));
        }
        String where = surroundings.endpoint().orElse("AWS");
        try {
            AwsIdentity.WhoAmI me = AwsIdentity.whoAmI(surroundings.access(), region.get());
            return List.of(
                    DoctorCheck.good("network", where + " answers"),
                    DoctorCheck.good(
                            "credentials", me.arn() + " in account " + me.account() + ", region " + region.get()));
        } catch (BakeFailedException e) {
            return List.of(DoctorCheck.bad(
                    "credentials and network",
                    e.failure().detail(),
                    e.failure().cause().remedy()));
        }
    }
}
