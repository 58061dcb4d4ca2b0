package io.jenkins.plugins.amibakery.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kohsuke.stapler.DataBoundSetter;

class AmiBakeryConfigurationTest {
    static Stream<String> settings() {
        return Arrays.stream(AmiBakeryConfiguration.class.getMethods())
                .filter(method -> method.isAnnotationPresent(DataBoundSetter.class))
                .map(Method::getName)
                .map(name -> Character.toLowerCase(name.charAt(3)) + name.substring(4));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void everySettingHasAFieldAndAHelpThatTellsDefaultAndExample(String setting) throws IOException {
        assertThat(resource("config.jelly")).contains("field=\"" + setting + "\"");
        assertThat(resource("help-" + setting + ".html"))
                .startsWith("<div>")
                .containsIgnoringCase("by default")
                .contains("Example:")
                .endsWith("</div>\n");
    }

    @ParameterizedTest
    @MethodSource("settings")
    void everySettingIsChecked(String setting) {
        String check = "doCheck" + Character.toUpperCase(setting.charAt(0)) + setting.substring(1);

        assertThat(Arrays.stream(AmiBakeryConfiguration.class.getMethods()).map(Method::getName))
                .contains(check);
    }

    private static String resource(String name) throws IOException {
        URL url = AmiBakeryConfiguration.class.getResource("AmiBakeryConfiguration/" + name);
        assertThat(url).as(name).isNotNull();
        try (InputStream in = url.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
