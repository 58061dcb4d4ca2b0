package io.jenkins.plugins.amibakery.engine.reuse;

import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.LockFile;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.packer.PackerPlugins;
import io.jenkins.plugins.amibakery.engine.packer.PackerVersion;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * All that a bake's key depends on, but for files and base AMIs.
 *
 * @param request the bake
 * @param packer the packer that would bake
 * @param plugins what it has installed, after {@code packer init} where the template requires plugins
 * @param environment what packer would find in its environment
 * @param region where packer would work when neither template nor request say; empty when nobody knows
 * @param inputs globs of further files that decide the image, relative to the request's directory
 * @param lock the lock that the bake keeps to; settles packages when it names their versions
 */
public record KeyQuestion(
        BakeRequest request,
        PackerVersion packer,
        PackerPlugins plugins,
        Map<String, String> environment,
        Optional<Region> region,
        List<String> inputs,
        Optional<LockFile> lock) {
    public KeyQuestion {
        Objects.requireNonNull(request, "request");
        environment = Map.copyOf(environment);
        inputs = List.copyOf(inputs);
    }

    /** An answered question about the recipe, with what packer has told. */
    public KeyQuestion(RecipeQuestion recipe, PackerVersion packer, PackerPlugins plugins, Optional<LockFile> lock) {
        this(recipe.request(), packer, plugins, recipe.environment(), recipe.region(), recipe.inputs(), lock);
    }

    /** The part that needs no packer. */
    RecipeQuestion recipe() {
        return new RecipeQuestion(request, environment, region, inputs);
    }

    /** Asks for the key of a bake in an environment, with nothing further. */
    public static KeyQuestion of(
            BakeRequest request, PackerVersion packer, PackerPlugins plugins, Map<String, String> environment) {
        return new KeyQuestion(request, packer, plugins, environment, request.region(), List.of(), Optional.empty());
    }
}
