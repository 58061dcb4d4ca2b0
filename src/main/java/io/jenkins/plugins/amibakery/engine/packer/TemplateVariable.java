package io.jenkins.plugins.amibakery.engine.packer;

import java.util.Optional;

/**
 * A variable that a template declares.
 *
 * @param name its name
 * @param defaultValue its default as written, functions such as {@code {{env `USER`}}} unresolved; empty when it has none
 * @param required whether packer refuses to run without a value for it
 * @param sensitive whether the template wants its value kept out of packer's output
 */
public record TemplateVariable(String name, Optional<String> defaultValue, boolean required, boolean sensitive) {}
