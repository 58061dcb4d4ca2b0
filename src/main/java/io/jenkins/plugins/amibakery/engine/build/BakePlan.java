package io.jenkins.plugins.amibakery.engine.build;

import io.jenkins.plugins.amibakery.engine.command.CommandLine;
import io.jenkins.plugins.amibakery.engine.packer.PackerTemplate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What has to be run for a bake, and where its results will stand.
 *
 * @param preparation a command that has to succeed first, such as {@code packer init}; empty when there is none
 * @param build the bake itself
 * @param manifests files into which packer will write what it made, absolute; each is read if it is there afterwards
 * @param copies into which regions each build copies its AMI, as {@link PackerTemplate#copies} tells
 * @param redirected the text of the template that packer must get in place of its own, which it would take to AWS itself; empty where
 *     its own goes to the right endpoint
 */
public record BakePlan(
        Optional<CommandLine> preparation,
        CommandLine build,
        List<Path> manifests,
        Map<String, List<String>> copies,
        Optional<String> redirected) {
    public BakePlan {
        copies = Map.copyOf(copies);
        manifests = List.copyOf(manifests);
    }

    /** The bake of the same template at another place. */
    public CommandLine build(Path template) {
        List<String> words = new ArrayList<>(build.words());
        words.set(words.size() - 1, template.toString());
        return new CommandLine(words, build.environment(), build.directory(), build.secrets());
    }
}
