package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.lockfile.LockUse;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say what part a lock file plays in a bake. */
final class LockOptions {
    @Option(names = "--locked", descriptionKey = "bake.locked")
    private boolean locked;

    @Option(names = "--write-lock", descriptionKey = "bake.writeLock")
    private boolean write;

    @Mixin
    private LockFileOption file;

    /** What a bake does with the lock file. */
    LockUse.Mode mode() {
        if (locked && write) {
            throw new IllegalArgumentException("--locked and --write-lock cannot be combined; give only one of them.");
        }
        if (file.isNamed() && !locked && !write) {
            throw new IllegalArgumentException(
                    "--lock names a file for --locked or --write-lock; give one of them too.");
        }
        return locked ? LockUse.Mode.KEEP : write ? LockUse.Mode.WRITE : LockUse.Mode.NONE;
    }

    /** The lock file of a request, as a person would name it. */
    Path file(BakeRequest request) {
        return file.of(request);
    }
}
