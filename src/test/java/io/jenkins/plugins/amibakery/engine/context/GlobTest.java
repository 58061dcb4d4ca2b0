package io.jenkins.plugins.amibakery.engine.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*.sh | setup.sh | true",
                "*.sh | scripts/setup.sh | false",
                "**/*.sh | setup.sh | true",
                "**/*.sh | a/b/setup.sh | true",
                "**/*.sh | a/b/setup.sh.bak | false",
                "scripts/** | scripts/a/b | true",
                "scripts/** | script/a | false",
                "a?c | abc | true",
                "a?c | a/c | false",
                "a?c | ac | false",
                "[a-c]1 | b1 | true",
                "[a-c]1 | d1 | false",
                "[!a-c]1 | d1 | true",
                "[!a-c]1 | a1 | false",
                "[]]1 | ]1 | true",
                "{web,db}.pkr.hcl | db.pkr.hcl | true",
                "{web,db}.pkr.hcl | dbx.pkr.hcl | false",
                "{a{1,2},b} | a2 | true",
                "{a{1,2},b} | b | true",
                "a,b | a,b | true",
                "a.b | axb | false",
                "a+b | a+b | true",
                "a+b | aab | false",
                "a$b^c | a$b^c | true",
                "[ | [ | true",
                "{a | {a | true",
                "a} | a} | true",
                "\\E.* | x | false",
            })
    void aPatternMatchesWholeNamesAndNoSlash(String glob, String name, boolean matches) {
        assertThat(new Glob(glob).matches(name)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[z-a]", "x[9-0]y"})
    void aPatternThatMeansNothingIsSaidInOneLine(String glob) {
        assertThatThrownBy(() -> new Glob(glob))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'" + glob + "' is not a pattern of names: ")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    @Test
    void aLineBreakInANameIsALetterLikeAnyOther() {
        assertThat(new Glob("a*b").matches("a\nb")).isTrue();
    }

    @Test
    void aNameWithoutAWildcardIsNoPattern() {
        assertThat(Glob.isOne("scripts/setup.sh")).isFalse();
        assertThat(Glob.isOne("scripts/*.sh")).isTrue();
        assertThat(Glob.isOne("a[1]")).isTrue();
        assertThat(Glob.isOne("{a,b}")).isTrue();
    }
}
