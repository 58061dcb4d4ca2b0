package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.packer.PackerTemplate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that say what is to be baked: template, cloud, variables, builds, packer, recipe. */
final class RecipeOptions {
    @Parameters(paramLabel = "TEMPLATE", descriptionKey = "bake.template")
    private Path template;

    @Mixin
    private CloudOptions cloud;

    @Option(names = "--var", paramLabel = "NAME=VALUE", descriptionKey = "bake.vars")
    private Map<String, String> variables = new LinkedHashMap<>();

    @Option(names = "--secret-var", paramLabel = "NAME[=VARIABLE]", descriptionKey = "bake.secretVars")
    private List<String> secretVariables = List.of();

    @Option(names = "--var-file", paramLabel = "FILE", descriptionKey = "bake.varFiles")
    private List<Path> variableFiles = List.of();

    @Option(names = "--only", paramLabel = "BUILD", split = ",", descriptionKey = "bake.only")
    private List<String> only = List.of();

    @Option(names = "--except", paramLabel = "BUILD", split = ",", descriptionKey = "bake.except")
    private List<String> except = List.of();

    @Option(
            names = "--packer",
            paramLabel = "PROGRAM",
            defaultValue = "${env:PACKER:-packer}",
            description = "The packer to use (environment: PACKER; default: packer on PATH).")
    private String packer;

    @Option(names = "--recipe", paramLabel = "NAME", descriptionKey = "bake.recipe")
    private String recipe;

    CliEnvironment surroundings() throws IOException {
        return cloud.surroundings();
    }

    /** A request with a bake id of its own, to be refined. */
    BakeRequest.Builder request(CliEnvironment surroundings) {
        BakeRequest.Builder request = BakeRequest.of(BakeIds.next(), template)
                .packer(packer)
                .directory(Path.of("").toAbsolutePath())
                .variables(with(wanted(surroundings.variables()), variables))
                .secretVariables(SecretValues.read("--secret-var", secretVariables, surroundings.environment()))
                .variableFiles(variableFiles)
                .only(new LinkedHashSet<>(only))
                .except(new LinkedHashSet<>(except))
                .region(cloud.namedRegion())
                .defaultRegion(surroundings.region())
                .endpoint(surroundings.endpoint());
        Optional.ofNullable(recipe).ifPresent(request::recipe);
        return request;
    }

    /** What a cloud offers is for the templates that ask for it. */
    private Map<String, String> wanted(Map<String, String> offered) {
        Map<String, String> wanted = new LinkedHashMap<>(offered);
        if (!wanted.isEmpty()) {
            wanted.keySet()
                    .retainAll(PackerTemplate.read(template, Path.of("").toAbsolutePath())
                            .variables()
                            .keySet());
        }
        return wanted;
    }

    private static Map<String, String> with(Map<String, String> defaults, Map<String, String> given) {
        Map<String, String> merged = new LinkedHashMap<>(defaults);
        merged.putAll(given);
        return merged;
    }
}
