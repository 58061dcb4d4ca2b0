package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.reuse.ReuseClaim;
import io.jenkins.plugins.amibakery.engine.statement.VerifyingKey;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ami-bakery key}: shows the public half of the key with which this user signs, as others list it to trust it. */
@Command(
        name = "key",
        description = "Show the public half of the key that signs your AMIs, for others to trust it.",
        mixinStandardHelpOptions = true)
final class KeyCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException {
        VerifyingKey key = new LocalTrust(System.getenv()).signer().verifyingKey();
        System.out.println("# key " + key.id() + " of " + StartedBy.in(System.getenv()));
        System.out.println("jobs: " + ReuseClaim.TERMINAL);
        System.out.print(key.pem());
        return ExitCode.OK;
    }
}
