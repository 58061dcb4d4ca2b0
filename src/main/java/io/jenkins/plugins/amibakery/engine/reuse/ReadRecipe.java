package io.jenkins.plugins.amibakery.engine.reuse;

import io.jenkins.plugins.amibakery.engine.model.KeyPart;
import io.jenkins.plugins.amibakery.engine.packer.RecipeFacts;
import java.util.List;

/**
 * A recipe whose template, variables and files have been read.
 *
 * @param parts the parts of its key so far
 * @param facts what it consists of
 */
public record ReadRecipe(List<KeyPart> parts, RecipeFacts facts) {
    public ReadRecipe {
        parts = List.copyOf(parts);
    }
}
