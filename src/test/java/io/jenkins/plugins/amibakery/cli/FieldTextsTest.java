package io.jenkins.plugins.amibakery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.AmiField;
import io.jenkins.plugins.amibakery.engine.model.BakeField;
import io.jenkins.plugins.amibakery.engine.model.CompareField;
import io.jenkins.plugins.amibakery.engine.model.DeployField;
import io.jenkins.plugins.amibakery.engine.model.FleetField;
import io.jenkins.plugins.amibakery.engine.model.ProveField;
import io.jenkins.plugins.amibakery.engine.model.TestField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

class FieldTextsTest {
    /** At a terminal these come from the environment, an option of every command or another command. */
    private static final Set<String> ELSEWHERE = Set.of(
            "bake.environment",
            "bake.region",
            "bake.packer",
            "images.region",
            "images.job",
            "fleet.region",
            "fleet.failOn",
            "compare.region",
            "compare.failOn",
            "prove.region",
            "prove.failOn",
            "test.region",
            "deploy.region",
            "deploy.action",
            "deploy.runway",
            "deploy.approved");

    private final CommandLine line = Main.line(new Main());

    @Test
    void everyFieldHasAnOptionAndEveryKeyAField() {
        Set<String> fields = Stream.of(
                        Stream.of(BakeField.values()).map(field -> "bake." + field.key()),
                        Stream.of(AmiField.values()).map(field -> "images." + field.key()),
                        Stream.of(FleetField.values()).map(field -> "fleet." + field.key()),
                        Stream.of(CompareField.values()).map(field -> "compare." + field.key()),
                        Stream.of(ProveField.values()).map(field -> "prove." + field.key()),
                        Stream.of(TestField.values()).map(field -> "test." + field.key()),
                        Stream.of(DeployField.values()).map(field -> "deploy." + field.key()))
                .flatMap(all -> all)
                .collect(Collectors.toCollection(TreeSet::new));
        fields.removeAll(ELSEWHERE);

        assertThat(told().keySet()).isEqualTo(fields);
    }

    @Test
    void anOptionIsToldInTheWordsOfItsField() {
        assertThat(told().get("bake.secretVars").get(0))
                .startsWith("Template variables whose values must stay hidden. Read from the environment variable");
        assertThat(line.getSubcommands().get("deploy").getUsageMessage()).contains("${env NAME}");
        assertThat(line.getSubcommands().get("bake").getUsageMessage())
                .containsPattern("--await=SECONDS +How long to wait after Packer has finished until each")
                .contains("Default: 1800.");
    }

    @Test
    void whatCountsWithoutAnOptionIsWhatTheFieldSays() {
        told().forEach((key, texts) -> assertThat(texts).as(key).allMatch(text -> !text.isBlank()));
        assertThat(numbers())
                .containsEntry("bake.awaitSeconds", "1800")
                .containsEntry("bake.graceSeconds", "300")
                .containsEntry("bake.parallelBuilds", "0")
                .containsEntry("deploy.graceSeconds", "60");
    }

    private Map<String, List<String>> told() {
        return arguments()
                .collect(Collectors.toMap(
                        ArgSpec::descriptionKey,
                        argument -> List.of(String.join("\n", argument.description())),
                        (one, other) -> one,
                        java.util.TreeMap::new));
    }

    private Map<String, String> numbers() {
        Map<String, String> numbers = new LinkedHashMap<>();
        arguments()
                .filter(argument -> argument.defaultValueString() != null)
                .forEach(argument -> numbers.put(argument.descriptionKey(), argument.defaultValueString()));
        return numbers;
    }

    private Stream<ArgSpec> arguments() {
        return line.getSubcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .flatMap(command -> command.args().stream())
                .filter(argument -> argument.descriptionKey().contains(".")
                        && !argument.descriptionKey().startsWith("mixin"));
    }
}
