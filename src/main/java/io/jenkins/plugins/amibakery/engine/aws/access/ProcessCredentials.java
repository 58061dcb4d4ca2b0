package io.jenkins.plugins.amibakery.engine.aws.access;

import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that prints keys, as a profile's {@code credential_process} names one. It gets the environment that packer gets;
 * the SDK's own provider would hand it this JVM's.
 */
final class ProcessCredentials {
    private static final int LONGEST = 64 * 1024;
    private static final int SECONDS = 60;

    private final String source;
    private final String command;
    private final AwsEnvironment environment;

    ProcessCredentials(String profile, String command, AwsEnvironment environment) {
        this.source = "The credential_process of profile '" + profile + "'";
        this.command = command;
        this.environment = environment;
    }

    /** Runs it and reads what it prints. */
    RenewedCredentials.Fetched fetch() {
        try {
            return CredentialsJson.read(source, output());
        } catch (IOException e) {
            throw new BakeFailedException(
                    Failure.of(FailureCause.CREDENTIALS, source + " cannot be run: " + e.getMessage()), e);
        }
    }

    private String output() throws IOException {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        ProcessBuilder builder =
                new ProcessBuilder(windows ? List.of("cmd.exe", "/c", command) : List.of("sh", "-c", command));
        builder.environment().clear();
        builder.environment().putAll(environment.variables());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            process.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).exceptionally(late -> end(process));
            String printed = new String(process.getInputStream().readNBytes(LONGEST), StandardCharsets.UTF_8);
            int exitCode = process.waitFor();
            if (exitCode != 0) {
                throw new BakeFailedException(FailureCause.CREDENTIALS, source + " ended with exit code " + exitCode);
            }
            return printed;
        } catch (InterruptedException e) {
            throw ErrorTranslator.interrupted(source, e);
        } finally {
            end(process);
        }
    }

    private static Process end(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        return process;
    }
}
