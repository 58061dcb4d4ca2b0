package io.jenkins.plugins.amibakery.engine.model;

import java.nio.file.Path;

/** The name that a recipe has unless it is given another. */
public final class RecipeName {
    private RecipeName() {}

    /** That of its template, without its ending or the number of a Jenkins workspace. */
    public static String of(Path template) {
        Path name = template.toAbsolutePath().normalize().getFileName();
        String text = name == null ? "recipe" : name.toString();
        return text.replaceAll("@\\d+$", "")
                .replaceAll("(\\.pkr)?\\.(json|hcl)$", "")
                .replaceAll("-packer$", "");
    }
}
