package io.jenkins.plugins.amibakery.engine.packer;

/**
 * The value a variable will have.
 *
 * @param name the variable
 * @param text its value: plain text, or the source of a list or map
 * @param secret whether nobody may see it: it was given as a secret, the template calls it sensitive, the environment has it, or a var
 *     file that lies outside of the directory and of the template's own
 * @param changing why it is another from bake to bake; empty when it is not
 */
public record VariableValue(String name, String text, boolean secret, String changing) {
    /** Does not give the value away. */
    @Override
    public String toString() {
        return "VariableValue[" + name + "]";
    }
}
