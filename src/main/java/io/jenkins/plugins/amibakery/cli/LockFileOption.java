package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.lockfile.LockFiles;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that says which lock file is meant. */
final class LockFileOption {
    @Option(
            names = "--lock",
            paramLabel = "FILE",
            description = "The lock file (default: beside the template, such as packer/img-mgr.lock.json).")
    private Path file;

    boolean isNamed() {
        return file != null;
    }

    /** The lock file of a request, as a person would name it. */
    Path of(BakeRequest request) {
        if (file != null) {
            return file;
        }
        Path here = request.directory().toAbsolutePath().normalize();
        Path beside = LockFiles.beside(here.resolve(request.template()).normalize());
        return beside.startsWith(here) ? here.relativize(beside) : beside;
    }
}
