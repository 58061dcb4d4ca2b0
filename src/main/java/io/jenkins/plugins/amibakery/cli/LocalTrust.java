package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.reuse.ReuseClaim;
import io.jenkins.plugins.amibakery.engine.reuse.ReuseTrust;
import io.jenkins.plugins.amibakery.engine.reuse.Signing;
import io.jenkins.plugins.amibakery.engine.reuse.TrustedKey;
import io.jenkins.plugins.amibakery.engine.statement.Signer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The key with which this user signs what AMIs were made with, and the keys of others that count for him. */
final class LocalTrust {
    /** Names a file with the key in place of the user's own one, so that several machines sign alike. */
    static final String VARIABLE = "AMI_BAKERY_SIGNING_KEY";

    private final Map<String, String> environment;

    LocalTrust(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The file of the private key, which need not be there. */
    Path file() {
        String given = environment.getOrDefault(VARIABLE, "");
        return given.isEmpty() ? UserFolder.state(environment).resolve("signing-key.pem") : Path.of(given);
    }

    /** The folder of others' public keys, which need not be there. */
    Path folder() {
        return UserFolder.state(environment).resolve("trusted-keys");
    }

    /**
     * Signs; the key is made when it is first wanted.
     *
     * @throws IllegalArgumentException with one line when there is a file that is no such key, or that others may read
     */
    Signer signer() throws IOException {
        Path file = file();
        if (environment.containsKey(VARIABLE) && Files.notExists(file)) {
            throw new IllegalArgumentException(VARIABLE + " names " + file + ", and there is no such file.");
        }
        try {
            return Signer.read(OwnFile.kept(file, () -> Signer.fresh().keep()));
        } catch (IllegalArgumentException e) {
            throw e.getMessage().contains(file.toString())
                    ? e
                    : new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /** Says with which key a bake of this machine was made. */
    Signing signing(BakeRequest request, BakeKey key) throws IOException {
        return new Signing(signer(), ReuseClaim.TERMINAL, request.recipe(), request.bakeId(), key.digest());
    }

    /** Whose signatures count: one's own, and those of keys in the folder for the jobs that they name. */
    ReuseTrust trust() throws IOException {
        List<TrustedKey> keys = new ArrayList<>(List.of(TrustedKey.own(signer().verifyingKey())));
        if (Files.isDirectory(folder())) {
            try (Stream<Path> files = Files.list(folder())) {
                for (Path file : files.filter(one -> one.toString().endsWith(".pem"))
                        .sorted()
                        .toList()) {
                    keys.addAll(read(file));
                }
            }
        }
        return new ReuseTrust(ReuseClaim.TERMINAL, Set.of(), keys);
    }

    private static List<TrustedKey> read(Path file) throws IOException {
        try {
            return TrustedKey.read(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }
}
