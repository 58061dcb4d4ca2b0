package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.attest.Attestation;
import io.jenkins.plugins.amibakery.engine.attest.Attestations;
import io.jenkins.plugins.amibakery.engine.attest.Envelope;
import io.jenkins.plugins.amibakery.engine.attest.Provenance;
import io.jenkins.plugins.amibakery.engine.attest.Subject;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.reuse.TrustedKey;
import io.jenkins.plugins.amibakery.engine.statement.Verifier;
import io.jenkins.plugins.amibakery.engine.statement.VerifyingKey;
import io.jenkins.plugins.amibakery.engine.store.DocumentName;
import io.jenkins.plugins.amibakery.engine.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ami-bakery attest}: shows and checks what is attested of AMIs. Asks nobody. */
@Command(
        name = "attest",
        description = "Show and verify attestations: how an AMI was made, signed in the form of in-toto and SLSA.",
        mixinStandardHelpOptions = true)
final class AttestCommand {
    private final Map<String, String> environment = System.getenv();

    @Command(
            name = "verify",
            description = "Verify that a trusted key has signed an attestation, without asking any service.",
            mixinStandardHelpOptions = true)
    int verify(
            @Parameters(paramLabel = "FILE", description = "A DSSE envelope.") Path file,
            @Option(
                            names = "--key",
                            paramLabel = "FILE",
                            description =
                                    "Trust only these public keys, PEM blocks; by default your own and those you trust.")
                    List<Path> keys,
            @Option(names = "--ami", paramLabel = "ID", description = "The AMI that it must be about.") String ami,
            @Option(names = "--region", paramLabel = "REGION", description = "The region it must be about.")
                    String region,
            @Option(names = "--account", paramLabel = "ID", description = "The account it must be about.")
                    String account)
            throws IOException {
        Terminal terminal = Terminal.on(System.out);
        try {
            Attestations.Verified found = Attestations.verify(Envelope.read(content(file)), trusted(keys));
            Subject about = found.attestation().subject();
            require(
                    "AMI",
                    Optional.ofNullable(ami).map(id -> new AmiId(id).value()),
                    about.ami().value());
            require(
                    "region",
                    Optional.ofNullable(region).map(code -> new Region(code).code()),
                    about.region().code());
            require("account", Optional.ofNullable(account), about.account());
            terminal.good(line(found.attestation(), found.key()));
            return ExitCode.OK;
        } catch (IllegalArgumentException e) {
            terminal.bad(file + ": " + e.getMessage());
            return ExitCode.FAILED;
        }
    }

    @Command(
            name = "show",
            description = "List the attestations of an AMI that your bakes left, with their files.",
            mixinStandardHelpOptions = true)
    int show(@Parameters(paramLabel = "AMI", description = "The id of an AMI.") String ami, @Mixin CloudOptions cloud)
            throws IOException {
        CliEnvironment surroundings = cloud.surroundings();
        String where = LocalAttestations.where(surroundings);
        Terminal terminal = Terminal.on(System.out);
        try (Store store = LocalAttestations.store(surroundings)) {
            Attestations kept = new Attestations(store);
            List<DocumentName> names = kept.names(new AmiId(ami));
            if (names.isEmpty()) {
                terminal.line("Nothing is attested of " + ami + " in " + where + ".");
                return ExitCode.FAILED;
            }
            Verifier trusted = trusted(null);
            for (DocumentName name : names) {
                terminal.line(where + name);
                terminal.line("  " + told(kept.read(name), trusted));
            }
        }
        return ExitCode.OK;
    }

    private static String told(Optional<Envelope> envelope, Verifier trusted) {
        try {
            return envelope.map(one -> Attestations.verify(one, trusted))
                    .map(found -> line(found.attestation(), found.key()))
                    .orElse("Not an attestation.");
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    private static String line(Attestation attestation, VerifyingKey key) {
        return "Verified: " + attestation.subject() + ", " + attestation.predicateType() + ", signed by the key "
                + key.id() + "."
                + Provenance.packers(attestation)
                        .map(digest -> " Packer's own provenance, SHA-256 " + digest + ": not checked by AMI Bakery.")
                        .orElse("");
    }

    private static void require(String what, Optional<String> wanted, String is) {
        if (wanted.filter(one -> !one.equals(is)).isPresent()) {
            throw new IllegalArgumentException(
                    "It is about another " + what + ": " + is + ", not " + wanted.orElseThrow() + ".");
        }
    }

    private static String content(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("there is no such file.");
        }
        return Files.readString(file);
    }

    /** @param files of public keys; null for one's own and those one trusts */
    private Verifier trusted(List<Path> files) throws IOException {
        if (files == null) {
            return new LocalTrust(environment).trust().verifier();
        }
        List<VerifyingKey> keys = new ArrayList<>();
        for (Path file : files) {
            TrustedKey.read(content(file)).forEach(one -> keys.add(one.key()));
        }
        return new Verifier(keys);
    }
}
