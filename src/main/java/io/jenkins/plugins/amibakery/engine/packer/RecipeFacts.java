package io.jenkins.plugins.amibakery.engine.packer;

import io.jenkins.plugins.amibakery.engine.context.InputFile;
import io.jenkins.plugins.amibakery.engine.model.BakeTarget;
import io.jenkins.plugins.amibakery.engine.model.BaseImageQuery;
import io.jenkins.plugins.amibakery.engine.model.Floating;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a recipe consists of, as far as it can be told without packer and without the cloud.
 *
 * @param pieces the pieces of its template
 * @param variables the values that decide the image, by the order of their names
 * @param environment variables of the environment that a program on this machine may read, with their values, which nobody may see
 * @param context what the context is and why, for a person; one line
 * @param files every file of its context
 * @param targets the packer builds that would run, and where their AMIs would lie
 * @param baseImages how each base AMI is found, by who takes it: {@code builder NAME} or {@code data NAME}
 * @param types the types of all components, by which plugins are known
 * @param floating what may be another thing tomorrow
 */
public record RecipeFacts(
        List<RecipePiece> pieces,
        List<VariableValue> variables,
        Map<String, String> environment,
        String context,
        Collection<InputFile> files,
        List<BakeTarget> targets,
        Map<String, BaseImageQuery> baseImages,
        Set<String> types,
        List<Floating> floating) {
    public RecipeFacts {
        pieces = List.copyOf(pieces);
        variables = List.copyOf(variables);
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        files = List.copyOf(files);
        targets = List.copyOf(targets);
        baseImages = Collections.unmodifiableMap(new LinkedHashMap<>(baseImages));
        types = Set.copyOf(types);
        floating = List.copyOf(floating);
    }

    /** The same with what is left of what floats. */
    public RecipeFacts withFloating(List<Floating> left) {
        return new RecipeFacts(pieces, variables, environment, context, files, targets, baseImages, types, left);
    }
}
