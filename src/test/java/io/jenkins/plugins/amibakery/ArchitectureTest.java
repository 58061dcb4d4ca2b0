package io.jenkins.plugins.amibakery;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.Configuration.consideringOnlyDependenciesInDiagram;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.adhereToPlantUmlDiagram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.jenkins.plugins.amibakery.engine.yaml.YamlText;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.error.YAMLException;

/** The rooms of the house and the arrows between them, as house.puml draws them. */
class ArchitectureTest {
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.jenkins.plugins.amibakery");

    @Test
    void everyDependencyIsAnArrowOfTheHouse() {
        classes()
                .should(adhereToPlantUmlDiagram(
                        Objects.requireNonNull(getClass().getResource("house.puml")),
                        consideringOnlyDependenciesInDiagram()))
                .check(CODE);
    }

    @Test
    void theEngineAndTheCommandLineKnowNoJenkins() {
        noClasses()
                .that()
                .resideInAnyPackage("..amibakery.engine..", "..amibakery.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("hudson..", "jenkins..", "org.kohsuke..", "org.jenkinsci..")
                .check(CODE);
    }

    @Test
    void onlyTheAwsRoomSeesTheSdk() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..amibakery.engine.aws..", "..amibakery.config..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon..")
                .check(CODE);
    }

    /** It would quote the file, which may be one that somebody must not read. */
    @Test
    void noMessageOfAParserIsPassedOn() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(YamlText.class)
                .should()
                .callMethodWhere(target(nameMatching("getMessage|getOriginalMessage|getProblem|toString"))
                        .and(target(owner(JavaClass.Predicates.assignableTo(JsonProcessingException.class)
                                .or(JavaClass.Predicates.assignableTo(YAMLException.class))))))
                .check(CODE);
    }

    @Test
    void noRoomIsLeftOutOfTheHouse() {
        classes()
                .that()
                .resideInAPackage("io.jenkins.plugins.amibakery..")
                .should()
                .resideInAnyPackage(
                        "..amibakery.engine..",
                        "..amibakery.cli..",
                        "..amibakery.agent..",
                        "..amibakery.config..",
                        "..amibakery.results..",
                        "..amibakery.schedule..",
                        "..amibakery.source..",
                        "..amibakery.steps..",
                        "..amibakery.trust..")
                .check(CODE);
    }
}
