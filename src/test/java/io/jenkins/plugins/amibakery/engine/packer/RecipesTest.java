package io.jenkins.plugins.amibakery.engine.packer;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thirty recipes modelled on public ones, which were there before this was counted: what of each is not pinned, and what settles it. */
class RecipesTest {
    private static final Path RECIPES = Path.of("src/test/recipes");

    /** What their users give: var files, then variables; values that only name things are invented. */
    private static final Map<String, List<String>> GIVEN = Map.of(
            "03-rhel-base", List.of("packer/rhel8.json"),
            "06-puppet-base", List.of("vpc_id=vpc-1", "subnet_id=subnet-1"),
            "11-cluster-node",
                    List.of(
                            "templates/al2023/variables-default.json",
                            "templates/al2023/variables-1.29.json",
                            "ami_name=node"),
            "21-dev-environment-host", List.of("ami_name=dev"),
            "29-ecs-gold", List.of("environments/sandbox.pkrvars.hcl"));

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "HOME", "/nonexistent",
            "AWS_DEFAULT_REGION", "us-west-2",
            "aws_region", "us-west-2",
            "TENANT_ACCOUNTS", "123456789012",
            "SUBJECT_VERSIONS", "1.0.0",
            "spark_version", "3.4.0",
            "hadoop_version", "3.3.5");

    @TempDir
    private Path folder;

    /** Its template and the folder its paths are meant in, as the table in their README says. */
    private record Recipe(String name, Path template, Path runIn) {}

    private static List<Recipe> recipes() throws IOException {
        try (Stream<Path> all = Files.list(RECIPES)) {
            List<Path> folders = all.filter(Files::isDirectory).sorted().toList();
            String readme = Files.readString(RECIPES.resolve("README.md"));
            return folders.stream().map(one -> recipe(one, readme)).toList();
        }
    }

    private static Recipe recipe(Path folder, String readme) {
        String name = folder.getFileName().toString();
        String row = readme.lines()
                .filter(line -> line.contains("](" + name + ")"))
                .findFirst()
                .orElseThrow();
        String runIn = row.split("\\|")[9].strip().replace("`", "");
        try (Stream<Path> files = Files.walk(folder)) {
            Path found =
                    files.filter(RecipesTest::isTemplate).sorted().findFirst().orElseThrow();
            boolean hcl = found.toString().endsWith(".hcl");
            return new Recipe(name, folder.relativize(hcl ? found.getParent() : found), Path.of(runIn));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static boolean isTemplate(Path file) {
        try {
            return file.toString().endsWith(".pkr.hcl")
                    || file.toString().endsWith(".json")
                            && Files.readString(file).contains("\"builders\"");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private RecipeFacts read(Recipe recipe) throws IOException {
        Path checkout = folder.resolve(recipe.name());
        copy(RECIPES.resolve(recipe.name()), checkout);
        Files.createDirectories(checkout.resolve(".git"));
        Path directory = checkout.resolve(recipe.runIn()).normalize();
        Map<String, String> variables = new LinkedHashMap<>();
        List<Path> files = new java.util.ArrayList<>();
        for (String given : GIVEN.getOrDefault(recipe.name(), List.of())) {
            int equals = given.indexOf('=');
            if (equals > 0) {
                variables.put(given.substring(0, equals), given.substring(equals + 1));
            } else {
                files.add(checkout.resolve(given));
            }
        }
        Path template = checkout.resolve(recipe.template()).normalize();
        giveManifest(template);
        return RecipeReader.read(
                PackerTemplate.read(template, directory),
                directory.relativize(template).toString().isEmpty() ? Path.of(".") : directory.relativize(template),
                Selection.ALL,
                new VariableSources(variables, Map.of(), files, directory, ENVIRONMENT),
                Optional.of(new Region("us-west-2")),
                List.of());
    }

    /** The variable of a template that gives the manifest of its image, which is what a user adds to have packages settled. */
    private static void giveManifest(Path template) throws IOException {
        if (Files.isDirectory(template)) {
            Files.writeString(
                    template.resolve("manifest.pkr.hcl"),
                    "variable \"image_manifests\" {\n  default = \"manifests\"\n}\n");
        } else {
            String text = Files.readString(template);
            Files.writeString(
                    template,
                    text.contains("\"variables\"")
                            ? text.replaceFirst(
                                            "(\"variables\"\\s*:\\s*\\{)(\\s*})?",
                                            "$1\"image_manifests\": \"manifests\",$2")
                                    .replace("\"manifests\",}", "\"manifests\"}")
                            : text.replaceFirst("\\{", "{\"variables\": {\"image_manifests\": \"manifests\"},"));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path one : all.toList()) {
                Path target = to.resolve(from.relativize(one).toString());
                if (Files.isDirectory(one)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(one, target);
                }
            }
        }
    }

    @Test
    void eachIsReadAndWhatIsNotPinnedIsNamed() throws IOException {
        Map<String, Integer> counted = new TreeMap<>();
        List<Recipe> recipes = recipes();
        assertThat(recipes).hasSize(30);
        for (Recipe recipe : recipes) {
            RecipeFacts facts = read(recipe);
            String how = Verdict.of(facts);
            counted.merge(how, 1, Integer::sum);
            System.out.println(recipe.name() + ": " + how);
            facts.floating()
                    .forEach(one -> System.out.println(
                            "    " + one.place() + " [" + Verdict.word(one) + "] " + one.why() + ": " + one.text()));
        }
        System.out.println("of " + recipes.size() + " recipes: " + counted);
    }
}
