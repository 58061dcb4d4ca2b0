package io.jenkins.plugins.amibakery.engine.bake;

import io.jenkins.plugins.amibakery.engine.build.Manifests;
import io.jenkins.plugins.amibakery.engine.command.CommandLine;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.ownership.Plan;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A bake that can begin: what to run, and what has to be known of it afterwards. Never saved as a whole: the environment may hold
 * secrets.
 *
 * @param directory where to run it all
 * @param preparation a command that has to succeed first, such as {@code packer init}; empty for none
 * @param words packer's command
 * @param shown the same for people
 * @param environment what to set for it
 * @param manifests the files into which packer will write what it made
 * @param regions codes of the regions in which it may leave something
 * @param recipe the recipe's name
 * @param digest SHA-256 of the template
 * @param known when it begins, and where it copies to
 */
public record PlannedBake(
        String directory,
        List<String> preparation,
        List<String> words,
        String shown,
        Map<String, String> environment,
        Manifests manifests,
        List<String> regions,
        String recipe,
        String digest,
        Plan known)
        implements Serializable {
    /** No system takes more words of a command. */
    static final int MOST_WORDS = 10_000;

    /** Linux takes no longer word. */
    static final int LONGEST_WORD = 1 << 17;

    private static final int LONGEST_COMMAND = 1 << 20;

    /** @throws IllegalArgumentException when it cannot be an honest answer; also on its way in, whatever an agent sends */
    public PlannedBake {
        Limits.text("a directory", directory, Limits.PATH);
        Limits.texts("the words of a command", preparation, MOST_WORDS, LONGEST_WORD);
        Limits.texts("the words of a command", words, MOST_WORDS, LONGEST_WORD);
        Limits.text("a command", shown, LONGEST_COMMAND);
        Limits.texts("the variables of a command", environment, MOST_WORDS, LONGEST_WORD);
        Limits.texts("the regions of a bake", regions, Limits.BUILDS, Limits.TAG_VALUE);
        Limits.text("the name of a recipe", recipe, Limits.PATH);
        Limits.text("a digest", digest, Limits.TAG_VALUE);
        Objects.requireNonNull(manifests, "manifests");
        Objects.requireNonNull(known, "known");
        preparation = List.copyOf(preparation);
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
        regions.forEach(Region::new);
        regions = List.copyOf(regions);
    }

    /**
     * Packer's command for this machine.
     *
     * @param secrets texts that must not appear in anything shown of it
     */
    public CommandLine command(Collection<String> secrets) {
        return new CommandLine(words, environment, Path.of(directory), Set.copyOf(secrets));
    }

    /** Gives no secret away. */
    @Override
    public String toString() {
        return shown;
    }
}
