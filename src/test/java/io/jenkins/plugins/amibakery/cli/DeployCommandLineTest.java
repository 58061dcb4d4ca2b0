package io.jenkins.plugins.amibakery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeployCommandLineTest {
    private static final String AMI = "ami-0d53cc9bd365ad65b";

    @ParameterizedTest
    @CsvSource({
        "plan dev --cloud local --directory runway --ami " + AMI
                + ", deploy dev --cloud local --directory runway --ami " + AMI,
        "plan dev --ami=" + AMI + " --out plan.json --json, deploy dev --ami=" + AMI,
        "--debug plan plan --out=plan.json, deploy plan --ami " + AMI,
        "deploy dev --cloud local, deploy dev --cloud local --ami " + AMI,
    })
    void itHasTheOptionsThatWereGivenAndTheAmiIfThatCameFromElsewhere(String planned, String deploys) {
        assertThat(DeployCommandLine.of(List.of(planned.split(" ")), AMI, List.of()))
                .isEqualTo("ami-bakery " + deploys);
    }

    @Test
    void whatAShellWouldReadOtherwiseIsQuoted() {
        assertThat(DeployCommandLine.of(List.of("plan", "dev", "--directory", "my $runway's"), "", List.of()))
                .isEqualTo("ami-bakery deploy dev --directory 'my $runway'\\''s'");
    }

    @Test
    void variablesThatTheFilesLookUpAreNamedWithoutTheirValues() {
        assertThat(DeployCommandLine.of(List.of("plan", "dev"), "", List.of("DB_PASSWORD", "VPC_ID")))
                .isEqualTo("DB_PASSWORD=\"$DB_PASSWORD\" VPC_ID=\"$VPC_ID\" ami-bakery deploy dev");
    }
}
