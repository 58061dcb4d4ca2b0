package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.model.LockChange;
import io.jenkins.plugins.amibakery.engine.model.LockFile;
import java.nio.file.Path;
import java.util.List;

/**
 * What became of a lock file, for people: a line for each thing that changed in it.
 *
 * <pre>
 * packer/img-mgr.lock.json
 *   ~ amazon-ebs: base AMI in us-west-2 ami-0d12a1b2c3d4e5f60 debian-12-… → ami-0d12b2c3d4e5f6071 debian-12-…
 *   ~ amazon-ebs: package nginx 1.22.1-9 → 1.22.1-9+deb12u2
 * </pre>
 */
final class LockText {
    private LockText() {}

    /**
     * What a lock holds, in brief.
     *
     * @param floating how many lines of the recipe are not pinned, with this lock or without
     */
    static void print(Path file, LockFile lock, long floating, Terminal terminal) {
        terminal.strong("Lock       " + file);
        terminal.line("  packer   " + lock.packer());
        lock.plugins().forEach((source, version) -> terminal.line("  plugin   " + source + " " + version));
        lock.builds().forEach((name, build) -> {
            build.bases()
                    .forEach((region, base) ->
                            terminal.line("  base     " + name + " in " + region + ": " + base.shown()));
            build.packages()
                    .forEach((list, versions) ->
                            terminal.line("  versions " + name + ": " + versions.size() + " in " + list));
        });
        if (!lock.locksPackages()) {
            terminal.line("  packages: not locked (" + (floating == 1 ? "1 line floats)" : floating + " lines float)"));
        }
    }

    static void print(List<LockChange> changes, Terminal terminal) {
        changes.forEach(change -> terminal.line("  " + change.line()));
    }
}
