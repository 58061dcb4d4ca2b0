package io.jenkins.plugins.amibakery.engine.packer;

import io.jenkins.plugins.amibakery.engine.model.KeyPart;

/**
 * A piece of a template that decides the image.
 *
 * @param kind the kind of part it becomes
 * @param name the part's name
 * @param text what stands there, in a form in which blanks and order that mean nothing are always the same
 * @param shown what a person may see of it
 */
public record RecipePiece(KeyPart.Kind kind, String name, String text, String shown) {
    /** Does not give the text away, which may hold a password. */
    @Override
    public String toString() {
        return "RecipePiece[" + kind + ", " + name + "]";
    }
}
