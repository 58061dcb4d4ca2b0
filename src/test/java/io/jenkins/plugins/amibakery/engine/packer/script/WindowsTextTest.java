package io.jenkins.plugins.amibakery.engine.packer.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.Floating;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts for PowerShell and cmd: a line that is not a plain command is not known. */
class WindowsTextTest {
    private static List<Floating> scan(String script) {
        return new FloatingScan(path -> Optional.empty()).script("setup.ps1", 1, script, Map.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "choco install git -y | git has no version",
                "choco upgrade all | 'upgrade' takes the newest versions",
                "Install-Module AWSPowerShell | AWSPowerShell has no version",
                "Install-WindowsUpdate -AcceptAll | 'install-windowsupdate' takes the newest versions",
                "Invoke-WebRequest -Uri https://example.com/agent.msi -OutFile agent.msi | the address names no version",
                "msiexec /i agent.msi /qn | no rule knows what msiexec does",
                "if (Test-Path C:/x) { Remove-Item C:/x } | no rule knows what powershell does",
            })
    void whatTakesTheNewestOrIsNotKnownIsSaid(String script, String why) {
        assertThat(scan(script)).extracting(Floating::why).containsExactly(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# prepare\nWrite-Host 'Hello'\n$version = '1.2.3'\nNew-Item -ItemType Directory -Path C:\\app",
                "choco install git --version=2.45.1",
                "Install-Module AWSPowerShell -RequiredVersion 4.1.590",
                "Set-Service -Name W32Time `\n  -StartupType Automatic",
                "# ami-bakery: fixed\nInvoke-Whatever",
                "Invoke-Whatever # ami-bakery: fixed",
                "# ami-bakery: fixed file, all of it is the vendor's of 2024\nInvoke-Whatever\nif ($x) { y }",
            })
    void whatIsPlainAndNamesItsVersionsIsNot(String script) {
        assertThat(scan(script)).isEmpty();
    }

    @Test
    void ofManyLinesThatAreNotKnownTheFirstIsNamed() {
        assertThat(scan("Write-Host a\nfunction x { y }\nforeach ($a in $b) { c }\n"))
                .extracting(Floating::line)
                .containsExactly(2);
    }
}
