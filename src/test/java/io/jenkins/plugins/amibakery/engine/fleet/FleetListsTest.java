package io.jenkins.plugins.amibakery.engine.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FleetListsTest {
    @TempDir
    private Path place;

    private void write(String name, String text) throws IOException {
        Files.writeString(place.resolve(name), text);
    }

    @Test
    void aListHasAPatternALineAndComments() throws IOException {
        write("allow", "# why\n\n /etc/web/*  \n/usr/lib/x\n");

        assertThat(FleetLists.patterns(place, "allow")).containsExactly("/etc/web/*", "/usr/lib/x");
        assertThat(FleetLists.patterns(place, "")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "etc/web|allow: 'etc/web' is no pattern of a path; one is written like /etc/app/*.cache.",
                "/etc/a b|allow: '/etc/a b' is no pattern of a path; one is written like /etc/app/*.cache.",
                "/*|allow: '/*' would let everything differ."
            })
    void whatIsNoPatternIsRefused(String line, String message) throws IOException {
        write("allow", line);

        assertThatThrownBy(() -> FleetLists.patterns(place, "allow")).hasMessage(message);
    }

    @Test
    void tooManyPatternsAreRefused() throws IOException {
        write("allow", "/a\n".repeat(201));

        assertThatThrownBy(() -> FleetLists.patterns(place, "allow"))
                .hasMessage("allow has 201 patterns; it can have 200.");
    }
}
