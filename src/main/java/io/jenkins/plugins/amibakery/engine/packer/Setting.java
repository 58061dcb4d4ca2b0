package io.jenkins.plugins.amibakery.engine.packer;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * One setting of a component: an attribute as the template has it.
 *
 * @param path its name, with those of the blocks around it in front, such as {@code launch_block_device_mappings.volume_size}
 * @param source its expression in a form in which blanks and order that mean nothing are always the same
 * @param plain whether the expression is one text, number or truth, which may be shown
 * @param variables the variables it refers to
 * @param locals the locals it refers to; none in JSON
 */
record Setting(String path, String source, boolean plain, Set<String> variables, Set<String> locals) {
    private static final Pattern PRIVATE = Pattern.compile(
            "(?i).*(password|passwd|passphrase|secret|(?<!http_)token|credential|private|mfa|access_key).*");

    Setting {
        variables = Set.copyOf(variables);
        locals = Set.copyOf(locals);
    }

    /** What a person may see of it. */
    String shown() {
        boolean visible =
                plain && source.length() <= 120 && !PRIVATE.matcher(path).matches();
        return visible ? source : "";
    }
}
