package io.jenkins.plugins.amibakery.steps.bake;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.AmiField;
import io.jenkins.plugins.amibakery.engine.model.BakeField;
import io.jenkins.plugins.amibakery.engine.model.CompareField;
import io.jenkins.plugins.amibakery.engine.model.DeployField;
import io.jenkins.plugins.amibakery.engine.model.Field;
import io.jenkins.plugins.amibakery.engine.model.Field.Kind;
import io.jenkins.plugins.amibakery.engine.model.FleetField;
import io.jenkins.plugins.amibakery.engine.model.IdentityField;
import io.jenkins.plugins.amibakery.engine.model.ProveField;
import io.jenkins.plugins.amibakery.engine.model.TestField;
import io.jenkins.plugins.amibakery.steps.boot.TestAmiStep;
import io.jenkins.plugins.amibakery.steps.deploy.RunwayDeployStep;
import io.jenkins.plugins.amibakery.steps.fleet.CompareEnvironmentsStep;
import io.jenkins.plugins.amibakery.steps.fleet.ProveStep;
import io.jenkins.plugins.amibakery.steps.fleet.VerifyFleetStep;
import io.jenkins.plugins.amibakery.steps.images.FindAmisStep;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Each step has the fields of its list, no more and no less, and shows what the list says. */
class FieldsTest {
    /** A step with every default, and its fields. */
    record Listed(Object step, List<Field> fields) {
        @Override
        public String toString() {
            return step.getClass().getSimpleName();
        }
    }

    static Stream<Listed> steps() {
        return Stream.of(
                new Listed(new BakeAmiStep("image.pkr.hcl"), with(BakeField.values())),
                new Listed(new RunwayDeployStep("dev"), with(DeployField.values())),
                new Listed(new FindAmisStep(), with(AmiField.values())),
                new Listed(new TestAmiStep("ami-0123456789abcdef0"), with(TestField.values())),
                new Listed(new VerifyFleetStep(), with(FleetField.values())),
                new Listed(new CompareEnvironmentsStep("qa", "prod"), with(CompareField.values())),
                new Listed(new ProveStep("qa", "prod"), with(ProveField.values())));
    }

    private static List<Field> with(Field... own) {
        return Stream.concat(Stream.of(own), Stream.of(IdentityField.values())).toList();
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aStepHasEachFieldOfItsListWithItsKind(Listed listed) {
        Map<String, Class<?>> wanted = new TreeMap<>();
        listed.fields.forEach(field -> wanted.put(field.key(), type(field.told().kind())));

        assertThat(bound(listed.step.getClass())).isEqualTo(wanted);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aTitleHasNoParenthesesForAFormTakesWhatIsInThemForArguments(Listed listed) {
        assertThat(listed.fields).noneMatch(field -> field.told().title().contains("("));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aNewStepHasTheDefaultsOfItsList(Listed listed) throws Exception {
        for (Field field : listed.fields) {
            if (field.told().kind() == Kind.NUMBER || field.told().kind() == Kind.FLAG) {
                Object value = listed.step.getClass().getField(field.key()).get(listed.step);
                assertThat(value).as(field.key()).hasToString(field.told().standard());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("steps")
    void helpAndFormAreWrittenOutOfTheList(Listed listed) throws Exception {
        String form = resource(listed.step.getClass(), "config.jelly");
        for (Field field : listed.fields) {
            assertThat(resource(listed.step.getClass(), "help-" + field.key() + ".html"))
                    .contains(field.told().brief(), field.told().more());
            assertThat(form)
                    .contains(
                            "field=\"" + field.key() + "\"",
                            "${%" + field.told().title() + "}");
        }
    }

    /** As one line. */
    private static String resource(Class<?> type, String name) throws IOException {
        try (InputStream in = type.getResourceAsStream(type.getSimpleName() + "/" + name)) {
            assertThat(in).as(name + "; make docs writes it").isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("\\s+", " ");
        }
    }

    private static Class<?> type(Kind kind) {
        return switch (kind) {
            case TEXT, CHOICE -> String.class;
            case NUMBER -> int.class;
            case FLAG -> boolean.class;
            case TEXTS -> List.class;
            case VALUES, SECRETS -> Map.class;
            case AMI -> Object.class;
        };
    }

    /** What Jenkins' data binding sees. */
    private static Map<String, Class<?>> bound(Class<?> step) {
        Map<String, Class<?>> found = new TreeMap<>();
        for (Constructor<?> constructor : step.getConstructors()) {
            if (constructor.isAnnotationPresent(DataBoundConstructor.class)) {
                for (Parameter parameter : constructor.getParameters()) {
                    found.put(parameter.getName(), parameter.getType());
                }
            }
        }
        for (java.lang.reflect.Field field : step.getFields()) {
            if (field.isAnnotationPresent(DataBoundSetter.class)) {
                found.put(field.getName(), field.getType());
            }
        }
        for (Method method : step.getMethods()) {
            if (method.isAnnotationPresent(DataBoundSetter.class)) {
                String name = method.getName().substring("set".length());
                found.put(
                        name.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + name.substring(1),
                        method.getParameterTypes()[0]);
            }
        }
        return found;
    }
}
