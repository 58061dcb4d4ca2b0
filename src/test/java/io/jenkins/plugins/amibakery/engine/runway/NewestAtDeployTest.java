package io.jenkins.plugins.amibakery.engine.runway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be another AMI in production than it was in QA, as files have it. */
class NewestAtDeployTest {
    private static List<String> in(String text) {
        return NewestAtDeploy.in("web.yml", text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "      ImageId: ${ami owners:self name_regex:img-mgr-.*} | ${ami ...} takes the newest AMI that matches",
                "  most_recent = true | most_recent takes the newest AMI that matches",
                "  \"most_recent\": \"true\", | most_recent takes the newest AMI that matches",
                "  mostRecent: true | most_recent takes the newest AMI that matches",
                "  Version: $Latest | $Latest is whichever version the launch template has by then",
                "  \"Version\": \"$Default\" | $Default is whichever version the launch template has by then",
                "  ImageId: resolve:ssm:/img-mgr/prod | resolve:ssm:/img-mgr/prod has no version, so it is the newest by then",
                "  ImageId: '{{resolve:ssm:/img-mgr/prod}}' | resolve:ssm:/img-mgr/prod has no version, so it is the newest by then",
                "  Type: AWS::SSM::Parameter::Value<AWS::EC2::Image::Id> | the parameter's AMI is the newest value in Systems Manager by then"
            })
    void whatIsNewestIsFoundByItsLine(String line, String what) {
        assertThat(in("one: two\n" + line + "\n")).containsExactly("web.yml line 2: " + what);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ImageId: ${env AMI_ID}",
                "ImageId: ami-0d53cc9bd365ad65b",
                "most_recent = false",
                "Version: !GetAtt Template.LatestVersionNumber",
                "Version: '7'",
                "ImageId: resolve:ssm:/img-mgr/prod:7",
                "ImageId: resolve:ssm:/img-mgr/prod:production",
                "ImageId: '{{resolve:ssm:/img-mgr/prod:7}}'",
                "Password: '{{resolve:ssm-secure:/img-mgr/password}}'",
                "Type: AWS::SSM::Parameter::Value<String>",
                "# Version: $Latest",
                "    // most_recent = true"
            })
    void whatIsFixedIsNot(String line) {
        assertThat(in(line)).isEmpty();
    }

    @Test
    void whatIsNoTextHasNone() {
        assertThat(in("\0\0\n$Latest\n")).isEmpty();
        assertThat(in("$Latest\n".repeat(1_000))).hasSize(100);
    }
}
