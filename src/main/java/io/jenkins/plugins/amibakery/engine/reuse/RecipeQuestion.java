package io.jenkins.plugins.amibakery.engine.reuse;

import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a recipe is read by; nothing of it is known from packer.
 *
 * @param request the bake
 * @param environment what packer would find in its environment
 * @param region where packer would work when neither template nor request say; empty when nobody knows
 * @param inputs globs of further files that decide the image, relative to the request's directory
 */
public record RecipeQuestion(
        BakeRequest request, Map<String, String> environment, Optional<Region> region, List<String> inputs) {
    public RecipeQuestion {
        Objects.requireNonNull(request, "request");
        environment = Map.copyOf(environment);
        inputs = List.copyOf(inputs);
    }
}
