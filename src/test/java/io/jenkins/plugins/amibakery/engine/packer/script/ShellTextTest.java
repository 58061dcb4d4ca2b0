package io.jenkins.plugins.amibakery.engine.packer.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts cut into their commands; whatever is in them, it ends. */
@Timeout(30)
class ShellTextTest {
    private static List<List<String>> words(String script) {
        return commands(script).stream().map(ShellCommand::words).toList();
    }

    private static List<ShellCommand> commands(String script) {
        return ShellText.commands(script, Map.of("GIVEN", "1.2.3"), path -> Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "apt-get install nginx | [[apt-get, install, nginx]]",
                "a 'b c' \"d e\" f\\ g | [[a, b c, d e, f g]]",
                "a '$GIVEN' | [[a, $GIVEN]]",
                "a \"$GIVEN\" ${GIVEN} $OTHER | [[a, 1.2.3, 1.2.3, $OTHER]]",
                "a ${OTHER:-3.4} ${OTHER} | [[a, 3.4, ${OTHER}]]",
                "a '' b | [[a, , b]]",
                "a # b; c | [[a]]",
                "a#b c | [[a#b, c]]",
                "a 2>&1 | [[a]]",
                "a &> log; b | [[a], [b]]",
                "sudo -u root VAR=1 a | [[a]]",
                "(a; b) | [[a], [b]]",
            })
    void aLineIsCutWhereOneCommandEnds(String script, String expected) {
        assertThat(words(script)).hasToString(expected);
    }

    @Test
    void oneCommandEndsWhereTheNextBegins() {
        assertThat(words("a; b && c || d & e | f")).hasToString("[[a], [b], [c], [d], [e], [f]]");
    }

    @Test
    void substitutionsAreCommandsToo() {
        assertThat(words("a \"$(curl x | jq .)\" `git pull`"))
                .contains(List.of("curl", "x"), List.of("jq", "."), List.of("git", "pull"));
        assertThat(words("bash <(wget y)")).contains(List.of("wget", "y"));
        assertThat(words("a=$(b $(c))")).contains(List.of("c"));
    }

    @Test
    void aLineThatGoesOnIsOneAndBeginsWhereItBegins() {
        List<ShellCommand> found = commands("#!/bin/sh\n\napt-get install \\\n  nginx \\\n  curl\nb\n");

        assertThat(found.get(0).words()).containsExactly("apt-get", "install", "nginx", "curl");
        assertThat(found).extracting(ShellCommand::line).containsExactly(3, 6);
    }

    @Test
    void aBackslashBeforeABackslashGoesNowhere() {
        assertThat(words("a \\\\\nb")).containsExactly(List.of("a", "\\"), List.of("b"));
    }

    @Test
    void whatIsWrittenIntoAFileIsNoCommandUnlessAShellReadsIt() {
        assertThat(words("cat > f <<EOF\napt-get install x\nEOF\nb")).containsExactly(List.of("cat"), List.of("b"));
        assertThat(words("sh <<-'EOF'\napt-get install x\n\tEOF\nb"))
                .contains(List.of("apt-get", "install", "x"), List.of("b"));
        assertThat(words("sudo su - app <<EOF\nnpm install\nEOF")).contains(List.of("npm", "install"));
    }

    @Test
    void aDocumentWithoutItsEndHidesNothingAfterIt() {
        assertThat(words("cat <<EOF\napt-get install x\n")).contains(List.of("apt-get", "install", "x"));
    }

    @Test
    void aTextAfterThreeArrowsIsNoDocument() {
        assertThat(words("cat <<< EOF\nb")).contains(List.of("b"));
    }

    @Test
    void variablesThatTheScriptSetsArePutIn() {
        assertThat(words("V=1.0\nexport W=\"$V-2\"\ncurl x/$W\nreadonly V=3\nlocal X=4; a $V $X"))
                .contains(List.of("curl", "x/1.0-2"), List.of("a", "3", "4"));
    }

    @Test
    void aVariableThatIsSetForOneCommandIsNoOther() {
        assertThat(words("sudo V=1 a $V"))
                .as("what a shell puts in there is what it was before")
                .isNotEmpty();
    }

    @Test
    void whatTheAuthorVouchesForIsPassedOverForOneLine() {
        assertThat(words("a # ami-bakery: fixed\nb\n#ami-bakery:fixed\nc\nd"))
                .containsExactly(List.of("b"), List.of("d"));
        assertThat(words("a # ami-bakery: fixedish")).containsExactly(List.of("a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'",
                "\"",
                "`",
                "$(",
                "<(",
                "))))",
                "$(`\"'",
                "\\",
                "a \\",
                "<<",
                "<<EOF",
                "if",
                "sudo",
                "sudo -u",
                "timeout",
                "chroot",
                "= = =",
                "a = b",
                "$",
                "${",
                "${}",
                "${A:-",
                "\u0000",
                "`a`b`",
                "\"$(\"$(\"",
                "\r\n\r"
            })
    void whatCannotBeReadIsNotTakenForPinned(String script) {
        assertThat(new FloatingScan(path -> Optional.empty())
                        .script("setup.sh", 1, script + "\napt-get install x\n", Map.of()))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"$(", "`", "\"'", "<<A\n", "{ ", "if ", "((", "f() { ", "eval "})
    void aLongLineOfNothingButBeginningsEnds(String beginning) {
        new FloatingScan(path -> Optional.empty()).script("setup.sh", 1, beginning.repeat(20_001), Map.of());
    }
}
