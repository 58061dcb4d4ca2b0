package io.jenkins.plugins.amibakery.engine.packer;

/**
 * The value a variable will have.
 *
 * @param name the variable
 * @param text its value: plain text, or the source of a list or map; {@link #NULL} for HCL's null
 * @param secret whether nobody may see it: it was given as a secret, the template calls it sensitive, the environment has it, or a var
 *     file that lies outside of the directory and of the template's own. An empty one, and HCL's null, hide nothing
 * @param changing why it is another from bake to bake; empty when it is not
 */
public record VariableValue(String name, String text, boolean secret, String changing) {
    /** In place of a text where HCL has null: no text of a template, a file or the environment is this one. */
    static final String NULL = "\0";

    /** A sensitive variable that nobody gives a value must not make a recipe its job's own, as a secret does. */
    public VariableValue {
        secret = secret && !text.isEmpty() && !text.equals(NULL);
    }

    /** Whether it is HCL's null, with which a setting is as if it were not there. */
    public boolean isNull() {
        return text.equals(NULL);
    }

    /** Does not give the value away. */
    @Override
    public String toString() {
        return "VariableValue[" + name + "]";
    }
}
