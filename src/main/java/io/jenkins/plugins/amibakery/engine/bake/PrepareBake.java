package io.jenkins.plugins.amibakery.engine.bake;

import io.jenkins.plugins.amibakery.engine.build.PackerBuild;
import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.UseCase;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import io.jenkins.plugins.amibakery.engine.packer.PackerTemplate;
import io.jenkins.plugins.amibakery.engine.packer.PackerVersion;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * Finds the command that has to succeed before packer knows its plugins, such as {@code packer init}; empty for none, and where the
 * bake cannot be planned at all, as its plan says that better. Changes nothing.
 *
 * @param request what is wanted; run in the directory of the place
 * @param packer packer's version
 */
public record PrepareBake(BakeRequest request, PackerVersion packer) implements UseCase<PrepareBake.Command> {
    /**
     * A command.
     *
     * @param words empty for none
     */
    public record Command(List<String> words) implements Serializable {
        /** @throws IllegalArgumentException when it cannot be an honest answer; also on its way in, whatever an agent sends */
        public Command {
            Limits.texts("the words of a command", words, PlannedBake.MOST_WORDS, PlannedBake.LONGEST_WORD);
            words = List.copyOf(words);
        }
    }

    @Override
    public Command run(Workplace place, Cloud cloud) {
        try {
            BakeRequest here = request.in(place.directory());
            PackerTemplate template = PackerTemplate.read(here.template(), here.directory());
            return PackerBuild.plan(here, template, packer, Optional.empty())
                    .preparation()
                    .map(command -> new Command(command.words()))
                    .orElseGet(() -> new Command(List.of()));
        } catch (BakeFailedException | IllegalArgumentException e) {
            return new Command(List.of());
        }
    }
}
